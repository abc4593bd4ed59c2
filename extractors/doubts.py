"""What still speaks against a ladder that most labels form: marks that were lost, labels it cannot explain.

Readers drop points, minus signs, exponents and scale letters far oftener than they invent them. So a label outside the
ladder that would stand on it *without* such a mark says that the others lost theirs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

import numpy as np

from extractors.errors import CalibrationRejected
from extractors.ladder import Floats, Ladder
from extractors.numbers import normalise, parse_number, readings, undo_confusables
from extractors.separators import may_have_lost_zeros, row_readings, separator_meaning
from extractors.tick_readings import TickLabel
from schemas.reasons import Reason
from schemas.record import ScaleName

# A label stands on the ladder where it misses it by less than this share of the smallest label spacing.
ON_LADDER = 0.1
# The print of one at the end of an axis may be shifted by less than half of it: nearer no other label's tick.
ASIDE = 0.5
# Labels stand at even places where their distances are multiples of the spacing within this share of it.
AT_PLACE = 0.15
# A rival line with this share of the best line's score makes the axis uncertain.
RIVAL = 0.8
# Beyond this power of ten no axis is labelled, and floats end soon after.
LARGEST_POWER = 300.0
# A label read less surely than this is a guess; so many others that all agree as printed outweigh it.
UNSURE, ENOUGH = 0.7, 4
# Fractions below this take four or more characters more than the zero that would be left of them.
LONG_FRACTION = 0.09
# Digits that readers exchange for one another at small sizes.
_LOOKALIKES = frozenset(
    frozenset(pair) for pair in ("06", "08", "09", "17", "14", "38", "56", "68", "35", "89", "27", "49", "39", "69")
)
# A zero at the end of the digits, which is not that of the ten of a power.
_TRAILING_ZERO = re.compile(r"^[^×xX*]*0\D*(?:[×xX*].*)?$")
# "100, 101, 102" are counts, or 10^0, 10^1, 10^2 whose raise was not seen; wider steps are no row of exponents.
_FLAT_DECADE = re.compile(r"10(\d|[1-9]\d)")
# The exponent of "1.5×10^6", also where it was not seen raised.
_EXPONENT = re.compile(r"\d[×xX*] ?10(?:\^?(-?\d+)|[°oO])")


def refuse_symlog(labels: Sequence[TickLabel]) -> None:
    """Raise where decades stand on both sides of zero, or beside a zero."""
    numbers = [number for label in labels if (number := parse_number(label.text)) and not number.repaired]
    sizes = {abs(number.value) for number in numbers if number.value}
    decades = all(abs(math.log10(size) - round(math.log10(size))) < 1e-9 for size in sizes)
    low_side = any(number.value <= 0 for number in numbers)
    both_sides = any(number.value < 0 for number in numbers) and any(number.value > 0 for number in numbers)
    raised = any(number.raised for number in numbers)
    if decades and len(numbers) >= 3 and low_side and (len(sizes) >= 2 or (both_sides and raised)):
        raise CalibrationRejected(Reason.SYMLOG_AXIS, "powers of ten together with zero or negative values")


def refuse_rivals(
    scale: ScaleName, best: Ladder, ladders: Sequence[tuple[ScaleName, Ladder]], labels: Sequence[TickLabel]
) -> None:
    """Refuse an axis whose ``labels`` another of ``ladders`` fits nearly as well as the ``best`` one."""
    for other_scale, other in ladders:
        if other is best or other.kept < min(3, best.kept) or other.score < RIVAL * best.score:
            continue
        if other_scale == scale and _is_loose_copy(best, other, labels):
            continue
        if scale == "linear" and not other.regular and best.kept == best.exact == len(best.taken):
            continue  # "0, 20, 40" in print: nobody labels even places with 1, 20, 40
        if best.kept == len(best.taken) > other.kept and best.alike_printed and not other.alike_printed:
            continue  # "0.0, 25, 5.0, 75, 10.0" has lost points: nobody prints 0.0 and 10 beside 25
        reason = Reason.LADDER_BROKEN if other_scale == scale else Reason.SCALE_UNCLEAR
        raise CalibrationRejected(reason, f"the labels fit a second, different {other_scale} scale as well")


def _is_loose_copy(best: Ladder, other: Ladder, labels: Sequence[TickLabel]) -> bool:
    """Whether another ladder is the best one, of seated labels alone, drawn aside by one that is not on its tick.

    To the label aside the best ladder gives the same value at nearly the same place.
    """
    spacing = float(np.min(np.diff([label.px for label in labels])))
    aside = [
        (label, reading)
        for label, reading, own in zip(labels, other.taken, best.taken, strict=True)
        if reading is not None and (own is None or own.t != reading.t)
    ]
    near = [abs((reading.t - best.intercept) / best.slope - label.px) for label, reading in aside]
    return (
        all(label.seated for label in _kept(best, labels))
        and not any(label.seated for label, _ in aside)
        and max(near, default=np.inf) <= ON_LADDER * spacing
    )


def is_impossible_on_log(ladder: Ladder, labels: Sequence[TickLabel]) -> bool:
    """Whether the log ladder leaves out a plain zero that is no clipped reading of what should stand there."""
    for label in _left_out(ladder, labels):
        number = parse_number(label.text)
        zero = number is not None and not number.repaired and number.value == 0
        if zero and 0 < _expected("log", ladder, label.px) < LONG_FRACTION:
            return True
    return False


def refuse_doubtful(scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel]) -> None:
    """Raise :class:`CalibrationRejected` where a label speaks against the ladder.

    One that is not of it and ends at the edge of the picture does not: ``20,0`` may be ``20,000``.
    """
    whole = [not label.cut or reading is not None for label, reading in zip(labels, ladder.taken, strict=True)]
    labels = list(compress(labels, whole))
    ladder = replace(ladder, taken=tuple(compress(ladder.taken, whole)), residual_px=ladder.residual_px[whole])
    meaning = separator_meaning([label.text for label in labels])
    kept = [label.text for label in _kept(ladder, labels)]
    told_by_others = meaning == "thousands" != separator_meaning(kept) and any(c in text for text in kept for c in ".,")
    cut = meaning is None and may_have_lost_zeros([(label.text, *label.alternatives) for label in labels])
    if meaning == "unclear" or told_by_others or cut:
        raise CalibrationRejected(Reason.SCALE_UNCLEAR, "the points may separate thousands or decimals")
    _refuse_flat_decades(scale, ladder, labels)
    _refuse_zero_exponents(scale, ladder, labels)
    _refuse_padded(ladder, labels)
    _refuse_lost_points(ladder, labels)
    for label in _left_out(ladder, labels):
        _refuse_lost_marks(scale, ladder, labels, label)
        _refuse_open_end(scale, ladder, labels, label)


def _refuse_flat_decades(scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel]) -> None:
    if scale != "linear":
        return
    printed = [
        (reading.exact, _FLAT_DECADE.fullmatch(undo_confusables(normalise(label.text))))
        for label, reading in zip(labels, ladder.taken, strict=True)
        if reading is not None
    ]
    exponents = [int(match[1]) for _, match in printed if match]
    counts_seen = any(exact and not match for exact, match in printed)
    if len(exponents) >= 2 and not counts_seen and np.min(np.abs(np.diff(exponents))) <= 2:
        raise CalibrationRejected(Reason.SCALE_UNCLEAR, "the labels may be counts or powers of ten printed flat")


def _refuse_zero_exponents(scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel]) -> None:
    """``0, 1×10^0, 2×10^0``: nobody sets a power for values without one, so the zeros are misread exponents.

    Not where the ladder takes the power that was read in another way.
    """
    kept = [(label, reading) for label, reading in zip(labels, ladder.taken, strict=True) if reading is not None]
    found = [_EXPONENT.search(normalise(t.text)) for t, reading in kept if not _is_other_power(t, reading.value)]
    exponents = [int(match[1] or 0) for match in found if match]
    if scale == "linear" and exponents and not any(exponents):
        raise CalibrationRejected(Reason.LADDER_BROKEN, "the exponents of the labels are all read as zero")


def _is_other_power(label: TickLabel, value: float) -> bool:
    """Whether a value is that of a power of ten, above the zeroth, among the other readings of a label."""
    powers = [n for text in label.alternatives for n in readings(text) if n.factor > 1]
    return any(n.value == value for n in powers)


def _refuse_padded(ladder: Ladder, labels: Sequence[TickLabel]) -> None:
    """``05, 10, 15``: a lost point, a clipped digit or hours; the whole number is a guess.

    Not ``00`` between labels that all print one decimal: at their zero it lost its point, and is zero all the same.
    """
    taken = [reading for reading in ladder.taken if reading is not None]
    halves = {reading.half_digit for reading in taken if reading.exact and reading.value}
    for label, reading in zip(labels, ladder.taken, strict=True):
        text = normalise(label.text)
        if text.strip("0") == "" and halves == {0.5 * 10.0 ** (1 - len(text))}:
            continue
        if reading is not None and re.fullmatch(r"-?0\d+", text) and reading.value == float(text):
            raise CalibrationRejected(Reason.LADDER_BROKEN, f"{label.text!r} has lost a point or a digit")


def _refuse_lost_points(ladder: Ladder, labels: Sequence[TickLabel]) -> None:
    """``0.0, 20, 40``: a trailing zero shows that all labels print decimals, so those without lost their point."""
    taken = {label.px: reading for label, reading in zip(labels, ladder.taken, strict=True) if reading is not None}
    printed = []
    meaning = separator_meaning([label.text for label in labels])
    for label in labels:
        for number in row_readings(label.text, meaning):
            used = taken.get(label.px)
            if not number.repaired and (used is None or used.value == number.value):
                printed.append((label, number))
                break
    fixed = {number.factor for label, number in printed if number.decimals and _TRAILING_ZERO.search(label.text)}
    for label, number in printed:
        if label.px in taken and number.value and not (number.decimals or number.raised) and number.factor in fixed:
            raise CalibrationRejected(Reason.LADDER_BROKEN, f"{label.text!r} has no decimals where others have")


def _refuse_lost_marks(scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel], label: TickLabel) -> None:
    """A label with the digits that belong at its place, but with a mark that no label of the ladder shows."""
    if scale != "log" and _stands(scale, ladder, labels, label.px, 0.0):
        return  # no digits belong at zero
    kept_marks = set().union(*(_marks(other.text) for other in _kept(ladder, labels)))
    expected = _expected(scale, ladder, label.px)
    for number in readings(label.text):
        if number.repaired or not number.value or not expected:
            continue
        value, marks = number.value, _marks(label.text)
        if scale == "log":  # the exponent's sign is the mark; other exponents are other labels
            lost = number.factor != 1 and ("-" in marks or "-" not in kept_marks)
            doubtful = lost and _stands(scale, ladder, labels, label.px, value / number.factor**2)
        else:
            shift = 10.0 ** round(math.log10(abs(value / expected)))
            other = (
                shift != 1 or value * expected < 0
            )  # else it is the value that belongs there, a little off its place
            same_digits = _stands(scale, ladder, labels, label.px, math.copysign(value / shift, expected))
            sign_lost = shift == 1 and "-" not in kept_marks
            doubtful = other and same_digits and (bool(marks - kept_marks) or sign_lost)
        if doubtful:
            raise CalibrationRejected(Reason.LADDER_BROKEN, f"{label.text!r} shows marks that the other labels lost")


def _marks(text: str) -> set[str]:
    """The points, minus signs and scale letters of a label."""
    return set(re.findall(r"[-.,]|[kKMGBT](?=\W*$)", normalise(text)))


def _refuse_open_end(scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel], label: TickLabel) -> None:
    """A clean label beyond the ladder's end that continues its direction but not its steps: no scale is proven."""
    number = parse_number(label.text)
    if label.confidence < UNSURE and ladder.exact == ladder.kept >= ENOUGH:
        return  # a guess at slanted or broken print says nothing against labels that were read as they stand
    kept_px = np.array([other.px for other in _kept(ladder, labels)])
    beyond = label.px > kept_px.max() or label.px < kept_px.min()
    if number is None or number.repaired or not beyond or not _at_even_place(kept_px, label.px):
        return
    nearest = int(np.argmin(np.abs(kept_px - label.px)))
    inner = ladder.values[nearest]
    step = float(np.min(np.abs(np.diff(ladder.values))))
    count = round((_expected(scale, ladder, label.px) - inner) / step)
    if scale == "linear" and abs(inner + count * step - number.value) <= number.half_digit:
        return  # the right value on a label that stands aside of its tick: wide print, shifted or cut at an edge
    if scale == "log" and _stands(scale, ladder, labels, label.px, number.value, ASIDE):
        return  # the same where labels have no steps
    direction = math.copysign(1.0, ladder.slope) * math.copysign(1.0, label.px - kept_px[nearest])
    if (number.value - inner) * direction <= 0:
        return
    expected = _expected(scale, ladder, label.px) / number.factor
    printed = [parse_number(other.text) for other in labels]
    texts = {f"{expected:.{other.decimals}f}" for other in printed if other is not None and abs(expected) < 1e15}
    if not any(_may_be_misread(re.sub(r"[^\d.-]", "", normalise(label.text)), text) for text in texts):
        raise CalibrationRejected(Reason.LADDER_BROKEN, f"{label.text!r} does not continue the other labels' steps")


