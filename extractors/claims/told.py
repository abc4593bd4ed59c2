"""The numbers of an event, sorted into values and places: `from 20 at x = 0 to 85 at x = 5`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.claims.attribution import Event
from extractors.claims.mention import Mention, place_of
from schemas.claims import Place, Quantity

_PLACING_WORDS = (
    "at by around near in on until till before after since during when from toward towards within past beyond over "
    "through for about across between"
)
_VALUING_WORDS = "at of to around near about = @ is with from under above below and than into on in towards toward over"
_AT_PLACE = frozenset((*_PLACING_WORDS.split(), "up to"))
_VALUE_PREPS = frozenset((*_VALUING_WORDS.split(), "", "roughly at", "starting at"))
_TO = frozenset(("to", "at", "by", "until", "around", "in", "near"))
_CLOSE = 16  # characters behind a movement within which it is told by how much
_SPANNING = frozenset(("over", "during", "through", "across", "for", "throughout", "within"))


@dataclass(frozen=True, slots=True)
class Told:
    """What the numbers of an event tell; ``used`` are those that went into it, in their order.

    ``origin`` is the value that a movement comes from, ``origin_place`` where it comes from, ``value`` and ``place``
    where it leads to, ``interval`` two values without an order in time; ``change``: by how much.
    """

    value: Quantity | None = None
    interval: tuple[Quantity, Quantity] | None = None
    origin: Quantity | None = None
    place: Place | None = None
    origin_place: Place | None = None
    change: Quantity | None = None
    used: tuple[Mention, ...] = ()

    @property
    def course(self) -> tuple[Quantity, Quantity] | None:
        """From and to, where both are told."""
        if self.origin is not None and self.value is not None:
            return self.origin, self.value
        return self.interval


def sort_numbers(event: Event) -> Told:
    """The numbers of an event by what they measure; what fits nowhere is left unused."""
    told = Told()
    for mention in event.numbers:
        added = _with(told, event, mention)
        if added is not None:
            told = replace(added, used=(*told.used, mention))
        elif event.kind == "state" and told.value is not None and mention.side != "x" and not mention.bracketed:
            break  # `stands at 0.36, goes to 0.27 and on to 0.46 at 130`: the place is not that of the first value
    if told.origin is not None and told.value is None and event.kind != "trend":
        return replace(told, value=told.origin, origin=None)
    return told


def lead_place(event: Event) -> Place | None:
    """The place that opens an event's clause: `At step 40, …`."""
    places = [place_of(mention) for mention in event.lead if not mention.pair]
    return next((place for place in places if place.words is None), places[0] if places else None)


def end_of(place: Place | None) -> Place | None:
    """Where on x something ends that holds over a place."""
    if place is None:
        return None
    end = place.end or place.start
    return Place(start=end) if end is not None else None


def _with(told: Told, event: Event, mention: Mention) -> Told | None:
    """What is told with one more number, None where it does not belong to it."""
    if mention.pair:
        return _with_pair(told, mention)
    if not mention.numbers or mention.side == "x":
        if event.kind in ("state", "reach") and told.origin is not None and told.value is not None:
            return replace(told, origin_place=place_of(mention))  # `down to 1.8 from 2.4 at 40`
        return _with_place(told, mention)
    if len(mention.numbers) == 2:
        return _with_interval(told, event, mention)
    number = mention.numbers[0]
    if mention.prep == "by" and event.kind == "trend" and not mention.sure:
        # `rises by 5`: a difference; `to 0.4 by 130` a place.
        at = told.value is not None and told.place is None and mention.side is None
        if at:
            return replace(told, place=place_of(mention))
        return replace(told, change=number) if told.change is None and mention.start <= event.end + _CLOSE else None
    beside = event.trend in ("rises", "falls") and not mention.sure and mention.start <= event.end + 1
    if beside and mention.prep in ("", "of"):  # `loses 0.02`, `a drop of 0.02`: a difference as well
        return replace(told, change=number) if told.change is None else None
    if mention.prep == "from" and event.kind == "trend" and told.origin is None and told.value is None:
        return replace(told, origin=number)
    if mention.prep == "from" and event.kind in ("state", "reach") and told.value is not None:
        return replace(told, origin=number)  # `hits 3.6, up from 1.8 at 60`
    if told.origin is not None and told.value is None and mention.prep in ("at", "in", "on") and mention.side != "y":
        return replace(told, origin_place=place_of(mention))
    if told.value is None and told.interval is None and (mention.prep in _VALUE_PREPS or mention.sure):
        return replace(told, value=number)
    if told.place is None and mention.prep in _AT_PLACE and mention.side != "y":
        return replace(told, place=place_of(mention))
    if told.origin is not None and told.value is not None and told.place is not None and mention.prep in _TO:
        return _with_place(told, mention) if mention.side != "y" else None
    return None


def _with_pair(told: Told, mention: Mention) -> Told | None:
    x, y = mention.numbers
    if told.value is None:
        return replace(told, place=Place(start=x), value=y)
    if mention.prep == "to" or mention.joined == "to":
        return replace(told, origin=told.value, origin_place=told.place, place=Place(start=x), value=y)
    return None


def _with_place(told: Told, mention: Mention) -> Told | None:
    place = place_of(mention)
    if told.origin is not None and told.value is None and told.place is None and place.end is None:
        return replace(told, origin_place=place) if told.origin_place is None else None
    if told.place is None:
        return replace(told, place=place)
    if told.place.words is not None and place.words is None:
        return replace(told, place=place)
    return None


def _with_interval(told: Told, event: Event, mention: Mention) -> Told | None:
    first, second = mention.numbers
    if mention.side != "y" and _is_place(told, event, mention):
        return replace(told, place=place_of(mention)) if told.place is None else None
    if told.interval is None and told.value is None:
        return replace(told, interval=(first, second))
    return None


def _is_place(told: Told, event: Event, mention: Mention) -> bool:
    """Whether two numbers are an interval of x, where neither words nor stated ranges tell."""
    if told.interval is not None or told.value is not None:
        return mention.prep in _AT_PLACE
    if mention.prep in _SPANNING or mention.bracketed:
        return True
    return event.kind in ("trend", "max", "min") and mention.prep == "between" and event.trend != "volatile"
