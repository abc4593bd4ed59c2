"""Dates as they are printed beside ticks, to UTC seconds. What a label leaves out (its year) the axis must supply."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

FIRST_YEAR, LAST_YEAR = 1600, 2200

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = r"(?P<month_name>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<short_year>\d{2})"
_TIME = r"(?:[ T,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))? ?(?P<half>[AaPp][Mm])?Z?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}){_TIME})?",
        rf"(?P<month>\d{{1,2}})[-/]{_YEAR}",
        rf"{_MONTH}[ ,-]*{_YEAR}",
        rf"{_YEAR}[ -]{_MONTH}",
        rf"{_MONTH}(?: ?['’]| ?-){_SHORT_YEAR}",
        rf"{_MONTH} ?(?P<day>\d{{1,2}})(?:[,. ]+{_YEAR}{_TIME})?",
        rf"(?P<day>\d{{1,2}})[. -]*{_MONTH}(?:[,. -]*{_YEAR}{_TIME})?",
        rf"{_MONTH}",
        rf"Q(?P<quarter>[1-4])[ -/]*{_YEAR}",
        rf"{_YEAR}[ -/]*Q(?P<quarter>[1-4])",
    )
)
_SLASHED = re.compile(rf"(?P<first>\d{{1,2}})(?P<mark>[/.])(?P<second_part>\d{{1,2}})(?P=mark){_YEAR}{_TIME}")
# What readers give for a tick mark before the name of a month.
_MARK = re.compile(r"^[‘’'´`|] ?(?=[A-Za-z])")
# A year without its first digits, of which one may be left as another sign.
_CUT = re.compile(r"[^\d\s]?(?P<rest>\d{1,3})-(?P<month>\d{2})-(?P<day>\d{2})")
# The letters of a month in print so small that they were read as others.
_BLURRED = re.compile(rf"(?:(?P<day>\d{{1,2}}) ?)?(?P<letters>[A-Za-z]{{2,5}})[. ]?{_YEAR}")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A calendar date; ``year`` is None where the label does not print one."""

    year: int | None
    month: int = 1
    day: int = 1
    second_of_day: int = 0

    @property
    def seconds(self) -> float | None:
        """UTC seconds since 1970, None without a year."""
        if self.year is None:
            return None
        midnight = datetime(self.year, self.month, self.day, tzinfo=UTC).timestamp()
        return midnight + self.second_of_day


def date_readings(text: str) -> tuple[ParsedDate, ...]:
    """All dates a label may stand for, the likeliest first; a bare year is a number and no date here.

    ``02/01/2013`` gives the 2nd of January and the 1st of February.
    """
    plain = re.sub(r"\s+", " ", _MARK.sub("", text.strip(" .,;"))).replace("–", "-").replace("−", "-")
    slashed = _SLASHED.fullmatch(plain)
    if slashed:
        return tuple(_slashed(slashed))
    for form in _FORMS:
        match = form.fullmatch(plain)
        date = _from_groups({k: v for k, v in match.groupdict().items() if v is not None}) if match else None
        if date:
            return (date,)
    return ()


def shows_year(text: str) -> bool:
    """Whether a label can be read as a date with its year."""
    return any(date.year is not None for date in date_readings(text))


def year_of(text: str) -> int | None:
    """The year a label of four digits names, or None."""
    plain = text.strip(" .,'")
    return int(plain) if re.fullmatch(r"\d{4}", plain) and FIRST_YEAR <= int(plain) <= LAST_YEAR else None


def cut_dates(text: str, years: Collection[int]) -> list[ParsedDate]:
    """What ``16-03-01`` may be where its first digits were cut off: that day in those of the ``years`` that end so."""
    match = _CUT.fullmatch(text.strip())
    if match is None:
        return []
    fitting = [year for year in years if str(year).endswith(match["rest"])]
    month, day = int(match["month"]), int(match["day"])
    return [ParsedDate(year, month, day) for year in fitting if _is_real(year, month, day)]


def blurred_dates(text: str) -> list[ParsedDate]:
    """What ``01 Jket 1995`` may be: that day of the months whose short names share a letter with what was read."""
    match = _BLURRED.fullmatch(text.strip())
    if match is None:
        return []
    day, year, letters = int(match["day"] or 1), int(match["year"]), set(match["letters"].lower())
    fitting = [month for month in range(1, 13) if letters & set(calendar.month_abbr[month].lower())]
    return [ParsedDate(year, month, day) for month in fitting if _is_real(year, month, day)]


def supply_year(date: ParsedDate, beside: ParsedDate, sign: int) -> ParsedDate:
    """The date itself, or, where it prints no year, the first such day after (``sign`` 1) or before (-1) ``beside``."""
    if date.year is not None or beside.year is None:
        return date
    later = (date.month, date.day, date.second_of_day) > (beside.month, beside.day, beside.second_of_day)
    year = beside.year + (not later) if sign > 0 else beside.year - later
    return replace(date, year=year) if _is_real(year, date.month, date.day) else date


def _slashed(match: re.Match[str]) -> Iterator[ParsedDate]:
    first, second, year = int(match["first"]), int(match["second_part"]), int(match["year"])
    clock = _second_of_day({k: v for k, v in match.groupdict().items() if v is not None})
    # Points are written where the day comes first; slashes in both orders.
    orders = [(second, first)] if match["mark"] == "." else [(first, second), (second, first)]
    for month, day in dict.fromkeys(orders):
        if _is_real(year, month, day) and clock is not None:
            yield ParsedDate(year, month, day, clock)


def _from_groups(groups: dict[str, str]) -> ParsedDate | None:
    month = int(groups.get("month", "1"))
    if "month_name" in groups:
        month = _MONTHS.get(groups["month_name"].lower(), 0)
    if "quarter" in groups:
        month = 3 * int(groups["quarter"]) - 2
    year = int(groups["year"]) if "year" in groups else None
    if "short_year" in groups:
        short = int(groups["short_year"])
        year = short + (1900 if short >= 70 else 2000)
    day, clock = int(groups.get("day", "1")), _second_of_day(groups)
    if clock is None or not _is_real(2000 if year is None else year, month, day):
        return None
    return ParsedDate(year, month, day, clock)


def _second_of_day(groups: dict[str, str]) -> int | None:
    if "hour" not in groups:
        return 0
    hour, minute, second = int(groups["hour"]), int(groups["minute"]), int(groups.get("second", "0"))
    if "half" in groups:
        hour = hour % 12 + (12 if groups["half"].lower() == "pm" else 0)
    return 3600 * hour + 60 * minute + second if hour < 24 and minute < 60 and second < 60 else None


def _is_real(year: int, month: int, day: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
