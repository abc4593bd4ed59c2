"""Numbers in running text: hedge, value, printed precision, percent, plus-minus, unit; and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import date_readings
from schemas.claims import Quantity

YEAR_SECONDS, MONTH_SECONDS, DAY_SECONDS = 365.25 * 86400, 30.4 * 86400, 86400.0
_SCALES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "bn": 1e9, "mn": 1e6, "T": 1e12,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "hundred": 1e2,
}  # fmt: skip
HEDGE = (
    r"(?:~|approximately|approx\.?|around|roughly|about|nearly|almost|close to|circa|ca\.|c\.|some|"
    r"just (?:about|under|over|above|below|shy of)|more or less|in the order of|on the order of|or thereabouts|"
    r"slightly (?:under|over|above|below|more than|less than)|an? estimated|"
    r"estimated|or so|somewhere (?:near|around)|in the (?:region|vicinity|neighbou?rhood) of|a little (?:over|under))"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_POWER = r"(?:[eE][+-]?\d{1,3}(?!\w)|\s?[×xX*·]\s?10\s?(?:\^\s?\(?[+-]?\d{1,3}\)?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
_TEN = r"10(?:\^\(?[+-]?\d{1,3}\)?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_SCALE = r"(?:[kKMBT](?![\w%])|bn\b|mn\b|[ -]?(?:hundred|thousand|million|billion|trillion)\b)"
_PERCENT = r"(?:\s?%(?:\s?pts?\b)?|\s?percent(?:age points?)?\b|\s?per cent\b|\s?pp\b)"
_UNIT = (
    r"(?:\s?(?:°\s?[CFK]?|º\s?[CF]?|µm|nm|mm|cm|km|ms|µs|kg|mg|GHz|MHz|kHz|Hz|dB|GB|MB|kB|mV|kV|mA|eV|"
    r"keV|GPa|MPa|kPa|ppm|K|V|W|A|€|£)(?![\w]))"
)
_QUANTITY = re.compile(
    rf"(?P<hedge>(?<![A-Za-z]){HEDGE}\s*(?:the\s+)?)?"
    rf"(?:(?<![\w.^])|(?<=\d\.\.))(?P<sign>(?<![%)\]°])[+-])?(?:(?P<currency>[$€£¥]\s?)(?P<sign2>-)?)?"
    rf"(?P<core>{_TEN}|{_DIGITS}(?:{_POWER})?)(?P<scale>{_SCALE})?(?P<percent>{_PERCENT})?(?P<unit>{_UNIT})?"
    rf"(?P<pm>\s?(?:±|\+/-)\s?{_DIGITS}%?)?(?P<late> or so\b| \(?(?:approx\.?|approximately)\)?(?!\w))?"
    r"(?![A-Za-z0-9_])(?!\.\d)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?P<hedge>(?<![A-Za-z]){HEDGE}\s*)?\b(?P<core>\d{{4}}-\d{{2}}(?:-\d{{2}}(?:[ T]\d{{1,2}}:\d{{2}})?)?|"
    rf"{_MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH}\.?,? \d{{4}}|{_MONTH}\.?,? \d{{4}}|Q[1-4][ -]\d{{4}}|"
    r"\d{4}[ -]?Q[1-4])\b"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_WORDS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"single": 1, "dual": 2, "triple": 3, "dozen": 12, "both": 2, "twin": 2}
COUNT = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where it stands in its block."""

    start: int
    end: int
    quantity: Quantity


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Found]:
    """All numbers and full dates of a piece of text, in their order; a bare year is a number."""
    stop = len(text) if end is None else end
    dates = list(_dates(text, start, stop))
    taken = iter([*((date.start, date.end) for date in dates), (stop + 1, stop + 1)])
    first, last = next(taken)
    found = list(dates)
    for match in _QUANTITY.finditer(text, start, stop):
        while last <= match.start():
            first, last = next(taken)
        if match.start("core") >= first:
            continue
        quantity = _quantity(text, match)
        if quantity is not None:
            begins = _skip_space(text, match)
            found.append(Found(begins, _trim(text, match), quantity))
    return sorted(found, key=lambda each: each.start)


def count_of(words: str) -> int | None:
    """What ``three`` or ``3`` counts."""
    return int(words) if words.isdigit() else _WORDS.get(words.lower())


