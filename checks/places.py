"""Where along x a claim speaks of: a place or an interval in shares of the axis, with the slack of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.axis import Axis
from checks.names import normalise
from checks.tolerance import HEDGE_PLACE, LEAST_SIGMA
from schemas.claims import Place, Quantity
from schemas.verdicts import Doubt

# Words that stand for a part of the curve, in thirds of its length: nobody means an exact place by them.
_PARTS = (
    (re.compile(r"\b(earl(y|ier|iest)|initial(ly)?|beginning|first|starts?)\b", re.IGNORECASE), (0.0, 1 / 3)),
    (re.compile(r"\b(mid(dle|way|point)?|halfway|centre|center|intermediate)\b", re.IGNORECASE), (1 / 3, 2 / 3)),
    (re.compile(r"\b(late(r|st)?|final(ly)?|end(ing)?|last)\b", re.IGNORECASE), (2 / 3, 1.0)),
)
_IN_PART = "some point"  # what the reader of texts calls the place of one of several movements
_AT_END = re.compile(r"^(?:(?:at|by|in) )?the (?:very )?end\b|^(?:in the )?end$", re.IGNORECASE)
_AT_START = re.compile(r"^(?:(?:at|in) )?the (?:very )?(?:start|beginning|outset)\b|^start$", re.IGNORECASE)
_OF_WAY = re.compile(
    r"\b(?:(?P<percent>\d{1,2}) ?(?:%|per ?cent)|"
    r"(?:(?P<n>a|one|two|three) )?(?P<part>quarter|fourth|third|fifth|half))s?"
    r"(?: of the way|(?= (?:through|along|across|into)\b)|way\b)",
    re.IGNORECASE,
)
_FRACTIONS = {"quarter": 4, "fourth": 4, "third": 3, "fifth": 5, "half": 2}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_ABOUT = 1 / 6  # of a curve's length: what `two thirds of the way` may mean to both sides
_END = 0.01  # as a share of the axis, how far the end itself may reach


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high`` in shares of the x axis; each end may lie off by ``slack``. ``vague``: part of a curve.

    A point has ``low`` equal to ``high``.
    """

    low: float
    high: float
    slack: float
    words: str
    vague: bool = False

    @property
    def point(self) -> bool:
        """Whether it is a single place."""
        return self.low == self.high

    @property
    def widest(self) -> tuple[float, float]:
        """The interval with its slack on both sides."""
        return self.low - self.slack, self.high + self.slack

    @property
    def narrowest(self) -> tuple[float, float]:
        """The part of the interval that is meant for certain; its middle where there is none."""
        low, high = self.low + self.slack, self.high - self.slack
        middle = (self.low + self.high) / 2
        return (low, high) if low < high else (middle, middle)


def find_interval(place: Place, axis: Axis, begin: float, end: float) -> Interval | Doubt:
    """The interval of a place; ``begin`` and ``end``, in shares, bound the curve for words and open ends."""
    if axis.record.scale == "category":
        return _of_categories(place, axis, begin, end)
    if place.start is None:
        return _of_words(place.words or "", begin, end)
    start = _read(place.start, axis)
    stop = _read(place.end, axis) if place.end is not None else start
    if start is None or stop is None:
        return Doubt.PLACE_UNCLEAR
    low, high = min(start[0], stop[0]), max(start[0], stop[0])
    low, high = (begin if place.open_start else low), (end if place.open_end else high)
    if low > high:
        return Doubt.PLACE_NOT_READ
    return Interval(low, high, max(start[1], stop[1]), printed(place))


def printed(place: Place | None) -> str:
    """The place in the words of the text."""
    if place is None:
        return ""
    if place.start is None:
        return place.words or ""
    if place.end is not None:
        return f"{place.start.text} to {place.end.text}"
    return f"{'after ' * place.open_end}{'until ' * place.open_start}{place.start.text}"


def _read(quantity: Quantity, axis: Axis) -> tuple[float, float] | None:
    """Place and slack of a number."""
    read = axis.read(quantity)
    if read is None:
        return None
    share, half = read
    hedge = HEDGE_PLACE if quantity.hedged else 0.0
    return share, (max(half, LEAST_SIGMA) ** 2 + hedge**2) ** 0.5


def _of_words(words: str, begin: float, end: float) -> Interval | Doubt:
    if _AT_END.search(words):
        return Interval(end, end, _END, words, vague=True)
    if _AT_START.search(words):
        return Interval(begin, begin, _END, words, vague=True)
    if words == _IN_PART:
        return Interval(begin, end, 0.0, words, vague=True)
    share = _share_of_way(words)
    if share is not None:
        length, room = end - begin, _ABOUT * (end - begin)
        at = begin + share * length
        return Interval(max(at - room, begin), min(at + room, end), 0.0, words, vague=True)
    for pattern, (low, high) in _PARTS:
        if pattern.search(words):
            length = end - begin
            return Interval(begin + low * length, begin + high * length, 0.0, words, vague=True)
    return Doubt.PLACE_UNCLEAR


def _share_of_way(words: str) -> float | None:
    """`Two thirds of the way` as a share."""
    told = _OF_WAY.search(words)
    if told is None:
        return None
    if told["percent"]:
        return min(float(told["percent"]) / 100, 1.0)
    parts = next(number for word, number in _FRACTIONS.items() if told["part"].lower().startswith(word))
    return _COUNTS.get((told["n"] or "a").lower(), 1) / parts


def _of_categories(place: Place, axis: Axis, begin: float, end: float) -> Interval | Doubt:
    """On a category axis: categories by name, words for parts of the curve."""
    found = [_category(text, axis) for text in _printed_ends(place)]
    known = [share for share in found if share is not None]
    if not known or len(known) < len(found):
        return _of_words(place.words or "", begin, end) if place.start is None else Doubt.PLACE_UNCLEAR
    low, high = min(known), max(known)
    low, high = (begin if place.open_start else low), (end if place.open_end else high)
    return Interval(low, high, LEAST_SIGMA, printed(place)) if low <= high else Doubt.PLACE_NOT_READ


def _printed_ends(place: Place) -> list[str]:
    ends = [quantity.text for quantity in (place.start, place.end) if quantity is not None]
    return ends or [place.words or ""]


def _category(text: str, axis: Axis) -> float | None:
    wanted = normalise(text)
    same = [i for i, category in enumerate(axis.record.categories or []) if normalise(category) == wanted]
    return axis.share(float(same[0])) if len(same) == 1 and wanted else None
