"""From tick labels to the readings a ladder chooses among: one list per label and scale."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.dates import FIRST_YEAR, LAST_YEAR, ParsedDate, date_readings, with_years, year_of
from extractors.ladder import Reading
from extractors.numbers import ParsedNumber, power_readings, readings

# Weights of readings. The order matters more than the figures: print as it stands, print of another reader, the less
# usual separator or a repaired letter, a power whose exponent nobody saw raised.
PLAIN, UNUSUAL, FLAT_POWER, ODD_UNIT = 1.0, 0.6, 0.5, 0.4
SECOND_TEXT = 0.8
# A year that the label does not print is supplied by the other labels, at most this many years beyond them.
YEARS_AROUND, MOST_YEARS = 2, 12

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
        options.append(_best_per_value(found))
    return options


def log_options(labels: Sequence[LabelText], linear: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """Readings as log10: the positive plain numbers and the powers whose exponent was printed flat."""
    options = []
    for label, plain in zip(labels, linear, strict=True):
        found = list(plain)
        for text, sure in label.texts:
            for number in power_readings(text):
                weight = FLAT_POWER if number.repaired else PLAIN
                found.append(_reading(number, weight * sure, not number.repaired))
        positive = [replace(r, t=math.log10(r.value)) for r in found if r.value > 0]
        options.append(_best_per_value(positive))
    return options


def date_options(labels: Sequence[LabelText], hint: str) -> list[list[Reading]] | None:
    """Readings as UTC seconds, or None where the labels are no dates.

    Bare years count as dates only beside months or days, or where the axis title says date: alone they are numbers.
    """
    dates = [[(date, sure) for text, sure in label.texts for date in date_readings(text)] for label in labels]
    years = [[(year, sure) for text, sure in label.texts if (year := year_of(text))] for label in labels]
    printed = [date.year for found in dates for date, _ in found if date.year is not None]
    printed += [year for found in years for year, _ in found]
    only_years = not any(dates)
    if not printed or (only_years and not _DATE_TITLE.search(hint)):
        return None
    around = _years_around(printed)
    options = []
    for found, bare in zip(dates, years, strict=True):
        dated = [(full, sure) for date, sure in found for full in with_years(date, around)]
        dated += [(ParsedDate(year), sure) for year, sure in bare]
        seconds = [(date.seconds, sure) for date, sure in dated]
        options.append(_best_per_value([Reading(t, t, sure) for t, sure in seconds if t is not None]))
    return options


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


def _years_around(printed: Sequence[int]) -> range:
    first, last = min(printed) - YEARS_AROUND, max(printed) + YEARS_AROUND
    if last - first >= MOST_YEARS:
        first, last = min(printed), min(max(printed), min(printed) + MOST_YEARS)
    return range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)
