"""From tick labels to the readings a ladder chooses among: one list per label and scale."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.dates import ParsedDate, date_readings, supply_year, year_of
from extractors.ladder import Reading
from extractors.numbers import ParsedNumber, power_readings, readings

# Weights of readings. The order matters more than the figures: print as it stands, print of another reader, the less
# usual separator or a repaired letter, a power whose exponent nobody saw raised.
PLAIN, UNUSUAL, FLAT_POWER, ODD_UNIT = 1.0, 0.6, 0.5, 0.4
SECOND_TEXT = 0.8

# Bare years that can only be years: all of this range, in steps of a decade or less, and at least so many.
CALENDAR, CALENDAR_STEP, CALENDAR_LABELS = (1850, 2100), 10, 3
# A title that names a date (or a renderer's "(year)") makes an axis of bare years a date axis.
_DATE_TITLE = re.compile(r"\bdates?\b|\(\s*year", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelText:
    """What was read beside one tick: the text, other readings of the same print, and how surely (0-1)."""

    px: float
    text: str
    confidence: float
    seated: bool
    reader: str
    alternatives: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, float], ...]:
        """Each text with its weight."""
        sure = 0.6 + 0.4 * min(max(self.confidence, 0.0), 1.0)
        return ((self.text, sure), *((other, sure * SECOND_TEXT) for other in self.alternatives if other != self.text))


def linear_options(labels: Sequence[LabelText]) -> list[list[Reading]]:
    """Readings as plain numbers, as printed: notes at the axis's end are applied to the finished calibration."""
    units = _common_units(labels)
    options = []
    for label in labels:
        found = []
        for text, sure in label.texts:
            for number in readings(text):
                weight, exact = _weigh(number, units)
                found.append(_reading(number, weight * sure, exact))
            # "2×103" is 2000 on any axis; pure flat powers make sense on a log axis only.
            found += [_reading(n, sure, True) for n in power_readings(text) if not n.repaired and not n.raised]
        options.append(_best_per_value(found))
    return options


def log_options(labels: Sequence[LabelText], linear: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """Readings as log10: the positive plain numbers and the powers whose exponent was printed flat.

    A ``10-3`` among the labels can be read no other way and says that ``102`` beside it is flat-printed too.
    """
    flat = [[(number, sure) for text, sure in label.texts for number in power_readings(text)] for label in labels]
    powers_seen = any(not number.repaired for found in flat for number, _ in found)
    powers_seen |= any(reading.raised for found in linear for reading in found)
    options = []
    for powers, plain in zip(flat, linear, strict=True):
        found = [replace(r, weight=r.weight * UNUSUAL) for r in plain] if powers_seen and powers else list(plain)
        for number, sure in powers:
            weight = PLAIN if powers_seen or not number.repaired else FLAT_POWER
            found.append(_reading(number, weight * sure, weight == PLAIN))
        positive = [replace(r, t=math.log10(r.value)) for r in found if r.value > 0]
        options.append(_best_per_value(positive))
    return options


def date_options(labels: Sequence[LabelText], hint: str, along_x: bool = False) -> list[list[Reading]] | None:
    """Readings as UTC seconds, or None where the labels are no dates.

    Bare years count as dates beside months or days, where the axis title says date, and on an x axis (``along_x``)
    where every label is a year of recent times and they follow one another closely.
    """
    dates = [[(date, sure) for text, sure in label.texts for date in date_readings(text)] for label in labels]
    years = [[(ParsedDate(year), sure) for text, sure in label.texts if (year := year_of(text))] for label in labels]
    bare_years = not any(dates)
    dated = [with_year or bare for with_year, bare in zip(dates, years, strict=True)]
    if not any(date.year for found in dated for date, _ in found):
        return None
    titled = _DATE_TITLE.search(hint) is not None and sum(map(bool, years)) > len(labels) / 2
    if bare_years and not titled and not (along_x and _is_calendar(labels)):
        return None
    return [
        _best_per_value([Reading(t, t, sure) for date, sure in found if (t := date.seconds) is not None])
        for found in _supply_years(dated)
    ]


def _is_calendar(labels: Sequence[LabelText]) -> bool:
    """Years and nothing else: numbers of other kinds do not stay between 1850 and 2100 in steps of a decade or less."""
    years = [year_of(label.text) for label in labels]
    known = [year for year in years if year is not None and CALENDAR[0] <= year <= CALENDAR[1]]
    steps = [abs(b - a) for a, b in pairwise(known)]
    return len(known) == len(labels) >= CALENDAR_LABELS and max(steps) <= CALENDAR_STEP


def is_text(label: LabelText) -> bool:
    """Whether the label is words (or a month, or a time of day) and no number, however misread."""
    if date_readings(label.text) or re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", label.text.strip()):
        return True
    has_letter = any(c.isalpha() for c in label.text)
    return has_letter and not readings(label.text) and not power_readings(label.text)


def is_numeric(label: LabelText) -> bool:
    """Whether the label is meant to be a number: it reads as one, or holds a digit without being words."""
    return bool(readings(label.text)) or (any(c.isdigit() for c in label.text) and not is_text(label))


def _weigh(number: ParsedNumber, units: frozenset[str]) -> tuple[float, bool]:
    if number.affix not in units:
        return ODD_UNIT, False
    if number.repaired:
        return UNUSUAL, False
    return (UNUSUAL if number.alternative else PLAIN), True


def _common_units(labels: Sequence[LabelText]) -> frozenset[str]:
    """The units an axis may print: none, and the most frequent one where two labels bear it."""
    counts = Counter(found[0].affix for label in labels if (found := readings(label.text)) and not found[0].repaired)
    del counts[""]
    best = counts.most_common(1)
    return frozenset({"", best[0][0]}) if best and best[0][1] >= 2 else frozenset({""})


def _reading(number: ParsedNumber, weight: float, exact: bool) -> Reading:
    return Reading(number.value, number.value, weight, exact, number.raised, number.half_digit)


def _best_per_value(found: Sequence[Reading]) -> list[Reading]:
    best: dict[float, Reading] = {}
    for reading in found:
        if reading.value not in best or best[reading.value].weight < reading.weight:
            best[reading.value] = reading
    return list(best.values())


def _supply_years(dated: Sequence[list[tuple[ParsedDate, float]]]) -> list[list[tuple[ParsedDate, float]]]:
    """``Oct, 2025, Apr``: each yearless date is the first of its kind after (before) the label at its side."""
    filled = list(dated)
    order = range(len(filled))
    for indices, sign in ((order, 1), (reversed(order), -1)):
        last: ParsedDate | None = None
        for i in indices:
            if last is not None:
                filled[i] = [(supply_year(date, last, sign), sure) for date, sure in filled[i]]
            last = next((date for date, _ in filled[i] if date.year is not None), last)
    return filled