def as_year(quantity: Quantity) -> Quantity:
    """The quantity as a date, where it is a year as ``2015``; itself where it is none."""
    text = re.sub(r"\D", "", quantity.text)
    dates = date_readings(f"{text}-01") if len(text) == 4 and not quantity.date else ()
    seconds = dates[0].seconds if dates else None
    if seconds is None or quantity.value != float(text):
        return quantity
    return quantity.model_copy(update={"value": seconds, "digit": YEAR_SECONDS, "date": True})


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if _is_part_of_name(text, match):
        return None
    core = match["core"].translate(_RAISED)
    value, digit = _number(core)
    factor = _SCALES.get((match["scale"] or "").strip(" -"), 1.0)
    unit = (match["currency"] or match["unit"] or "").strip() or None
    minus = -1.0 if "-" in ((match["sign"] or "") + (match["sign2"] or "")) else 1.0
    plus_minus = re.search(_DIGITS, match["pm"]) if match["pm"] else None
    return Quantity(
        text=text[match.start("sign") if match["sign"] else _core_start(match) : _trim(text, match)],
        value=minus * value * factor or 0.0,
        digit=digit * factor,
        hedged=bool(match["hedge"] or match["late"]),
        percent=bool(match["percent"]),
        plus_minus=float(plus_minus[0].replace(",", "")) * factor if plus_minus else None,
        unit=unit,
    )


def _core_start(match: re.Match[str]) -> int:
    return match.start("currency") if match["currency"] else match.start("core")


def _skip_space(text: str, match: re.Match[str]) -> int:
    place = match.start()
    while text[place].isspace():
        place += 1
    return place


def _trim(text: str, match: re.Match[str]) -> int:
    end = match.end()
    while text[end - 1].isspace():
        end -= 1
    return end


def _is_part_of_name(text: str, match: re.Match[str]) -> bool:
    """``ResNet-50``, ``Fig. 3``, ``Pass@1``, ``3D`` and ``1st`` hold numbers that measure nothing."""
    before = text[max(match.start("core") - 12, 0) : match.start("core")]
    if re.search(r"[A-Za-z_]\d*[-.]$", before) and not match["sign"]:
        return True
    if match["sign"] and re.search(r"[\w)\]]$", text[max(match.start("sign") - 1, 0) : match.start("sign")]):
        return re.search(r"\d[%a-z]?$", text[max(match.start("sign") - 2, 0) : match.start("sign")]) is None
    return re.search(r"(?:[@#/\\]|\b(?:Fig(?:ure)?|Table|Section|Eq|Ref|No)\.? )$", before) is not None


def _number(core: str) -> tuple[float, float]:
    """Value and worth of the last printed digit of an unsigned number."""
    power = re.fullmatch(r"(?:(.+?)\s?[×xX*·]\s?)?10\s?\^?\s?\(?([+-]?\d{1,3})\)?", core)
    mantissa, exponent = (power[1] or "1", int(power[2])) if power and _is_power(core) else (core, 0)
    if exponent == 0:
        mantissa, _, printed = mantissa.lower().partition("e")
        exponent = int(printed or 0)
    mantissa = mantissa.replace(",", "")
    decimals = len(mantissa.partition(".")[2])
    if abs(exponent) > 60:
        return float(mantissa), 10.0**-decimals
    return float(f"{mantissa}e{exponent}"), 10.0 ** (exponent - decimals)


def _is_power(core: str) -> bool:
    return "^" in core or bool(re.search("[×xX*·]", core)) or (core.startswith("10") and core[2:3] in ("-", "+"))


def _dates(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _DATE.finditer(text, start, end):
        readings = date_readings(match["core"].replace(".", ""))
        seconds = readings[0].seconds if readings else None
        if seconds is None:
            continue
        parts = len(re.findall(r"\d+|[A-Za-z]{3,}", match["core"]))
        digit = DAY_SECONDS if parts >= 3 else 3 * MONTH_SECONDS if "Q" in match["core"] else MONTH_SECONDS
        quantity = Quantity(text=match["core"], value=seconds, digit=digit, hedged=bool(match["hedge"]), date=True)
        yield Found(match.start(), match.end(), quantity)
