"""When labels prove a scale: how many must agree, what makes an axis logarithmic, what makes it categories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.ladder import Floats, Ladder, Reading, largest_progression
from extractors.numbers import power_readings, readings
from extractors.tick_readings import TickLabel
from schemas.record import ScaleName

# How far a label's place may be off its tick, in pixels: a tick mark's centre is sure to half a pixel, a label's box to
# about two. The small share of the spacing allows for enlarged or slightly warped figures.
SEATED_TOLERANCE, UNSEATED_TOLERANCE, TOLERANCE_PER_SPACING = 1.0, 2.5, 0.006
# The tolerance of a seated label holds the rounding to whole pixels.
HALF_A_PIXEL = 0.5
# A majority ladder: more than this share of the numeric labels.
MAJORITY = 0.6
# Values of a log axis span at least this factor, or, where many labels fit without exception, the lesser one.
LOG_RANGE, LOG_RANGE_MANY = 30.0, 3.0
# Two labels confirm nothing: they must be read this surely and stand this share of the axis apart.
SURE, FAR_APART = 0.85, 0.25
# Where nothing marks their ticks, they stand where their print does: for that they must be surer, and further apart.
SURE_UNMARKED, FAR_APART_UNMARKED = 0.95, 0.4
# Lines about as far apart as two labels, to this share of it, are their gridlines: slanted print stands aside of them,
# and where its middle is depends on its length.
HELPER = 0.15
# Fewer minor ticks may lie evenly between two labels by chance.
LEAST_MINOR = 2
# Numbers of this many digits, read this surely, are no misreadings.
BEYOND_DOUBT, SHORT = 0.975, 2
# Two values of such a ratio, or whole powers of two, are as likely on a log axis. (Whole: half a digit is 0.5.)
DECADE, WHOLE = 8.0, 0.5
# Ticks are a number of no more digits apart; labels that run into one another make longer ones.
STEP_DIGITS = 3
# What leads the values that log axes are labelled with, and how exactly floats show it.
LOG_LEADS, LEAD_ROUNDING = (1, 2, 3, 4, 5, 6, 10), 1e-9
# What leads the steps between the labels of linear axes.
STEP_LEADS = (1.0, 2.0, 2.5, 5.0)
SCALE_LETTERS = "kKMGBT"
# Category labels are evenly spaced within this share of the spacing (months differ by 5 %) or the tolerance of a label.
EVEN = 0.06
# Numbers at even places are categories only where at most this share of them forms a ladder.
CATEGORY_LADDER = 0.5


def places_of(labels: Sequence[TickLabel]) -> tuple[Floats, Floats]:
    """Positions and tolerances, both (n,) in pixels."""
    px = np.array([label.px for label in labels])
    further = [max(0.0, label.moved - HALF_A_PIXEL) for label in labels]
    base = np.array([SEATED_TOLERANCE if label.seated else UNSEATED_TOLERANCE for label in labels]) + further
    return px, base + TOLERANCE_PER_SPACING * float(np.median(np.diff(px)))


def is_majority(
    ladder: Ladder, labels: Sequence[TickLabel], marks: Sequence[float], length_px: float, scale: ScaleName
) -> bool:
    """Enough labels, most of them as printed; two labels only where nothing about them is in doubt."""
    if not ladder.regular:
        return False
    if len(labels) == 2:
        placed = _are_placed(labels, length_px) or (scale != "log" and _are_unmarked(labels, marks, length_px))
        placed = placed or (scale != "log" and _are_divided(labels, marks, length_px))
        return placed and (_is_sure_pair(ladder, labels, scale) or _are_decades(ladder, labels, marks, scale))
    if ladder.kept < 3 or ladder.kept <= MAJORITY * len(labels):
        return False
    without_exception = ladder.kept == len(labels) >= 4
    return ladder.exact >= (1 if without_exception else max(2, ladder.kept / 2))


def _are_placed(labels: Sequence[TickLabel], length_px: float) -> bool:
    sure = all(label.seated and label.confidence >= SURE for label in labels)
    return sure and labels[1].px - labels[0].px >= FAR_APART * length_px


def _are_unmarked(labels: Sequence[TickLabel], marks: Sequence[float], length_px: float) -> bool:
    """Whether two labels of an axis without ticks and gridlines are read in one way only, each beyond doubt.

    Labels that stand aside of marks that there are may be shifted, or of another axis; not where several are helper
    lines, no two of them as far apart as the labels.
    """
    first, last = labels[0].px, labels[1].px
    far, alike = 2 * UNSEATED_TOLERANCE, max(2 * UNSEATED_TOLERANCE, HELPER * (last - first))
    apart = np.abs(np.subtract.outer(marks, marks))
    helpers = len(marks) > 1 and np.max(apart) > far and bool(np.all(np.abs(apart - (last - first)) > alike))
    bare = not any(label.seated for label in labels) and (helpers or not any(first <= mark <= last for mark in marks))
    return bare and all(map(_is_beyond_doubt, labels)) and last - first >= FAR_APART_UNMARKED * length_px


def _are_divided(labels: Sequence[TickLabel], marks: Sequence[float], length_px: float) -> bool:
    """Whether minor ticks divide the stretch between two labels evenly: one at a corner has no mark of its own."""
    first, last = labels[0].px, labels[1].px
    between = np.array([mark for mark in marks if first + UNSEATED_TOLERANCE < mark < last - UNSEATED_TOLERANCE])
    steps = np.arange(1, len(between) + 1) * (last - first) / (len(between) + 1)
    even = len(between) >= LEAST_MINOR and bool(np.all(np.abs(between - first - steps) <= UNSEATED_TOLERANCE))
    one = any(label.seated for label in labels) and last - first >= FAR_APART_UNMARKED * length_px
    return even and one and all(label.confidence >= SURE_UNMARKED for label in labels)


def _is_beyond_doubt(label: TickLabel) -> bool:
    """Whether a label is read surely and in one way; a round that is ``0`` or ``D`` is a zero either way."""
    if not label.alternatives:
        return label.confidence >= SURE_UNMARKED
    values = [{number.value for number in readings(text)} for text in (label.text, *label.alternatives)]
    return label.confidence >= SURE and len(values[0]) == 1 and all(other == values[0] for other in values)


def _is_sure_pair(ladder: Ladder, labels: Sequence[TickLabel], scale: ScaleName) -> bool:
    plain = [reading for reading in ladder.taken if reading is not None and reading.exact]
    if len(plain) < 2:
        return False
    low, high = sorted(abs(reading.value) for reading in plain)
    if scale == "linear" and not _is_step(plain[1].value - plain[0].value):
        return False
    if scale == "log":
        return all(reading.raised for reading in plain)
    if scale == "date" or plain[0].value * plain[1].value <= 0:
        return True
    powers_of_two = float(np.log2(high / low)).is_integer() and float(np.log2(low)).is_integer()
    # "0.5, 1" is written as on a log axis, or has lost a point; "800k, 2.4M" and "0.001, 0.0015" are neither
    unlike = plain[0].half_digit != plain[1].half_digit
    if unlike and (powers_of_two or not (_are_scaled(labels, low, high) or _are_steps(low, high))):
        return False
    return bool(high < DECADE * low and not (powers_of_two and plain[0].half_digit >= WHOLE))


def _are_decades(ladder: Ladder, labels: Sequence[TickLabel], marks: Sequence[float], scale: ScaleName) -> bool:
    """Whether two labels are plain powers of ten beyond doubt, each on its mark and with none between.

    No linear axis has them as its only labels: 9, 90 or 99 is no step that locators choose.
    """
    exact = [reading.t for reading in ladder.taken if reading is not None and reading.exact]
    powers = len(exact) == 2 and all(abs(t - round(t)) < LEAD_ROUNDING for t in exact)
    seats = [min((abs(mark - label.px) for mark in marks), default=np.inf) for label in labels]
    between = any(labels[0].px + UNSEATED_TOLERANCE < mark < labels[1].px - UNSEATED_TOLERANCE for mark in marks)
    sure = max(seats) <= SEATED_TOLERANCE and all(map(_is_beyond_doubt, labels))
    return scale == "log" and powers and sure and not between


def _are_scaled(labels: Sequence[TickLabel], low: float, high: float) -> bool:
    """Whether two labels bear different scale letters, and not both a value that log axes are labelled with."""
    letters = {label.text.strip()[-1:] for label in labels}
    return len(letters) == 2 and all(letter in SCALE_LETTERS for letter in letters) and not _may_be_on_log(low, high)


def _are_steps(low: float, high: float) -> bool:
    """Whether two values follow one another by a step that locators choose, and not both stand on log axes."""
    step = high - low
    lead = step / 10.0 ** np.floor(np.log10(step) + LEAD_ROUNDING)
    chosen = any(abs(lead - nice) < LEAD_ROUNDING for nice in STEP_LEADS)
    return chosen and abs(low / step - round(low / step)) < LEAD_ROUNDING and not _may_be_on_log(low, high)


def _is_step(difference: float) -> bool:
    """Whether two ticks may be so far apart: locators choose round steps."""
    return bool(np.isclose(difference, float(f"{difference:.{STEP_DIGITS}g}"), rtol=LEAD_ROUNDING, atol=0.0))


def _may_be_on_log(low: float, high: float) -> bool:
    leads = [value / 10.0 ** np.floor(np.log10(value)) for value in (low, high)]
    return all(abs(lead - round(lead)) < LEAD_ROUNDING and round(lead) in LOG_LEADS for lead in leads)


def may_be_log(ladder: Ladder, linear_fits_all: bool) -> bool:
    values = ladder.values
    ratio = float(values.max() / values.min())
    if ratio >= LOG_RANGE or all(reading.raised for reading in ladder.taken if reading is not None):
        return True
    every = all(reading is not None and reading.exact for reading in ladder.taken)
    if every and len(ladder.taken) == 2:
        return ratio >= DECADE  # more is asked of two labels elsewhere
    enough = ladder.kept >= 4 or (ladder.kept == 3 and _are_powers_of_two(values))
    return every and not linear_fits_all and enough and ratio >= LOG_RANGE_MANY


def _are_powers_of_two(values: Floats) -> bool:
    """``32, 64, 128``, but not ``2, 4, 8``, which a single misread digit makes of a linear axis."""
    exponents = np.log2(np.abs(values[values != 0]))
    return bool(np.all(exponents == np.round(exponents)) and np.max(np.abs(exponents)) >= 4)


def are_categories(labels: Sequence[TickLabel], options: Sequence[Sequence[Reading]]) -> bool:
    """Clean numbers at even places that rise or fall, but mostly not in equal steps: the places are ordinals."""
    if all(power_readings(label.text) for label in labels):
        return False
    if len(labels) < 4 or not is_even(labels) or not all(found and found[0].exact for found in options):
        return False
    values = np.array([found[0].value for found in options])
    half = np.array([found[0].half_digit for found in options])
    largest = largest_progression(values, half)
    if np.all(values > 0):
        largest = max(largest, largest_progression(np.log10(values), np.log10(1 + half / values)))
    steps = np.diff(values)
    return bool(np.all(steps > 0) or np.all(steps < 0)) and largest <= CATEGORY_LADDER * len(labels)


def may_be_numbers(labels: Sequence[TickLabel]) -> bool:
    """Whether words with digits in them were not read surely: they may be numbers in broken print."""
    has_digits = any(c.isdigit() for label in labels for c in label.text)
    return has_digits and float(np.median([label.confidence for label in labels])) < SURE


def are_uneven_counts(labels: Sequence[TickLabel], options: Sequence[Sequence[Reading]]) -> bool:
    """``3, 4, 5, 6, 8`` at even places, each on its tick and read beyond doubt: counts that name categories.

    Only of short counts is the reading sure enough to set it against the ladder that all others form.
    """
    sure = all(t.seated and t.confidence >= BEYOND_DOUBT and len(t.text) <= SHORT for t in labels)
    if not sure or len(labels) < 4 or not is_even(labels):
        return False
    if not all(found and found[0].exact and found[0].half_digit >= WHOLE for found in options):
        return False
    steps = np.diff([found[0].value for found in options])
    return bool(np.all(steps > 0) and np.ptp(steps) > 0)


def is_even(labels: Sequence[TickLabel]) -> bool:
    px, tolerance = places_of(labels)
    gaps = np.diff(px)
    middle = float(np.median(gaps))
    return bool(np.all(np.abs(gaps - middle) <= max(float(tolerance.max()), EVEN * middle)))
