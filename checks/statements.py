"""What a text says of single points, whatever the kind of claim: the ground on which a text is held against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.names import normalise
from schemas.claims import AxisRef, Claim, ClaimKind, PanelRef, Quantity, SeriesRef

_POINTS = frozenset({ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM})
# Words that make an extreme one of the whole series, not of a phase.
_OF_ALL = re.compile(r"\b(highest|lowest|global|overall|maximum|minimum|max|min)\b", re.IGNORECASE)
_LOCAL = re.compile(r"\b(local|second|another|minor)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """A series has a value at a place; ``claim`` is the number of the claim in the text."""

    claim: int
    panel: str
    series: str
    x: Quantity
    value: Quantity


class Subjects:
    """Keys for panels and series, so that a series called by name here and by colour there is one."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Learn from the claims which colour and which number belong to which name."""
        self._names: dict[tuple[str, str], str] = {}
        for claim in claims:
            for ref in (claim.series, claim.other):
                if ref is not None and ref.name is not None:
                    self._learn(panel_key(claim.panel), ref, claim)

    def series(self, claim: Claim, ref: SeriesRef | None) -> str:
        """The key of a series: its name where the text gives one anywhere, and the axis whose section tells of it.

        Both axes may have a line of one name.
        """
        side = claim.axis.side if claim.axis is not None and claim.axis.side in ("left", "right") else None
        return f"{self._series(claim, ref)}{f' {side}' if side else ''}"

    def _series(self, claim: Claim, ref: SeriesRef | None) -> str:
        if ref is None or ref.only:
            return ""
        if ref.name is not None:
            return normalise(ref.name)
        if ref.every:
            return "*"
        for look in (ref.color, f"#{ref.number}" if ref.number is not None else None):
            if look is not None:
                key = panel_key(claim.panel), normalise(look) or look
                return self._names.get(key, key[1])
        return normalise(ref.text)

    def _learn(self, panel: str, ref: SeriesRef, claim: Claim) -> None:
        color = claim.words if claim.kind is ClaimKind.SERIES_COLOR else ref.color
        for look in (color, f"#{ref.number}" if ref.number is not None else None):
            if look is not None:
                self._names.setdefault((panel, normalise(look) or look), normalise(ref.name or ""))


def panel_key(ref: PanelRef | None) -> str:
    """The key of a panel; empty where the text speaks of the only one or of all."""
    if ref is None or ref.every:
        return ""
    return normalise(ref.title) if ref.title else f"#{ref.number}" if ref.number else normalise(ref.position or "")


def axis_key(ref: AxisRef | None) -> str:
    """The key of an axis: its side, its label where the side leaves a choice."""
    if ref is None:
        return ""
    return normalise(ref.label) if ref.label and ref.side in (None, "y") else ref.side or ""


def points_of(claims: Sequence[Claim], subjects: Subjects) -> Iterator[Point]:
    """Every point with a place and a value that the text gives to one series."""
    for number, claim in enumerate(claims):
        if claim.kind not in _POINTS or claim.x is None or len(claim.values) != 1:
            continue
        if claim.x.start is None or claim.x.end is not None or claim.x.open_start or claim.x.open_end:
            continue
        series = subjects.series(claim, claim.series)
        if not series.startswith("*"):
            yield Point(number, panel_key(claim.panel), series, claim.x.start, claim.values[0])


def is_of_all(claim: Claim) -> bool:
    """Whether an extreme is called that of the whole series."""
    whole = claim.within is None and _OF_ALL.search(claim.text) is not None
    return whole and _LOCAL.search(claim.text) is None


def apart(one: Quantity, other: Quantity) -> bool:
    """Whether two printed numbers cannot be roundings of one; percent and dates only compare with their like."""
    if one.percent != other.percent or one.date != other.date:
        return False
    room = (one.digit + other.digit) / 2 + (one.plus_minus or 0.0) + (other.plus_minus or 0.0)
    # Exact numbers that touch in their last digit are two numbers; estimates may be one.
    touching = 1 + 1e-9 if one.hedged or other.hedged else 1 - 1e-9
    return abs(one.value - other.value) > room * touching
