"""Write a description from facts in a style, and remember where each fact stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from numpy.random import Generator

from benchmarks.descriptions.corruptions import corrupt
from benchmarks.descriptions.facts import Fact, Scene, facts_of
from benchmarks.descriptions.style import AXES, HEAD, LEGEND, PAIRS, Style, template_key
from schemas.claims import ClaimKind

# A writer tells of this share of what could be told of series, and of so many series and panels at most.
TOLD, MOST_SERIES, MOST_PANELS = 0.7, 4, 3


@dataclass(frozen=True)
class Piece:
    """A fact and the characters of the text that state it."""

    start: int
    end: int
    fact: Fact


@dataclass(frozen=True)
class Written:
    """A description with its facts, true and corrupted."""

    text: str
    pieces: tuple[Piece, ...]
    style: Style


class _Page:
    """Text as it grows."""

    def __init__(self) -> None:
        self.text = ""
        self.pieces: list[Piece] = []

    def fact(self, fact: Fact, before: str, words: str, after: str) -> None:
        start = len(self.text) + len(before)
        self.pieces.append(Piece(start, start + len(words), fact))
        self.text += before + words + after


def write(scenes: Sequence[Scene], style: Style, rng: Generator) -> Written:
    """A description of the panels in a style, with corruptions in some of its facts."""
    page = _Page()
    chosen = [scenes[i] for i in sorted(rng.permutation(len(scenes))[:MOST_PANELS].tolist())]
    for scene in chosen:
        lines = tuple(scene.lines[i] for i in sorted(rng.permutation(len(scene.lines))[:MOST_SERIES].tolist()))
        told = replace(scene, lines=lines)
        facts = [fact for fact in facts_of(told, rng, len(scenes)) if _is_told(fact, style, rng)]
        _write_panel(page, corrupt(facts, told, rng), told, scenes.index(scene) + 1, style, rng)
    return Written(page.text, tuple(page.pieces), style)


def _is_told(fact: Fact, style: Style, rng: Generator) -> bool:
    known = template_key(fact) in style.templates or (style.table and fact.kind is ClaimKind.VALUE)
    return known and (fact.kind in HEAD | AXES | LEGEND or style.table or rng.random() < TOLD)


def _write_panel(page: _Page, facts: list[Fact], scene: Scene, number: int, style: Style, rng: Generator) -> None:
    if scene.title is not None:
        page.text += "\n\n" + style.panel.format(p=scene.title, n=number)
    for kinds, heading in ((HEAD, style.head), (AXES, style.axes), (LEGEND, style.legend)):
        _section(page, [fact for fact in facts if fact.kind in kinds], heading, scene, style, rng)
    rest = [fact for fact in facts if fact.kind not in HEAD | AXES | LEGEND | PAIRS]
    if style.table:
        _write_table(page, [fact for fact in rest if fact.kind is ClaimKind.VALUE], scene)
        rest = [fact for fact in rest if fact.kind is not ClaimKind.VALUE]
    for name in dict.fromkeys(fact.series for fact in rest):
        heading = "\n" * style.gap.count("\n") + style.series.format(s=name)
        _section(page, [fact for fact in rest if fact.series == name], heading, scene, style, rng)
    _section(page, [fact for fact in facts if fact.kind in PAIRS], style.pairs, scene, style, rng)


def _section(page: _Page, facts: list[Fact], heading: str, scene: Scene, style: Style, rng: Generator) -> None:
    if not facts:
        return
    page.text += heading
    entries = [fact for fact in facts if fact.kind is ClaimKind.LEGEND_ENTRY]
    if style.listing and entries:
        _write_list(page, entries, style)
        facts = [fact for fact in facts if fact.kind is not ClaimKind.LEGEND_ENTRY]
    for fact in facts:
        template = str(rng.choice(style.templates[template_key(fact)]))
        page.fact(fact, style.bullet, _fill(template, fact, scene, style, rng), style.gap)


def _write_list(page: _Page, entries: list[Fact], style: Style) -> None:
    """The names of a legend in one sentence."""
    assert style.listing is not None
    before, between, last, after = style.listing
    for number, fact in enumerate(entries):
        is_last = number == len(entries) - 1
        lead = before if number == 0 else last if is_last else between
        page.fact(fact, lead, fact.words, after + style.gap.strip("\n") if is_last else "")


def _fill(template: str, fact: Fact, scene: Scene, style: Style, rng: Generator) -> str:
    counted = fact.kind in (ClaimKind.SERIES_COUNT, ClaimKind.AXIS_RANGE)
    hedges = [("" if counted else str(rng.choice(style.hedges))) + number for number in fact.numbers]
    first, second = [*hedges, "", ""][:2]
    place, until = [*fact.places, "", ""][:2]
    label = (scene.panel.x_label or "x").split(" (")[0].split(" [")[0].lower()
    # What x counts is called by its name where the text has told it.
    word = label if label.isalpha() and ClaimKind.AXIS_LABEL.value in style.templates else "x"
    return template.format(
        s=fact.series, o=fact.other, v=first, v2=second, x=place, x2=until, w=fact.words, W=fact.words.capitalize(),
        a=style.sides.get(fact.axis, ""), xn=word, Xn=word.capitalize(),
    )  # fmt: skip


def _write_table(page: _Page, facts: list[Fact], scene: Scene) -> None:
    """Values in a table with a column for each series; places that one series lacks are left empty there."""
    names = list(dict.fromkeys(fact.series or "" for fact in facts))
    cells = {(fact.places[0], fact.series): fact for fact in facts}
    if not names:
        return
    page.text += "\n" + " | ".join(["", scene.panel.x_label or "x", *names, ""]).strip() + "\n"
    page.text += "|" + "---|" * (len(names) + 1) + "\n"
    for place in dict.fromkeys(fact.places[0] for fact in facts):
        page.text += f"| {place} |"
        for name in names:
            fact = cells.get((place, name))
            if fact is None:
                page.text += " |"
            else:
                page.fact(fact, " ", fact.numbers[0], " |")
        page.text += "\n"


def is_large(fact: Fact, least: float) -> bool:
    """Whether a corruption is larger than a share of the axis, or one of words."""
    return bool(fact.corruption) and (math.isinf(fact.size) or fact.size > least)
