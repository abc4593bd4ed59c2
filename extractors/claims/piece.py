"""A sentence with all that holds for it: panel, series and place by its headings, series and numbers in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.claims.mention import Mention
from extractors.claims.outline import Node
from extractors.claims.subjects import SeriesMention
from schemas.claims import AxisRef, Claim, ClaimKind, PanelRef, Place, SeriesRef

OF_COURSE = frozenset(
    {
        ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM, ClaimKind.RANGE,
        ClaimKind.BOUND, ClaimKind.TREND,
    }
)  # fmt: skip
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """What headings and labels above a block say that it is about.

    ``place`` is a place along x in numbers, ``phase`` one in words; ``only`` the series that goes without
    saying, ``single`` that there is but one; ``y_names``: what the y axes are called; ``axis``: the left or right one
    of which a section tells.
    """

    panel: PanelRef | None = None
    series: SeriesRef | None = None
    place: Place | None = None
    phase: Place | None = None
    only: SeriesRef | None = None
    single: bool = False
    y_names: tuple[str, ...] = ()
    interpreting: bool = False
    axis: AxisRef | None = None


@dataclass(frozen=True, slots=True)
class PanelMention:
    """A panel named by its title, and where in the block."""

    start: int
    end: int
    ref: PanelRef


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, by its place in the plain text of its block, with the mentions in it.

    ``taken``: words that were read; ``objects``: series that another is compared with, hence no subjects; ``blind``:
    the text without the words within names that tell of curves elsewhere (:mod:`extractors.claims.telling_names`).
    """

    source: str
    node: Node
    start: int
    end: int
    scope: Scope
    series: tuple[SeriesMention, ...] = ()
    numbers: tuple[Mention, ...] = ()
    panels: tuple[PanelMention, ...] = ()
    taken: list[Span] = field(default_factory=list)
    objects: list[SeriesMention] = field(default_factory=list)
    blind: str = ""

    @property
    def text(self) -> str:
        """The plain text of the whole block."""
        return self.blind or self.node.plain.text

    @property
    def words(self) -> str:
        """The plain text of the sentence alone."""
        return self.node.plain.text[self.start : self.end]

    def claim(self, kind: ClaimKind, start: int, end: int, **fields: Any) -> Claim:
        """A claim about the characters ``start`` to ``end`` of the block; panel as told above unless given."""
        while end > start + 1 and self.text[end - 1] in " ,;:":
            end -= 1
        while start < end - 1 and self.text[start] in " ,;:":
            start += 1
        first, last = self.node.plain.original(start, end)
        fields.setdefault("panel", self.scope.panel)
        if kind in OF_COURSE and self.scope.axis is not None:
            fields.setdefault("axis", self.scope.axis)
        values = fields.get("values", ())
        place = fields.get("x")
        told = [*values, *([q for q in (place.start, place.end) if q] if place else [])]
        fields.setdefault("hedged", any(q.hedged for q in told))
        return Claim(kind=kind, text=self.source[first:last], start=first, end=last, **fields)

    def take(self, start: int, end: int) -> None:
        """Mark words as read, so that no other reading takes them."""
        self.taken.append((start, end))

    def is_taken(self, start: int, end: int) -> bool:
        """Whether words were read before."""
        return any(start < last and first < end for first, last in self.taken)

    def numbers_in(self, start: int, end: int) -> list[Mention]:
        """The numbers between two places that were not read before."""
        return [m for m in self.numbers if start <= m.start and m.end <= end and not self.is_taken(m.start, m.end)]

    def series_in(self, start: int, end: int) -> list[SeriesMention]:
        """The series spoken of between two places."""
        return [m for m in self.series if start <= m.start and m.end <= end]

    def search(
        self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None
    ) -> re.Match[str] | None:
        """The first match in the sentence."""
        return pattern.search(self.text, self.start if start is None else start, self.end if end is None else end)
