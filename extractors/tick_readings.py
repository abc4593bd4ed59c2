"""From tick labels to the readings a ladder chooses among: one list per label and scale."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.dates import ParsedDate, blurred_dates, cut_dates, date_readings, supply_year, year_of
from extractors.ladder import Reading
from extractors.numbers import ParsedNumber, blurred_powers, power_readings, readings
from extractors.separators import row_readings, separator_meaning

# Weights of readings. The order matters more than the figures: print as it stands, print of another reader, the less
# usual separator or a repaired letter, a power whose exponent nobody saw raised, one whose exponent is a guess.
PLAIN, UNUSUAL, FLAT_POWER, ODD_UNIT, BLURRED = 1.0, 0.6, 0.5, 0.4, 0.3
SECOND_TEXT = 0.8

# Fewer names than this share their first letter by chance.
FEWEST_NAMES = 3
# Bare years that can only be years: all of this range, in steps of a decade or less, and at least so many.
CALENDAR, CALENDAR_STEP, CALENDAR_LABELS = (1850, 2100), 10, 2
# The share of them that must be read as they are printed: a reader fails on single labels, not on a third of them.
CALENDAR_SHARE = 2 / 3
# A title that names a date (or a renderer's "(year)") makes an axis of bare years a date axis.
# Names that begin with a letter which readers also give for a digit: "Q1" is a quarter and not "01".
_QUARTER = re.compile(r"Q ?[1-4]\b.*")
# Letters that stand for digits more often than for themselves.
_DIGIT_LIKE = frozenset("OoQDlIiSsBZzbgq")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_DATE_TITLE = re.compile(r"\bdates?\b|\(\s*year", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TickLabel:
    """A label seated on its tick: where along the axis (working pixels), what was read, and how surely (0-1).

    ``seated`` says that ``px`` is the centre of a tick mark or gridline and not only of the label's box.
    ``alternatives`` are other readings of the same print, the likelier first. ``moved``: by how much at most the tool
    may have moved the tick to a pixel of its own. ``cut``: whether the print ends at the edge of the picture, where the
    rest of it may be cut off.
    """

    px: float
    text: str
    confidence: float
    seated: bool = True
    reader: str = ""
    alternatives: tuple[str, ...] = ()
    moved: float = 0.0
    cut: bool = False

    @property
    def texts(self) -> tuple[tuple[str, float], ...]:
        """Each text with its weight."""
        sure = 0.6 + 0.4 * min(max(self.confidence, 0.0), 1.0)
        return ((self.text, sure), *((other, sure * SECOND_TEXT) for other in self.alternatives if other != self.text))


def linear_options(labels: Sequence[TickLabel]) -> list[list[Reading]]:
    """Readings as plain numbers, as printed: notes at the axis's end are applied to the finished calibration."""
    units = _common_units(labels)
    meaning = separator_meaning([label.text for label in labels])
    decimals = _common_decimals(labels)
    options = []
    for label in labels:
        found = [_reading(n, UNUSUAL * sure, False) for t, sure in label.texts for n in _with_point(t, decimals)]
        for text, sure in label.texts:
            for number in row_readings(text, meaning):
                weight, exact = _weigh(number, units)
                found.append(_reading(number, weight * sure, exact))
            found += [_reading(n, weight * sure, exact) for n, weight, exact in _multiples(text)]
        options.append(_best_per_value(found))
    return options


