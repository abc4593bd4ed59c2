"""Numbers of a sentence as mentions: points, intervals and (x, y) pairs, each on x, on y or yet undecided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.claims.amounts import without_amounts
from extractors.claims.categories import CategoryFinder
from extractors.claims.context import Context
from extractors.claims.lexicon import MONTH
from extractors.claims.mention import LEADS_TO, SOMEWHERE, Mention, Side, is_led
from extractors.claims.mention_words import (
    BEFORE_NOUN,
    BETWEEN,
    CATEGORY,
    DATE_PREPS,
    EXTENTS,
    FROM,
    LAST,
    LOOSELY,
    MARK,
    ONWARD,
    ORDINAL,
    PAIR,
    PREPOSITION,
    PREPS,
    SYMBOL,
    UNTIL,
    WORDS,
)
from extractors.claims.quantities import HEDGE, Found, as_year, find_quantities
from schemas.claims import Place, Quantity

_COUNTED = re.compile(r"\d\s?$")
_REACH = 60  # characters before a number in which the words stand that tell what it measures
_APART = re.compile(r"[\d,;)]")
# `From 0.1 through 0.2 at 40 to 0.4`: what is passed on the way is neither the start nor the end.
_VIA = re.compile(
    rf"(?<=\d)[^,;→\d]{{0,25}}?\s(?:through|via)\s+(?P<via>[^,;]{{1,45}}?)"
    rf"(?=,?\s+(?:up to|down to|to)\s+(?:{HEDGE}\s*)?\d)",
    re.I,
)
# `…, about three quarters of it in the first 200 steps` tells of a part of what was told before.
_SHARE = re.compile(
    r",\s(?:\w+\s){0,2}?(?:half|most|much|(?:a|one|two|three)?\s?(?:thirds?|quarters?)|\d+\s?(?:%|percent)|"
    r"\w+ points?)\sof (?:it|this|that|which|them|the \w+)\b[^;.]*(?:\.\d[^;.]*)*",
    re.I,
)
_MOST = 0.8  # of an axis, from which on a length along x is all of it


class MentionFinder:
    """Finds the numbers of one text's sentences, by the words its x axis is counted in and the ranges of its axes."""

    def __init__(self, context: Context) -> None:
        self.context = context
        noun = context.x_noun
        self._categories = CategoryFinder(context.categories, noun)
        hedge = rf"(?P<loose>{HEDGE}\s*(?:the\s+)?)?"
        self._before = re.compile(
            rf"(?:(?:(?P<prep0>{BEFORE_NOUN})\s+)?{hedge}(?:the\s+)?(?:(?:final|recorded|"
            rf"last)\s+){{0,2}}(?:(?P<noun>(?<![A-Za-z]){noun}|\bx)(?:\s*(?:=|:|of|no\.|number|is|values?|"
            rf"~))?)\s*\(?|"
            rf"(?<![A-Za-z]){PREPOSITION}\s*)(?:the\s+)?(?:year\s+)?$",
            re.I,
        )
        self._words_only = not any(_APART.search(name) or not name[-1].isalpha() for name in context.x_names)
        self._after = re.compile(rf"\s?-?(?:th\s|st\s|nd\s|rd\s)?\s?(?:{context.x_unit})\b(?!-)", re.I)
        self._y_before = re.compile(r"(?:\by|\bvalues?|\bscores?|accuracy|loss|rate)\s*(?:=|:|of|≈)\s*$", re.I)

    def find(self, text: str, start: int, end: int, masked: Sequence[tuple[int, int]] = ()) -> list[Mention]:
        """Mentions between two places in their order; numbers in ``masked`` spans, as names, are left out."""
        places = list(self._categories.find(text, start, end, masked))
        masked = [*masked, *((one.start, one.end) for one in places)]
        masked = [*masked, *(match.span("via") for match in _VIA.finditer(text, start, end))]
        masked = [*masked, *(match.span() for form in (SYMBOL, _SHARE) for match in form.finditer(text, start, end))]
        numbers = [n for n in find_quantities(text, start, end) if not _within(n, masked)]
        numbers = without_amounts(text, start, numbers, (*self.context.x_labels, *self.context.y_labels))
        pairs = self._pairs(text, start, end, numbers)
        inside = [(pair.start, pair.end) for pair in pairs]
        loose = [n for n in numbers if not _within(n, inside)]
        found = [*pairs, *self._loose(text, start, loose), *places]
        for match in CATEGORY.finditer(text, start, end):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                place = Place(words=match["name"])
                found.append(Mention(match.start(), match.end(), (), "at", "x", True, place=place))
        for match in WORDS.finditer(text, start, end):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                place = Place(
                    words=re.sub(rf"^.*?(?=(?:late |early |mid-?)?{MONTH})", "", match["words"], flags=re.I).lower()
                )
                found.append(Mention(match.start(), match.end(), (), "in", "x", True, place=place))
        return sorted(found, key=lambda one: one.start)

    def _pairs(self, text: str, start: int, end: int, numbers: Sequence[Found]) -> list[Mention]:
        pairs = []
        for match in PAIR.finditer(text, start, end):
            held = [n for n in numbers if match.start() < n.start and n.end < match.end() + 1]
            if len(held) != 2:
                continue
            comma = text.find(",", held[0].end - (1 if match["x2"] else 0))
            first, second = held
            if comma < first.end - 1 or comma > second.start:
                continue
            words = text[match.start() + 1 : match.end() - 1]
            rest = re.sub(rf"\d|[.,%~±+\-=:\s()]|{HEDGE}|{self.context.x_noun}|\b[xy]\b", "", words, flags=re.I)
            if len(rest) > 25:
                continue
            x = self._dated(first.quantity)
            pairs.append(Mention(match.start(), match.end(), (x, second.quantity), "", None, True, pair=True))
        return pairs

    def _loose(self, text: str, start: int, numbers: Sequence[Found]) -> list[Mention]:
        found: list[Mention] = []
        index = 0
        while index < len(numbers):
            one = numbers[index]
            two = numbers[index + 1] if index + 1 < len(numbers) else None
            begin, prep, x_before = self._left(text, start, one.start)
            link = self._link(text, one, two, prep) if two else ""
            if two and link:
                found.append(self._interval(text, begin, prep, x_before, one, two, link))
                index += 2
            else:
                point = self._point(text, begin, prep, x_before, one)
                found += [point] if point else []
                index += 1
        return found

    def _left(self, text: str, start: int, place: int) -> tuple[int, str, bool]:
        """Where the mention begins, its preposition, and whether a noun of x stands before its number."""
        head = self._lead(text, start, place)
        if head is None:
            return place, "", False
        prep = (head["prep"] or head["prep0"] or "").lower()
        if head["noun"] and _is_counted(text, head.start("noun")):
            return place, "", False  # `last 40 steps: 0.7`
        if head["noun"] and prep not in PREPS:
            return head.start("loose" if head["loose"] else "noun"), "around" if head["loose"] else "", True
        return head.start(), prep, bool(head["noun"])

    def _lead(self, text: str, start: int, place: int) -> re.Match[str] | None:
        """The preposition or the noun of x that ends right before a number."""
        floor = max(start, place - _REACH)
        if self._words_only:
            # The words stand together, so that a search from what no word holds is as good and takes a tenth.
            if not is_led(text, floor, place):
                return None
            floor = max([floor, *(match.end() for match in _APART.finditer(text, floor, place))])
        return self._before.search(text, floor, place)

    def _link(self, text: str, one: Found, two: Found, prep: str) -> str:
        """The word that makes an interval of two numbers, empty where they are two points."""
        between = text[one.end : two.start]
        if len(between) > 45:
            return ""
        after = self._after.match(text, one.end)
        cursor = after.end() if after and after.end() < two.start else one.end
        match = BETWEEN.match(text, cursor)
        if match is None or ("→" in match[0] and self._leads_to(text, one, two, prep)):
            return ""
        noun = re.fullmatch(
            rf"(?:(?:{self.context.x_noun}|x)\s*(?:=\s*)?)?(?:{HEDGE}\s*)?(?:the\s+)?",
            text[match.end() : two.start],
            re.I,
        )
        until = match["to"] is not None and UNTIL.match(match["to"]) is not None
        if noun is None or (
            until
            and not prep.startswith(("from", "between"))
            and not FROM.search(text[max(0, one.start - 40) : one.start])
        ):
            return ""
        if match["to"] and self._ends_place(text, one, two, prep):
            return ""
        if match["and"]:
            return "and" if prep in ("between", "from", "from around") else ""
        if (
            match["dash"]
            and one.quantity.text.startswith("-") is False
            and one.quantity.percent != two.quantity.percent
            and one.quantity.percent
        ):
            return ""
        if "→" not in match[0]:
            return match["to"] or "-"
        sides = self.context.side_of(one.quantity), self.context.side_of(two.quantity)
        told = (sides[0] == "x" and sides[1] != "x") or (sides[0] != "y" and sides[1] == "y")
        return LEADS_TO if not prep and told else "→"

    def _leads_to(self, text: str, one: Found, two: Found, prep: str) -> bool:
        """Whether an arrow leads from a place to a value: `step = 50 → 0.3`, not `from step 0 → 50`."""
        if prep in ("from", "between", "over", "during") or self._after.match(text, two.end):
            return False
        lead = self._lead(text, 0, one.start)
        if lead is None or not lead["noun"] or _is_counted(text, lead.start("noun")):
            return False
        return "=" in lead[0] or self.context.side_of(two.quantity) == "y"

    def _ends_place(self, text: str, one: Found, two: Found, prep: str) -> bool:
        """Whether `to` goes on from a place to a value: `from 60 % at 0.1 to 74 %`, `13.0 in 1990 to 7.9`."""
        if one.quantity.date != two.quantity.date:
            return True
        counted = self._after.match(text, one.end) is not None and self._after.match(text, two.end) is None
        return prep in ("at", "in", "by") or (counted and prep not in ("from", "between", "over"))

    def _interval(self, text: str, begin: int, prep: str, x_before: bool, one: Found, two: Found, link: str) -> Mention:
        after = self._after.match(text, two.end)
        middle = re.search(rf"(?<![A-Za-z])(?:{self.context.x_noun})\b", text[one.end : two.start], re.I) is not None
        end = after.end() if after else two.end
        units = (one.quantity.unit in self.context.x_units) or (two.quantity.unit in self.context.x_units)
        sure_x = x_before or after is not None or middle or units or UNTIL.fullmatch(link) is not None
        side: Side | None = "x" if sure_x else None
        first, second = one.quantity, two.quantity
        if second.percent and not first.percent:
            first = first.model_copy(update={"percent": True})
        if side is None and self.context.dated and _are_years(first, second):
            side = "x"
            sure_x = True
        if side is None:
            guesses = {self.context.side_of(first), self.context.side_of(second)} - {None}
            side = guesses.pop() if len(guesses) == 1 else None  # both ends measure the same
        if side == "x":
            first, second = self._dated(first), self._dated(second)
        return Mention(
            begin, end, (first, second), prep, side, sure_x, joined=link, bracketed=_in_bracket(text, one.start)
        )

    def _point(self, text: str, begin: int, prep: str, x_before: bool, one: Found) -> Mention | None:
        """A single number; None where it counts x without being a place on it: `over 140 training steps`."""
        after = self._after.match(text, one.end)
        end = after.end() if after else one.end
        sure_x = x_before or after is not None or one.quantity.unit in self.context.x_units
        lead = text[max(one.start - 12, 0) : one.start]
        place: Place | None = None
        if after is not None and ORDINAL.search(lead):
            place = Place(start=one.quantity, open_start=True)
        elif after is not None and LAST.search(lead):
            place = Place(words=f"last {text[one.start : end].strip()}")
        elif after is not None and not x_before and prep in EXTENTS and after[0].rstrip()[-1:] == "s":
            if not self._is_part(one.quantity):
                return None
            place = SOMEWHERE
        elif after is not None and not x_before and prep in ("in", "within") and after[0].rstrip()[-1:] == "s":
            place = SOMEWHERE  # `fell to 1,800 in 20 s`
        if place is SOMEWHERE:
            return Mention(begin, end, (), prep, "x", True, place=SOMEWHERE)
        side, sure = self._side_of_point(text, begin, prep, sure_x, one)
        quantity = self._dated(one.quantity) if side == "x" else one.quantity
        if LOOSELY.search(text[begin : one.start]):
            quantity = quantity.model_copy(update={"hedged": True})
        mark = MARK.match(text, end)
        end = mark.end() if mark else end
        onward = ONWARD.match(text, end)
        if side == "x" and onward:
            place, end = Place(start=quantity, open_end=True), onward.end()
        return Mention(begin, end, (quantity,), prep, side, sure, place=place, bracketed=_in_bracket(text, one.start))

    def _is_part(self, length: Quantity) -> bool:
        """Whether a length along x is but a part of the axis: `over 20 steps` of 100."""
        spans = [high - low for low, high in self.context.x_ranges]
        return bool(spans) and length.value < _MOST * max(spans)

    def _side_of_point(self, text: str, begin: int, prep: str, sure_x: bool, one: Found) -> tuple[Side | None, bool]:
        """What a single number measures, and whether the words say so."""
        if sure_x or one.quantity.date:
            return "x", True
        if self._y_before.search(text[max(begin - 16, 0) : one.start]):
            return "y", True
        in_time = prep in DATE_PREPS or text[begin - 1 : begin] == "("
        if self.context.dated and _is_year(one.quantity) and in_time:
            return "x", True
        return self.context.side_of(one.quantity), False

    def _dated(self, quantity: Quantity) -> Quantity:
        return as_year(quantity) if self.context.dated and _is_year(quantity) else quantity


def _is_counted(text: str, noun: int) -> bool:
    """Whether a number stands before a noun."""
    return _COUNTED.search(text, max(0, noun - 2), noun) is not None


def _is_year(quantity: Quantity) -> bool:
    return bool(re.fullmatch(r"(?:1[6-9]|20|21)\d\d", quantity.text)) and not quantity.percent


def _are_years(one: Quantity, two: Quantity) -> bool:
    return one.date or two.date or (_is_year(one) and _is_year(two))


def _in_bracket(text: str, place: int) -> bool:
    """Whether a bracket opens right before a number, a word or two aside."""
    return re.search(r"\((?:[\w~]+\s){0,3}$", text[max(place - 30, 0) : place]) is not None


def _within(number: Found, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in spans)