def _kept(ladder: Ladder, labels: Sequence[TickLabel]) -> list[TickLabel]:
    return [label for label, reading in zip(labels, ladder.taken, strict=True) if reading is not None]


def _left_out(ladder: Ladder, labels: Sequence[TickLabel]) -> list[TickLabel]:
    return [label for label, reading in zip(labels, ladder.taken, strict=True) if reading is None]


def _stands(
    scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel], px: float, value: float, share: float = ON_LADDER
) -> bool:
    if scale == "log" and value <= 0:
        return False
    t = math.log10(value) if scale == "log" else value
    spacing = float(np.min(np.diff([label.px for label in labels])))
    return abs((t - ladder.intercept) / ladder.slope - px) <= share * spacing


def _at_even_place(kept_px: Floats, px: float) -> bool:
    spacing = float(np.min(np.diff(kept_px)))
    distance = float(np.min(np.abs(kept_px - px))) / spacing
    return round(distance) >= 1 and abs(distance - round(distance)) <= AT_PLACE


def _expected(scale: ScaleName, ladder: Ladder, px: float) -> float:
    """The value that the ladder puts at a pixel position."""
    t = float(ladder.at(px))
    return float(10 ** min(max(t, -LARGEST_POWER), LARGEST_POWER)) if scale == "log" else t


def _may_be_misread(text: str, expected: str) -> bool:
    """Whether ``text`` is ``expected`` with one lookalike digit, one or two characters lost, or a stroke read as 1."""
    if text in (expected + "1", "1" + expected):
        return True
    if len(text) == len(expected) >= 2:
        changed = [(a, b) for a, b in zip(text, expected, strict=True) if a != b]
        return len(changed) <= 1 and all(frozenset(pair) in _LOOKALIKES for pair in changed)
    if not 1 <= len(expected) - len(text) <= 2 or len(text) < 1:
        return False
    rest = iter(expected)
    return all(character in rest for character in text)