def log_options(labels: Sequence[TickLabel], linear: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """Readings as log10: the positive plain numbers and the powers whose exponent was printed flat.

    A ``10-3`` among the labels can be read no other way and says that ``102`` beside it is flat-printed too.
    """
    flat = [[(number, sure) for text, sure in label.texts for number in power_readings(text)] for label in labels]
    powers_seen = any(not number.repaired for found in flat for number, _ in found)
    powers_seen |= any(reading.raised for found in linear for reading in found)
    options = []
    for label, powers, plain in zip(labels, flat, linear, strict=True):
        unusual = UNUSUAL if powers_seen and powers else 1.0
        found = [r if r.raised else replace(r, weight=r.weight * unusual) for r in plain]
        for number, sure in powers:
            weight = PLAIN if powers_seen or not number.repaired else FLAT_POWER
            found.append(_reading(number, weight * sure, weight == PLAIN))
        found += [_reading(n, BLURRED * sure, False) for text, sure in label.texts for n in blurred_powers(text)]
        positive = [replace(r, t=math.log10(r.value)) for r in found if r.value > 0]
        options.append(_best_per_value(positive))
    return options


def date_options(labels: Sequence[TickLabel], hint: str, along_x: bool = False) -> list[list[Reading]] | None:
    """Readings as UTC seconds, or None where the labels are no dates.

    Bare years count as dates beside months or days, where the axis title says date, and on an x axis (``along_x``)
    where every label is a year of recent times and they follow one another closely.
    """
    dates = [[(date, sure) for text, sure in label.texts for date in date_readings(text)] for label in labels]
    years = [_years(label) for label in labels]
    bare_years = not any(dates)
    dated = [with_year or bare for with_year, bare in zip(dates, years, strict=True)]
    if not any(date.year for found in dated for date, _ in found):
        return None
    titled = _DATE_TITLE.search(hint) is not None and sum(map(bool, years)) > len(labels) / 2
    if bare_years and not titled and not (along_x and _is_calendar(labels)):
        return None
    known = {date.year for found in dated for date, _ in found if date.year is not None}
    return [
        _best_per_value([Reading(t, t, sure) for date, sure in found if (t := date.seconds) is not None])
        or _cut_options(label, known)
        for label, found in zip(labels, _supply_years(dated), strict=True)
    ]


def _cut_options(label: TickLabel, years: set[int]) -> list[Reading]:
    dates = [(d, sure) for text, sure in label.texts for d in (*cut_dates(text, years), *blurred_dates(text))]
    return _best_per_value([Reading(t, t, UNUSUAL * sure, False) for date, sure in dates if (t := date.seconds)])


def _years(label: TickLabel) -> list[tuple[ParsedDate, float]]:
    """The bare years a label may stand for: as printed, or, where none is, with letters taken for digits (``2O14``)."""
    found = [(ParsedDate(year), sure) for text, sure in label.texts if (year := year_of(text))]
    mended = [(f"{n.value:g}", UNUSUAL * sure) for text, sure in label.texts for n in readings(text) if n.repaired]
    return found or [(ParsedDate(year), sure) for text, sure in mended if (year := year_of(text))]


def _is_calendar(labels: Sequence[TickLabel]) -> bool:
    """Years and nothing else: numbers of other kinds do not stay between 1850 and 2100 in steps of a decade or less.

    A few labels may be years that were misread, as long as they are no other number than one with a digit lost.
    """
    years = [_only_year(label) for label in labels]
    known = [(i, year) for i, year in enumerate(years) if year and CALENDAR[0] <= year <= CALENDAR[1]]
    printed = sum(year_of(label.text) is not None for label in labels)
    if printed < CALENDAR_LABELS or printed < CALENDAR_SHARE * len(labels):
        return False
    others = [label for label, year in zip(labels, years, strict=True) if year is None]
    places = [(labels[i].px, year) for i, year in known]
    if len(known) + len(others) < len(labels) or any(readings(o.text) and not _is_cut_year(o, places) for o in others):
        return False
    return all(abs(b - a) <= CALENDAR_STEP * (j - i) for (i, a), (j, b) in pairwise(known))


def _is_cut_year(label: TickLabel, known: Sequence[tuple[float, int]]) -> bool:
    """Whether a label, ``198``, is the year that belongs to its place between the ``known`` ones without a digit."""
    (at, first), (to, last) = known[0], known[-1]
    year = f"{first + (last - first) * (label.px - at) / (to - at):.0f}" if to != at else ""
    return label.text.strip() in {year[:k] + year[k + 1 :] for k in range(len(year))}


def _only_year(label: TickLabel) -> int | None:
    """The year of a label that reads as no other number (``2014²`` does not)."""
    number = any(not number.repaired for number in readings(label.text))
    return year_of(label.text) if number else next((date.year for date, _ in _years(label)), None)


def is_text(label: TickLabel) -> bool:
    """Whether the label is words (or a month, or a time of day) and no number, however misread."""
    text = label.text.strip()
    if date_readings(text) or _CLOCK.fullmatch(text) or _QUARTER.fullmatch(text):
        return True
    has_letter = any(c.isalpha() for c in label.text)
    return has_letter and not readings(label.text) and not power_readings(label.text)


def are_numbered_names(labels: Sequence[TickLabel]) -> bool:
    """``v1, v2, v3``: one letter before every number makes names of them."""
    first = {label.text.strip()[:1] for label in labels}
    letter = next(iter(first))
    return len(labels) >= FEWEST_NAMES and len(first) == 1 and letter.isalpha() and letter not in _DIGIT_LIKE


def lacks_year(labels: Sequence[TickLabel]) -> bool:
    """Whether the labels are times of day, or days or months that do not follow one another, all without a year.

    Twelve months in a row are names as good as any; of ``15 Feb, 1 Mar`` or ``Jan, Mar, May`` neither the dates are
    known nor is a place between them that of a name.
    """
    if all(_CLOCK.fullmatch(label.text.strip()) for label in labels):
        return True
    dates = [found[0] for label in labels if (found := date_readings(label.text))]
    if len(dates) < len(labels) or any(date.year is not None for date in dates):
        return False
    days = any(c.isdigit() for label in labels for c in label.text)
    return days or any((b.month - a.month) % 12 != 1 for a, b in pairwise(dates))


def is_numeric(label: TickLabel) -> bool:
    """Whether the label is meant to be a number: it reads as one, or holds a digit without being words."""
    return bool(readings(label.text)) or (any(c.isdigit() for c in label.text) and not is_text(label))


def _weigh(number: ParsedNumber, units: frozenset[str]) -> tuple[float, bool]:
    if number.affix not in units:
        return ODD_UNIT, False
    if number.repaired:
        return UNUSUAL, False
    return (UNUSUAL if number.alternative else PLAIN), True


def _common_units(labels: Sequence[TickLabel]) -> frozenset[str]:
    """The units an axis may print: none, and the most frequent one where two labels bear it."""
    counts = Counter(found[0].affix for label in labels if (found := readings(label.text)) and not found[0].repaired)
    del counts[""]
    best = counts.most_common(1)
    return frozenset({"", best[0][0]}) if best and best[0][1] >= 2 else frozenset({""})


def _common_decimals(labels: Sequence[TickLabel]) -> int:
    """How many decimals most labels print, where two at least do; else 0."""
    counts = Counter(
        found[0].decimals
        for label in labels
        if (found := readings(label.text)) and "." in label.text and not found[0].repaired
    )
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else 0


def _with_point(text: str, decimals: int) -> list[ParsedNumber]:
    """``12`` among ``0.8, 0.6, 0.4`` as 1.2, and ``2`` as 0.2: readers drop points, in small print with the zero."""
    digits = text.strip()
    if not decimals or not re.fullmatch(r"-?[1-9]\d*", digits) or len(digits.lstrip("-")) < decimals:
        return []
    return [ParsedNumber(int(digits) / 10**decimals, decimals, repaired=True)]


def _multiples(text: str) -> list[tuple[ParsedNumber, float, bool]]:
    """``2×103`` is 2000 on any axis and ``2×10°`` any power of one digit; a flat ten makes sense on a log axis only."""
    flat = [n for n in power_readings(text) if not n.repaired and not n.raised]
    blurred = [n for n in blurred_powers(text) if not n.raised]
    return [(n, BLURRED, False) for n in blurred] or [(n, PLAIN, True) for n in flat]


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
