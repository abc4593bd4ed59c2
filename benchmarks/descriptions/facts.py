"""Facts about a figure, from its truth: what a text may state, with its numbers as a writer prints them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.descriptions.color_words import color_word
from benchmarks.plane import Span, plane_of, to_array
from checks.names import normalise
from schemas.claims import ClaimKind
from schemas.truth import TruePanel, TrueSeries, Truth

# As shares of the axis: what one unit of the last printed digit is worth at most, along y and along x.
DIGIT, PLACE_DIGIT = 0.01, 0.005
# A writer tells no value where the curve moves by more than STEEP over NEAR of x.
STEEP, NEAR = 0.02, 0.006
# A change, and a distance of two curves, that a writer speaks of.
CHANGE, APART = 0.12, 0.06
_SAMPLES = 400


@dataclass(frozen=True)
class Fact:
    """One statement: what of (``series``, ``other`` are names), which numbers and places as printed, which words.

    ``axis``: x, left or right. ``corruption``: what kind of error was made in it, ``size``: how large as a share of the
    axis that it is made along, infinite for words.
    """

    kind: ClaimKind
    panel: str | None = None
    series: str | None = None
    other: str | None = None
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: str = ""
    axis: str = ""
    corruption: str = ""
    size: float = 0.0


@dataclass(frozen=True)
class Line:
    """A true series that is wholly seen: its name and values, x and y as shares of the axes, ascending in x."""

    name: str
    true: TrueSeries
    x: Array
    y: Array
    x_span: Span
    y_span: Span
    dated: bool
    categories: tuple[str, ...]

    def at(self, place: str) -> float:
        """The value at a printed place, as a share of the y axis."""
        return float(np.interp(self.share(place), self.x, self.y))

    def share(self, place: str) -> float:
        """The share of the x axis that a printed place stands for."""
        if self.categories:
            value = float(self.categories.index(place))
        elif self.dated:
            value = datetime.fromisoformat(place).replace(tzinfo=UTC).timestamp()
        else:
            value = float(place)
        return float(self.x_span.scale(np.array([value]))[0])

    def print_place(self, share: float) -> str:
        """A place as a writer prints it."""
        value = _unscaled(self.x_span, share)
        if self.categories:
            return self.categories[min(max(round(value), 0), len(self.categories) - 1)]
        if self.dated:
            return f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d}"
        return print_number(value, self.x_span, PLACE_DIGIT)

    def print_value(self, share: float) -> str:
        """A value as a writer prints it."""
        return print_number(_unscaled(self.y_span, share), self.y_span, DIGIT)

    def steep(self, share: float) -> bool:
        """Whether the curve moves too much around a place to tell its value."""
        near = self.y[(self.x >= share - NEAR) & (self.x <= share + NEAR)]
        ends = np.interp([share - NEAR, share, share + NEAR], self.x, self.y)
        values = np.concatenate([near, ends])
        return float(np.ptp(values)) > STEEP


@dataclass(frozen=True)
class Scene:
    """A panel that can be written about: its lines, and how the text calls it (None where it is the only one)."""

    title: str | None
    panel: TruePanel
    lines: tuple[Line, ...]


def scenes_of(truth: Truth) -> list[Scene]:
    """The panels with lines that are wholly seen and can be called by names; none where panels cannot be told apart."""
    panels = [panel for panel in truth.panels if not panel.optional]
    titles = [panel.title for panel in panels]
    if len(panels) > 1 and len({normalise(title or "") for title in titles}) < len(panels):
        return []
    if len(panels) > 1 and not all(titles):
        return []
    upright = [panel for panel in panels if not panel.unsupported and not _reversed(panel)]
    scenes = [Scene(p.title if len(panels) > 1 else None, p, tuple(_lines(p))) for p in upright]
    return [scene for scene in scenes if scene.lines]


def _reversed(panel: TruePanel) -> bool:
    """Whether an axis runs the other way: people differ in what they call a rise there."""
    limits = (panel.x_lim, panel.y_lim, panel.y2_lim)
    return any(pair is not None and pair[0] > pair[1] for pair in limits)


def facts_of(scene: Scene, rng: Generator, n_panels: int) -> list[Fact]:
    """What a writer may state of a panel: all of it, in the order in which texts go."""
    facts = [*_of_figure(scene, n_panels), *_of_axes(scene), *_of_legend(scene)]
    for line in scene.lines:
        facts += _of_line(line, rng)
    facts += _of_pairs(scene, rng)
    return [replace(fact, panel=scene.title) for fact in facts]


def print_number(value: float, span: Span, digit: float) -> str:
    """A number with as many digits as make one unit of the last at most ``digit`` of the axis."""
    if span.log:
        return f"{value:.3g}"
    seen = digit * abs(span.high - span.low)
    decimals = max(0, math.ceil(-math.log10(seen)))
    return f"{value:.{decimals}f}" if decimals <= 8 else f"{value:.4e}"


def _unscaled(span: Span, share: float) -> float:
    value = span.low + share * (span.high - span.low)
    return float(10**value) if span.log else float(value)


def _lines(panel: TruePanel) -> Iterator[Line]:
    plane = plane_of(panel)
    names = [normalise(series.name or "") for series in panel.series]
    for series in panel.series:
        alone = len(panel.series) == 1
        named = bool(series.name) and names.count(normalise(series.name or "")) == 1
        x, y = to_array(series.x), to_array(series.y)
        if series.optional or series.hidden or not (named or alone) or not np.isfinite([x, y]).all() or len(x) < 2:
            continue
        span = plane.y(series.axis)
        shares = plane.x.scale(x), span.scale(y)
        if not np.isfinite(shares).all() or (np.diff(shares[0]) <= 0).any() or not _seen(*shares, plane.x, span):
            continue
        name = plain_name(series.name) if series.name else "the line"
        dated, categories = panel.x_scale == "date", tuple(panel.categories or ())
        yield Line(name, series, *shares, plane.x, span, dated, categories if plane.category else ())


def _seen(x: Array, y: Array, x_span: Span, y_span: Span) -> bool:
    """Whether all of a curve lies within what both axes show."""
    return all(
        not span.visible or (values.min() >= -1e-6 and values.max() <= 1 + 1e-6)
        for values, span in ((x, x_span), (y, y_span))
    )


def plain_name(name: str) -> str:
    r"""A name without TeX, as people write it: ``$\alpha = 0.1$`` is α = 0.1."""
    for word, letter in _GREEK.items():
        name = name.replace(f"\\{word}", letter)
    return name.replace("$", "").replace("{", "").replace("}", "").replace("\\", "")


_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "lambda": "λ", "sigma": "σ", "theta": "θ", "mu": "μ", "eta": "η",
    "tau": "τ", "epsilon": "ε",
}  # fmt: skip


def _of_figure(scene: Scene, n_panels: int) -> Iterator[Fact]:
    if scene.title is None and scene.panel.title:
        yield Fact(ClaimKind.TITLE, words=scene.panel.title)
    if n_panels == 1:
        required = [series for series in scene.panel.series if not series.optional]
        yield Fact(ClaimKind.SERIES_COUNT, numbers=(str(len(required)),))


def _of_axes(scene: Scene) -> Iterator[Fact]:
    panel = scene.panel
    for axis, label in (("x", panel.x_label), ("left", panel.y_label), ("right", panel.y2_label)):
        if label:
            yield Fact(ClaimKind.AXIS_LABEL, words=label, axis=axis)
    plane = plane_of(panel)
    spans = {"x": plane.x, "left": plane.left} | ({"right": plane.right} if panel.y2_lim else {})
    for axis, span in spans.items():
        if span.visible and not (axis == "x" and panel.x_scale == "date"):
            ends = tuple(print_number(_unscaled(span, share), span, DIGIT) for share in (0.0, 1.0))
            yield Fact(ClaimKind.AXIS_RANGE, numbers=ends, axis=axis)


def _of_legend(scene: Scene) -> Iterator[Fact]:
    for line in scene.lines:
        if line.true.name is None:
            continue
        word = color_word(line.true.color) if line.true.color else None
        if word:
            yield Fact(ClaimKind.SERIES_COLOR, series=line.name, words=word)
        else:
            yield Fact(ClaimKind.LEGEND_ENTRY, words=line.name)


def _of_line(line: Line, rng: Generator) -> Iterator[Fact]:
    begin, end = float(line.x[0]), float(line.x[-1])
    if not line.steep(begin):
        yield Fact(ClaimKind.START, series=line.name, numbers=(line.print_value(float(line.y[0])),))
    yield from _trends(line, rng)
    for kind, at in ((ClaimKind.MAXIMUM, int(line.y.argmax())), (ClaimKind.MINIMUM, int(line.y.argmin()))):
        place = line.print_place(float(line.x[at]))
        if rng.random() < 0.6 and abs(line.at(place) - line.y[at]) < STEEP:
            numbers = (line.print_value(float(line.y[at])),)
            yield Fact(kind, series=line.name, numbers=numbers, places=(place,))
    yield from _range(line, rng)
    places = [line.print_place(begin + share * (end - begin)) for share in np.linspace(0.1, 0.9, 5)]
    for place in dict.fromkeys(places):
        if begin <= line.share(place) <= end and not line.steep(line.share(place)):
            numbers = (line.print_value(line.at(place)),)
            yield Fact(ClaimKind.VALUE, series=line.name, numbers=numbers, places=(place,))
    if not line.steep(end):
        yield Fact(ClaimKind.END, series=line.name, numbers=(line.print_value(float(line.y[-1])),))


def _part(line: Line, low: float, high: float) -> Array:
    """Even samples of a part of the curve between two shares of x."""
    return np.asarray(np.interp(np.linspace(low, high, _SAMPLES), line.x, line.y))


def _interval(line: Line, rng: Generator) -> tuple[str, str]:
    begin, end = float(line.x[0]), float(line.x[-1])
    low, high = sorted(rng.choice(np.linspace(0, 1, 6), 2, replace=False).tolist())
    first, last = (line.print_place(begin + share * (end - begin)) for share in (low, high))
    return first, last


def _trends(line: Line, rng: Generator) -> Iterator[Fact]:
    """Up to two rises or falls over intervals, with little back and forth."""
    for _ in range(2):
        places = _interval(line, rng)
        low, high = (line.share(place) for place in places)
        if not line.x[0] <= low < high <= line.x[-1]:
            continue
        part = _part(line, low, high)
        net = float(part[-1] - part[0])
        if abs(net) > CHANGE and abs(net) > 0.6 * float(np.ptp(part)):
            yield Fact(ClaimKind.TREND, series=line.name, places=places, words="rises" if net > 0 else "falls")


def _range(line: Line, rng: Generator) -> Iterator[Fact]:
    places = _interval(line, rng)
    low, high = (line.share(place) for place in places)
    if line.x[0] <= low < high <= line.x[-1] and not line.steep(low) and not line.steep(high):
        inside = line.y[(line.x >= low) & (line.x <= high)]
        values = np.concatenate([_part(line, low, high), inside])
        numbers = line.print_value(float(values.min())), line.print_value(float(values.max()))
        if numbers[0] != numbers[1]:
            yield Fact(ClaimKind.RANGE, series=line.name, numbers=numbers, places=places)


def _of_pairs(scene: Scene, rng: Generator) -> Iterator[Fact]:
    """Comparisons of two lines that a reader sees: in their peaks, or at the end."""
    lines = list(scene.lines)
    if len(lines) < 2:
        return
    for _ in range(2):
        one, other = (lines[i] for i in rng.choice(len(lines), 2, replace=False).tolist())
        if one.true.axis != other.true.axis:
            continue
        peaks, ends = float(one.y.max() - other.y.max()), float(one.y[-1] - other.y[-1])
        if abs(peaks) > APART:
            yield Fact(
                ClaimKind.COMPARISON, series=one.name, other=other.name, words="peak" if peaks > 0 else "no peak"
            )
        if abs(ends) > APART and abs(one.x[-1] - other.x[-1]) < NEAR:
            yield Fact(ClaimKind.COMPARISON, series=one.name, other=other.name, words="end" if ends > 0 else "no end")
