"""Known errors put into facts, one type at a time, each with its size."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.descriptions.color_words import other_words
from benchmarks.descriptions.facts import DIGIT, Fact, Line, Scene, print_number
from benchmarks.drawing.vocabulary import METHODS, TITLES, X_LABELS, Y_LABELS
from benchmarks.plane import plane_of
from checks.names import similarity
from schemas.claims import ClaimKind

# How large an error along an axis is, as a share of it.
SIZES = (0.03, 0.3)
# Corrupted facts of a text that is not swapped; texts in which two series are swapped.
SHARE, SWAPPED = 0.2, 0.12
_VALUED = frozenset({ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM})
_PLACED = frozenset({ClaimKind.VALUE, ClaimKind.MAXIMUM, ClaimKind.MINIMUM})
_LABELS = frozenset({ClaimKind.TITLE, ClaimKind.AXIS_LABEL, ClaimKind.LEGEND_ENTRY})
_ATTEMPTS = 8


def corrupt(facts: Sequence[Fact], scene: Scene, rng: Generator) -> list[Fact]:
    """The facts of one text with errors in some of them, or with two series of the panel swapped in all of them."""
    lines = {line.name: line for line in scene.lines}
    if len(lines) > 1 and rng.random() < SWAPPED:
        one, other = (scene.lines[i] for i in rng.choice(len(lines), 2, replace=False).tolist())
        return [_swapped(fact, one, other) for fact in facts]
    return [_wrong(fact, scene, rng) or fact if rng.random() < SHARE else fact for fact in facts]


def _wrong(fact: Fact, scene: Scene, rng: Generator) -> Fact | None:
    """The fact with an error of a type that fits it; None where none could be made that is large enough."""
    types: list[Callable[[Fact, Scene, Generator], Fact | None]] = []
    types += [_value] if fact.kind in _VALUED else []
    types += [_place] if fact.kind in _PLACED else []
    types += [_label] if fact.kind in _LABELS else []
    single: dict[ClaimKind, Callable[[Fact, Scene, Generator], Fact | None]] = {
        ClaimKind.RANGE: _range, ClaimKind.AXIS_RANGE: _axis_range, ClaimKind.TREND: _trend,
        ClaimKind.COMPARISON: _comparison, ClaimKind.SERIES_COUNT: _count, ClaimKind.SERIES_COLOR: _color,
    }  # fmt: skip
    types += [single[fact.kind]] if fact.kind in single else []
    return types[rng.integers(len(types))](fact, scene, rng) if types else None


def _value(fact: Fact, scene: Scene, rng: Generator) -> Fact | None:
    line = _line(fact, scene)
    return _shifted(fact, line, 0, "value", rng)


def _range(fact: Fact, scene: Scene, rng: Generator) -> Fact | None:
    return _shifted(fact, _line(fact, scene), int(rng.integers(2)), "range", rng)


def _shifted(fact: Fact, line: Line, which: int, corruption: str, rng: Generator) -> Fact | None:
    """One number moved along y; it keeps to what the axis shows, so that it is not absurd."""
    true = _share_of_value(line, fact.numbers[which])
    for _ in range(_ATTEMPTS):
        wrong = true + _error(rng)
        printed = line.print_value(wrong)
        size = abs(_share_of_value(line, printed) - true)
        ordered = len(fact.numbers) < 2 or wrong < _share_of_value(line, fact.numbers[1]) if which == 0 else True
        ordered = ordered and (which == 0 or wrong > _share_of_value(line, fact.numbers[0]))
        if 0 <= wrong <= 1 and size > SIZES[0] and ordered:
            numbers = tuple(printed if k == which else number for k, number in enumerate(fact.numbers))
            return replace(fact, numbers=numbers, corruption=corruption, size=size)
    return None


def _place(fact: Fact, scene: Scene, rng: Generator) -> Fact | None:
    """Another place, at which the curve has clearly another value."""
    line = _line(fact, scene)
    true, value = line.share(fact.places[0]), _share_of_value(line, fact.numbers[0])
    for _ in range(_ATTEMPTS):
        place = line.print_place(true + _error(rng))
        at = line.share(place)
        if not line.x[0] <= at <= line.x[-1]:
            continue
        near = np.interp(np.linspace(at - 0.01, at + 0.01, 21), line.x, line.y)
        size = min(float(np.abs(near - value).min()), abs(at - true))
        if size > SIZES[0]:
            return replace(fact, places=(place,), corruption="place", size=size)
    return None


def _axis_range(fact: Fact, scene: Scene, rng: Generator) -> Fact | None:
    """One end of an axis moved; outwards, as inner places may be ends of the ticks or of the data."""
    plane = plane_of(scene.panel)
    span = plane.x if fact.axis == "x" else plane.y(fact.axis)
    which, size = int(rng.integers(2)), float(rng.uniform(0.15, 0.6))
    share = 1 + size if which else -size
    scaled = span.low + share * (span.high - span.low)
    printed = print_number(10**scaled if span.log else scaled, span, DIGIT)
    numbers = (fact.numbers[0], printed) if which else (printed, fact.numbers[1])
    return replace(fact, numbers=numbers, corruption="axis range", size=size)


def _trend(fact: Fact, scene: Scene, rng: Generator) -> Fact:
    line = _line(fact, scene)
    first, last = (line.at(place) for place in fact.places)
    words = "falls" if fact.words == "rises" else "rises"
    return replace(fact, words=words, corruption="trend", size=abs(last - first))


def _comparison(fact: Fact, scene: Scene, rng: Generator) -> Fact:
    words = fact.words.removeprefix("no ") if fact.words.startswith("no ") else f"no {fact.words}"
    return replace(fact, words=words, corruption="comparison", size=math.inf)


def _count(fact: Fact, scene: Scene, rng: Generator) -> Fact:
    count = int(fact.numbers[0])
    wrong = int(rng.choice([n for n in (count - 1, count + 1, count + 2) if n > 0]))
    return replace(fact, numbers=(str(wrong),), corruption="count", size=math.inf)


def _label(fact: Fact, scene: Scene, rng: Generator) -> Fact | None:
    panel = scene.panel
    known = {ClaimKind.TITLE: TITLES, ClaimKind.LEGEND_ENTRY: METHODS}.get(fact.kind)
    words = known or (X_LABELS if fact.axis == "x" else Y_LABELS)
    printed = [panel.title, panel.x_label, panel.y_label, panel.y2_label, *(series.name for series in panel.series)]
    others = [word for word in words if all(similarity(word, other or "") < 0.5 for other in printed)]
    return replace(fact, words=str(rng.choice(others)), corruption="label", size=math.inf) if others else None


def _color(fact: Fact, scene: Scene, rng: Generator) -> Fact:
    return replace(fact, words=str(rng.choice(other_words(fact.words))), corruption="colour", size=math.inf)


def _swapped(fact: Fact, one: Line, other: Line) -> Fact:
    """The fact told of the other series; how wrong that is depends on how far both lie apart."""
    names = {one.name: other.name, other.name: one.name}
    if fact.series not in names and fact.other not in names:
        return fact
    swapped = replace(
        fact,
        series=names.get(fact.series or "", fact.series),
        other=names.get(fact.other or "", fact.other),
    )
    lines = {one.name: one, other.name: other}
    size = _swap_size(fact, lines.get(fact.series or ""), lines.get(names.get(fact.series or "", "")))
    return replace(swapped, corruption="legend swap", size=size)


def _swap_size(fact: Fact, true: Line | None, told: Line | None) -> float:
    """By how much a fact of one line misses another line; 0 where that is not plain."""
    if true is None or told is None or true.y_span != told.y_span or fact.kind not in _VALUED | {ClaimKind.TREND}:
        return 0.0
    if fact.kind is ClaimKind.TREND:
        first, last = (told.at(place) for place in fact.places)
        return abs(last - first) if (last > first) != (fact.words == "rises") else 0.0
    value = _share_of_value(true, fact.numbers[0])
    match fact.kind:
        case ClaimKind.START:
            return abs(value - float(told.y[0]))
        case ClaimKind.END:
            return abs(value - float(told.y[-1]))
        case ClaimKind.MAXIMUM:
            return abs(value - float(told.y.max()))
        case ClaimKind.MINIMUM:
            return abs(value - float(told.y.min()))
        case _:
            at = told.share(fact.places[0])
            near = np.interp(np.linspace(at - 0.01, at + 0.01, 21), told.x, told.y)
            return float(np.abs(near - value).min())


def _line(fact: Fact, scene: Scene) -> Line:
    return next(line for line in scene.lines if line.name == fact.series)


def _share_of_value(line: Line, printed: str) -> float:
    return float(line.y_span.scale(np.array([float(printed)]))[0])


def _error(rng: Generator) -> float:
    return float(rng.uniform(*SIZES) * rng.choice([-1, 1]))
