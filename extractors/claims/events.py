"""Words that tell of a curve (starts, rises, peaks, is), each with the numbers and the series that belong to it."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.claims.attribution import Event, series_of
from extractors.claims.mention import Mention, is_place
from extractors.claims.piece import Piece
from extractors.claims.triggers import Trigger, find_triggers, is_denied
from schemas.claims import SeriesRef

_OPENED = re.compile(
    r"(?:[,;]|\b(?:and|but|then|while|whereas)\b)\s*(?:(?:and|but|then|while|finally|later|lastly)\b,?\s*)*$"
)
_TAKES_OVER = re.compile(
    r"(?:[,;:]|\b(?:and|but|or|while|whereas|versus|vs\.?|against|than|as|with|where)\b)\s*(?:the\s+)?$", re.I
)
_LISTED = re.compile(r"[,;]\s*(?:(?:and|then|but)\s+)*$", re.I)
_LEAD_END = re.compile(r"\s*\)?\s*,")


def find_events(piece: Piece, stop: int, carried: SeriesRef | None) -> list[Event]:
    """The events of a sentence up to ``stop``, in their order. ``carried``: the series of the sentence before."""
    triggers = [t for t in find_triggers(piece, stop) if not piece.is_taken(t.start, t.end)]
    triggers = [t for t in triggers if not is_denied(piece, t)]
    owned = _assigned(piece, triggers, stop)
    kept = [n for n, t in enumerate(triggers) if t.kind != "state" or any(owned[n])]
    triggers, owned = [triggers[n] for n in kept], [owned[n] for n in kept]
    events: list[Event] = []
    lead: tuple[Mention, ...] = ()
    for number, trigger in enumerate(triggers):
        own, new_lead = owned[number]
        lead = new_lead or lead
        following = triggers[number + 1].start if number + 1 < len(triggers) else stop
        # `The highest score is 0.9, reached by B`: B stands behind the verb.
        passive = trigger.kind in ("max", "min") and number + 1 < len(triggers) and triggers[number + 1].kind == "reach"
        series = series_of(piece, trigger.start, trigger.end, stop if passive else following, events, carried)
        events.append(Event(trigger.kind, trigger.start, trigger.end, own, lead, series, trigger.trend))
    if len(events) > 1 and events[0].kind == "start" and not piece.series_in(piece.start, events[0].start):
        # `Starting at 12 %, the loss of B falls`: its subject comes after it.
        named = piece.series_in(events[0].end, events[1].start)
        if named or events[0].start <= piece.start + 3:
            events[0] = replace(events[0], series=events[1].series)
    return events


def _assigned(
    piece: Piece, triggers: list[Trigger], stop: int
) -> list[tuple[tuple[Mention, ...], tuple[Mention, ...]]]:
    """The numbers of each trigger: those after it that do not open the next clause, and those that open its own."""
    own: list[list[Mention]] = [[] for _ in triggers]
    lead: list[list[Mention]] = [[] for _ in triggers]
    for mention in piece.numbers_in(piece.start, stop):
        after = next((n for n, t in enumerate(triggers) if t.start >= mention.end), None)
        # `stood at 6.7`: the preposition belongs to both.
        before = max((n for n, t in enumerate(triggers) if t.start < mention.start < mention.end > t.end), default=None)
        if after is not None and (before is None or _opens_clause(piece, triggers[before], mention, triggers[after])):
            if _is_attribute(piece, mention, triggers[after]):
                own[after].append(mention)
            elif _may_lead(mention):
                lead[after].append(mention)
        elif before is not None and not _is_of_another(piece, own[before], mention):
            own[before].append(mention)
    return [(tuple(a), tuple(b)) for a, b in zip(own, lead, strict=True)]


def _is_of_another(piece: Piece, own: list[Mention], mention: Mention) -> bool:
    """Whether another series takes over the verb before a number: `A rises from 1 to 9, B from 1 to 6`."""
    since = own[-1].end if own else mention.start
    named = [one for one in piece.series_in(since, mention.start) if not one.ref.only and one not in piece.objects]
    return any(_TAKES_OVER.search(piece.text, since, one.start) for one in named)


def _is_attribute(piece: Piece, mention: Mention, trigger: Trigger) -> bool:
    """`a 0.46 peak`: the value stands right before its noun."""
    gap = piece.text[mention.end : trigger.start]
    return (
        mention.side != "x"
        and trigger.kind in ("max", "min", "trend")
        and re.fullmatch(r"\s(?:[\w%-]+\s)?", gap) is not None
    )


def _may_lead(mention: Mention) -> bool:
    """Whether a number before a verb is the place that it speaks of."""
    return is_place(mention) or (mention.side is None and mention.prep in ("at", "in", "by", "around", "near", "for"))


def _opens_clause(piece: Piece, before: Trigger, mention: Mention, after: Trigger) -> bool:
    """Whether a place stands at the head of a new clause: `…, and from 600 to 800 steps, the line rises`."""
    stretch = len(mention.numbers) == 2 and not mention.pair and mention.side != "y"
    if (
        stretch
        and piece.text[mention.end : after.start] == " "
        and _LISTED.search(piece.text, before.end, mention.start)
    ):
        return True  # `0–50 rises, 50–100 falls`
    if not _may_lead(mention):
        return False
    since = max([before.end, *(m.end for m in piece.numbers if before.end <= m.start and m.end <= mention.start)])
    between = piece.text[since : mention.start]
    return _OPENED.search(between) is not None and _LEAD_END.match(piece.text, mention.end) is not None
