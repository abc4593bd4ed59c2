"""Words that tell of a curve, found and sifted: `starts`, `peaks`, `rises`, `is`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.claims.lexicon import (
    END_RE,
    EXTREME_RE,
    NEGATION_RE,
    RANGE_RE,
    REACH_RE,
    START_RE,
    STATE_RE,
    TREND_RE,
    VAGUE_RE,
)
from extractors.claims.piece import Piece
from schemas.claims import Trend

EventKind = Literal["max", "min", "start", "end", "reach", "range", "trend", "state"]
BREAK = re.compile(
    r"[,;]\s*(?:and|but|then|while|whereas|before|after which|with|followed by|which|finally|where)?\b|"
    r"\b(?:and|but|then|while|whereas|before|followed by)\b"
)
_NO_TREND = re.compile(
    r"\s*(?:number|amount|count|(?:training |RL )?(?:steps|iterations|epochs|time))s?\b|(?:\s+(?:in|"
    r"of))?\s+(?:the )?(?:number of )?(?:training |RL "
    r")?(?:steps|iterations|epochs|time)\s*$",
    re.I,
)
_SLIGHT = re.compile(
    r"\bwith (?:only )?(?:an? )?(?:some |very )?(?:minor|slight|small|little|few|some|occasional|"
    r"modest)\s$",
    re.I,
)
_ACROSS = re.compile(
    r"\s(?:\w+ly )?(?:across|by|depending|among) (?:the |different |all )?(?!step|epoch|"
    r"iteration|time|\d|~|x\b)[a-z]",
    re.I,
)
_AS_X = re.compile(r"\b(?:as|when|with) (?:the )?[\w\s]{0,40}$", re.I)
_TOWARDS = re.compile(r"\s+(?:\w+ly\s+)?(?:to\s+|at\s+)?(?:its|the|a|an|their|his|her)?\s*(?:[\w-]+\s+)?", re.I)
_NOUNS = ("max", "min", "start", "end", "reach")
_HARDLY = re.compile(r"\b(?:little|minimal|negligible|hardly|barely|scarcely)\s+(?:\w+\s+)?$", re.I)
_HOLDS = re.compile(r"[^,;.]{0,40}")


@dataclass(frozen=True, slots=True)
class Trigger:
    kind: EventKind
    start: int
    end: int
    trend: Trend | Literal["moves"] | None = None


def find_triggers(piece: Piece, stop: int) -> list[Trigger]:
    found: list[Trigger] = []
    for one in _candidates(piece, stop):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    ordered = sorted(found, key=lambda t: t.start)
    stated: list[Trigger] = []
    for trigger in ordered:
        if not _restates(piece, stated[-1] if stated else None, trigger):
            stated.append(trigger)
    ordered = stated
    return [
        t for t, following in zip(ordered, [*ordered[1:], None], strict=False) if not _leads_to(piece, t, following)
    ]


def _restates(piece: Piece, before: Trigger | None, trigger: Trigger) -> bool:
    """`its maximum is 0.91`: the verb adds nothing to the noun before it."""
    if before is None or trigger.kind not in ("state", "reach") or before.kind not in _NOUNS:
        return False
    inside = [m for m in piece.numbers if before.end <= m.start and m.end <= trigger.start]
    free = all(m.side == "x" and m.sure for m in inside)  # `its minimum after step 80 is 0.27`
    return free and _HOLDS.fullmatch(piece.text, before.end, trigger.start) is not None


def _leads_to(piece: Piece, trigger: Trigger, following: Trigger | None) -> bool:
    """`plummets to its lowest point` and `reaches a maximum` tell of one extreme."""
    if following is None or following.kind not in ("max", "min") or trigger.kind not in ("trend", "reach", "state"):
        return False
    if trigger.kind == "trend" and any(trigger.end <= m.start < following.start for m in piece.numbers):
        return False
    return _TOWARDS.fullmatch(piece.text, trigger.end, following.start) is not None


def _candidates(piece: Piece, stop: int) -> Iterator[Trigger]:
    """Triggers, those first that win where two stand on the same words."""
    text, start = piece.text, piece.start
    for match in RANGE_RE.finditer(text, start, stop):
        if _interval_follows(piece, match.end()):
            yield Trigger("range", *match.span())
    ups_and_downs = [m.span() for m in TREND_RE.finditer(text, start, stop) if m.lastgroup == "volatile"]
    for match in EXTREME_RE.finditer(text, start, stop):
        if any(first <= match.start() < last for first, last in ups_and_downs):
            continue
        if not any(m.start < match.end() and match.start() < m.end for m in piece.series):
            yield Trigger("max" if match["max"] else "min", *match.span())
    for pattern, kind in ((START_RE, "start"), (END_RE, "end"), (REACH_RE, "reach")):
        for match in pattern.finditer(text, start, stop):
            yield Trigger(kind, *match.span())  # type: ignore[arg-type]
    for match in TREND_RE.finditer(text, start, stop):
        if (
            not _is_of_x(piece, match)
            and not _is_of_y(piece, match)
            and not any(m.start <= match.start() and match.end() <= m.end and not m.ref.every for m in piece.series)
        ):
            yield Trigger("trend", *match.span(), match.lastgroup)  # type: ignore[arg-type]
    places = [m for m in piece.numbers if m.side == "x" and m.sure]
    for match in STATE_RE.finditer(text, start, stop):
        if not any(m.start <= match.start() < m.end for m in places):  # `when samples is 10`
            yield Trigger("state", *match.span())


def _interval_follows(piece: Piece, place: int) -> bool:
    following = next((m for m in piece.numbers if m.start >= place), None)
    if following is None or len(following.numbers) != 2 or following.pair or following.side == "x":
        return False
    between = piece.text[place : following.start]
    return len(between) <= 45 and not re.search(r"[,;.]", between) and not TREND_RE.search(between)


def _is_of_x(piece: Piece, match: re.Match[str]) -> bool:
    """`as the number of steps increases` and `increasing number of epochs` tell of x, not of a curve."""
    after = piece.text[match.end() : match.end() + 40]
    before = piece.text[max(match.start() - 60, piece.start) : match.start()]
    if (_SLIGHT.search(before) and match.lastgroup == "volatile") or (
        match.lastgroup == "volatile" and _ACROSS.match(after)
    ):
        return True
    if _NO_TREND.match(after) and match[0].lower().endswith(("ing", "er")):
        return True
    return (
        bool(_AS_X.search(before))
        and re.search(r"\b(?:number|steps?|iterations?|epochs?|time|x)\b[^,]*$", before, re.I) is not None
    )


def _is_of_y(piece: Piece, match: re.Match[str]) -> bool:
    """Whether a word is what the axis shows: `a gain of 0.4`, `growth of 3 %`."""
    return any(re.search(rf"\b{re.escape(match[0].lower())}\b", name) for name in piece.scope.y_names)


def is_denied(piece: Piece, trigger: Trigger) -> bool:
    floor = max(trigger.start - 40, piece.start)
    before = piece.text[floor : trigger.start]
    cut = max((m.end() for m in BREAK.finditer(before)), default=0)
    if trigger.kind != "state" and NEGATION_RE.search(before[cut:]) is not None:
        return True
    if trigger.kind == "trend" and trigger.trend != "flat" and _HARDLY.search(before) is not None:
        return True
    # `Many charts show a rise` names none that could be looked at.
    vague = VAGUE_RE.search(piece.text, max(trigger.start - 120, piece.start), trigger.start)
    named = [m.start for m in piece.panels] + [m.start for m in piece.series]
    return vague is not None and not any(vague.end() <= start < trigger.start for start in named)
