"""Pixels to data values along one axis.

An axis is calibrated only where its labels confirm each other; every doubt ends in :class:`CalibrationRejected`,
because one wrong axis spoils every value read from it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from extractors.calendar_names import with_calendar_names
from extractors.decades import along_decades, decade_slope, off_last_marks, with_lost_signs, with_seen_signs
from extractors.digit_decades import keeps_decades, with_digit_multiples
from extractors.dollars import with_dollar_signs
from extractors.doubts import is_impossible_on_log, refuse_doubtful, refuse_rivals, refuse_symlog
from extractors.errors import CalibrationRejected
from extractors.evidence import (
    MAJORITY,
    SURE,
    are_categories,
    are_uneven_counts,
    is_even,
    is_majority,
    may_be_log,
    may_be_numbers,
    places_of,
)
from extractors.ladder import Ladder, Reading, find_ladders, fit_line, step_of
from extractors.lost_minus import with_lost_minus
from extractors.minor_fit import moved_to_minor_ticks
from extractors.percent import with_percent_signs
from extractors.reseating import reseated
from extractors.rounded import rounded_ladder
from extractors.sign_blanks import without_blanks
from extractors.stray_labels import without_stray
from extractors.tick_readings import (
    TickLabel,
    are_numbered_names,
    date_options,
    is_numeric,
    is_text,
    lacks_year,
    linear_options,
    log_options,
)
from schemas.reasons import Reason
from schemas.record import ScaleName

Floats = NDArray[np.float64]

# One-sigma of the same, for the covariance: never better than 0.3 px, however well few labels happen to agree.
SEATED_SIGMA, UNSEATED_SIGMA = 0.3, 1.0
# Labels nearer than this are two readings of one label.
SAME_PLACE = 2.0
# Two lines of dates (day or month first) are told apart by their residuals where one is this much larger.
DATE_RESIDUAL_RATIO, DATE_RESIDUAL_PX = 2.5, 0.4
# One-sigma at the ends of the axis, as a share of its length.
END_SIGMA = 0.01


@dataclass(frozen=True, slots=True)
class Tick:
    """A label that took part in the fit: the value used and how far the fit misses it, in pixels."""

    px: float
    text: str
    value: float | None
    residual_px: float | None
    reader: str = ""


@dataclass(frozen=True)
class Calibration:
    """``transform(value) = slope * px + intercept``; transform is log10 on a log axis, else the identity."""

    scale: ScaleName
    slope: float
    intercept: float
    covariance: NDArray[np.float64]  # 2x2, of slope and intercept
    ticks: tuple[Tick, ...]
    residual_px: float  # root mean square over the ticks used
    step: float | None  # of the tick values; the factor on a log axis
    categories: tuple[str, ...] | None = None

    def value(self, px: Floats) -> Floats:
        """Data values at pixel positions of any shape."""
        t = self.slope * np.asarray(px, dtype=np.float64) + self.intercept
        return np.asarray(10.0**t if self.scale == "log" else t, dtype=np.float64)

    def pixel(self, value: Floats) -> Floats:
        """Pixel positions of data values of any shape; NaN for values at or below zero on a log axis."""
        t = np.asarray(value, dtype=np.float64)
        if self.scale == "log":
            t = np.log10(np.where(t > 0, t, np.nan))
        return np.asarray((t - self.intercept) / self.slope, dtype=np.float64)

    def sigma(self, px: Floats) -> Floats:
        """One-sigma of the transformed value (log10 on a log axis) at exact pixel positions, from the fit alone."""
        x = np.asarray(px, dtype=np.float64)
        var = self.covariance[0, 0] * x**2 + 2 * self.covariance[0, 1] * x + self.covariance[1, 1]
        return np.asarray(np.sqrt(np.maximum(var, 0.0)), dtype=np.float64)


def calibrate(
    labels: Sequence[TickLabel],
    length_px: float,
    *,
    marks: Sequence[float] = (),
    multiplier: float = 1.0,
    offset: float = 0.0,
    hint: str = "",
    allow_category: bool = True,
) -> Calibration:
    """The scale of an axis from its labels.

    ``length_px`` is the axis's length and ``marks`` the places of its ticks and gridlines in working pixels,
    ``multiplier`` and ``offset`` are the notes at its end, ``hint`` its title. Raises :class:`CalibrationRejected`
    (too_few_ticks, ticks_not_legible, ladder_broken, scale_unclear, symlog_axis) wherever the labels do not prove one
    scale.
    """
    places = with_dollar_signs(with_percent_signs(_merge(without_stray(labels, length_px))), hint)
    if len(places) < 2:
        raise CalibrationRejected(Reason.TOO_FEW_TICKS, f"{len(places)} tick label on the axis")
    dates = date_options(places, hint, along_x=allow_category)
    if dates is not None:
        whole = [not label.cut or bool(found) for label, found in zip(places, dates, strict=True)]
        if sum(whole) >= 2:  # what the edge of the picture has cut, and is no date without the rest, says nothing
            places, dates = list(compress(places, whole)), list(compress(dates, whole))
        return _calibrate_dates(reseated(places, dates, marks), dates, marks, length_px)
    places = with_calendar_names(places)
    if lacks_year(places):
        raise CalibrationRejected(Reason.SCALE_UNCLEAR, "times, days or months without a year")
    numeric = [label for label in places if is_numeric(label)]
    no_digits = not any(c.isdigit() for label in places for c in label.text)
    if no_digits or are_numbered_names(places) or sum(is_text(label) for label in places) > MAJORITY * len(places):
        return _calibrate_categories(places, allow_category)
    if len(numeric) < 2:
        raise CalibrationRejected(Reason.TICKS_NOT_LEGIBLE, f"{len(numeric)} of {len(places)} labels read as numbers")
    return _with_note(_calibrate_numbers(tuple(numeric), tuple(marks), length_px, allow_category), multiplier, offset)


@functools.lru_cache(maxsize=32)  # the ticks stage asks whether labels prove a scale, the axes stage which
def _calibrate_numbers(
    labels: Sequence[TickLabel], marks: Sequence[float], length_px: float, allow_category: bool
) -> Calibration:
    labels = off_last_marks(labels, marks)
    linear = with_lost_minus(labels, linear_options(labels))
    labels = reseated(labels, linear, marks)
    labels = without_blanks(labels, linear, marks) if allow_category else labels
    logs = with_digit_multiples(labels, printed := with_seen_signs(log_options(labels, linear)))
    px, tolerance = places_of(labels)
    straight = find_ladders(px, linear, tolerance)
    digits = sum(map(len, logs)) > sum(map(len, printed))  # they fit a decade further too, decades do not
    curved = [ladder for ladder in find_ladders(px, logs, tolerance) if not is_impossible_on_log(ladder, labels)]
    curved = [ladder for ladder in curved if keeps_decades(ladder, labels)] if digits else curved
    proven = None
    if (slope := decade_slope(px, marks)) is not None:  # minor ticks show which way the decades run
        curved = [ladder for ladder in curved if ladder.slope * slope > 0]
        proven = along_decades(curved, slope)
        proven = proven or along_decades(find_ladders(px, with_lost_signs(logs), tolerance), slope)
    if proven is not None:
        refuse_symlog(labels)
        return _finish("log", proven, moved_to_minor_ticks(labels, proven, marks), length_px)
    whole = any(ladder.kept == len(labels) for ladder in straight)
    ladders: list[tuple[ScaleName, Ladder]] = [("linear", ladder) for ladder in straight]
    ladders += [("log", ladder) for ladder in curved if may_be_log(ladder, whole)]
    accepted = [(scale, ladder) for scale, ladder in ladders if is_majority(ladder, labels, marks, length_px, scale)]
    if not accepted:
        refuse_symlog(labels)
        rounded = rounded_ladder(px, linear, tolerance)
        if rounded is not None:
            return _finish("linear", rounded, labels, length_px)
        if allow_category and are_categories(labels, linear):
            return _ordinals(labels)
        raise CalibrationRejected(Reason.LADDER_BROKEN, "no value ladder holds a majority of the labels")
    scale, best = max(accepted, key=lambda entry: (entry[1].score, -entry[1].rms_px))
    if scale == "log" and best.kept == len(labels):  # a line that explains fewer labels is no rival
        ladders = [e for e in ladders if e[0] == "log" and (e[1].kept == best.kept or not digits)]
    # Nor is "20000, 15.0" where 20,000 and 15,000 are printed: two labels have to be alike.
    refuse_rivals(scale, best, accepted if len(labels) == 2 else ladders, labels)
    if scale == "log" or any(reading is not None and reading.raised for reading in best.taken):
        refuse_symlog(labels)
    try:
        refuse_doubtful(scale, best, labels)
    except CalibrationRejected:
        if allow_category and are_uneven_counts(labels, linear):
            return _ordinals(labels)
        raise
    labels = moved_to_minor_ticks(labels, best, marks) if scale == "log" else labels
    return _finish(scale, best, labels, length_px)


def _calibrate_dates(
    labels: Sequence[TickLabel], options: list[list[Reading]], marks: Sequence[float], length_px: float
) -> Calibration:
    printed = [label for label in labels if re.search(r"\d{4}|['’]\d\d|-\d\d$", label.text)]
    if len(printed) == 1 and printed[0].confidence < SURE:
        raise CalibrationRejected(Reason.TICKS_NOT_LEGIBLE, "the only label with a year is not read surely")
    px, tolerance = places_of(labels)
    ladders = find_ladders(px, options, tolerance)
    accepted = [ladder for ladder in ladders if is_majority(ladder, labels, marks, length_px, "date")]
    if not accepted:
        raise CalibrationRejected(Reason.LADDER_BROKEN, "the dates read do not advance evenly along the axis")
    best = min(accepted, key=lambda ladder: (-round(ladder.score, 6), ladder.rms_px))
    rivals: list[tuple[ScaleName, Ladder]] = [
        ("date", ladder)
        for ladder in ladders
        if ladder.rms_px < max(DATE_RESIDUAL_RATIO * best.rms_px, best.rms_px + DATE_RESIDUAL_PX)
    ]
    refuse_rivals("date", best, rivals, labels)
    return _finish("date", best, labels, length_px)


def _calibrate_categories(labels: Sequence[TickLabel], allowed: bool) -> Calibration:
    if not allowed:
        raise CalibrationRejected(Reason.TICKS_NOT_LEGIBLE, "the labels are words")
    if not all(any(c.isalnum() for c in label.text) for label in labels):
        raise CalibrationRejected(Reason.TICKS_NOT_LEGIBLE, "a label is neither a number nor a word")
    if may_be_numbers(labels):
        raise CalibrationRejected(Reason.TICKS_NOT_LEGIBLE, "the labels may be numbers that are not read surely")
    if not is_even(labels) or len({label.text for label in labels}) < len(labels):
        raise CalibrationRejected(Reason.LADDER_BROKEN, "category labels repeat or are not evenly spaced")
    return _ordinals(labels)


def _merge(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """Labels with text, in ascending order; two at one place become one label with two texts."""
    merged: list[TickLabel] = []
    for text in sorted((label for label in labels if label.text.strip()), key=lambda label: label.px):
        if merged and text.px - merged[-1].px < SAME_PLACE:
            first, second = sorted((merged[-1], text), key=lambda t: (-t.seated, -t.confidence))
            others = (*first.alternatives, second.text, *second.alternatives)
            sureness = first.confidence if first.text == second.text else min(first.confidence, SURE / 2)
            text = TickLabel(first.px, first.text, sureness, first.seated, first.reader, others)
            merged.pop()
        merged.append(text)
    return merged


def _ordinals(labels: Sequence[TickLabel]) -> Calibration:
    px, t = np.array([label.px for label in labels]), np.arange(len(labels), dtype=np.float64)
    slope, intercept, covariance = fit_line(px, t, _sigmas(labels))
    residual = (t - intercept) / slope - px
    ticks = tuple(
        Tick(label.px, label.text, float(i), float(miss), label.reader)
        for i, (label, miss) in enumerate(zip(labels, residual, strict=True))
    )
    rms = float(np.sqrt(np.mean(residual**2)))
    names = tuple(label.text for label in labels)
    return Calibration("category", slope, intercept, covariance, ticks, rms, 1.0, names)


def _with_note(printed: Calibration, multiplier: float, offset: float) -> Calibration:
    """The calibration of ``printed * multiplier + offset``, for the notes at the end of an axis."""
    if (multiplier, offset) == (1.0, 0.0) or printed.scale not in ("linear", "log"):
        return printed
    if multiplier <= 0 or (printed.scale == "log" and offset):
        raise CalibrationRejected(Reason.SCALE_UNCLEAR, "the note at the axis's end does not suit its scale")
    ticks = tuple(replace(t, value=None if t.value is None else t.value * multiplier + offset) for t in printed.ticks)
    if printed.scale == "log":
        return replace(printed, intercept=printed.intercept + float(np.log10(multiplier)), ticks=ticks)
    return replace(
        printed,
        slope=printed.slope * multiplier,
        intercept=printed.intercept * multiplier + offset,
        covariance=printed.covariance * multiplier**2,
        ticks=ticks,
        step=None if printed.step is None else printed.step * multiplier,
    )


def _sigmas(labels: Sequence[TickLabel]) -> Floats:
    return np.array([SEATED_SIGMA if label.seated else UNSEATED_SIGMA for label in labels])


def _finish(scale: ScaleName, ladder: Ladder, labels: Sequence[TickLabel], length_px: float) -> Calibration:
    """The final fit, weighted by how well each label is seated; refused where the axis's ends stay uncertain."""
    used = [(label, reading) for label, reading in zip(labels, ladder.taken, strict=True) if reading is not None]
    px, t = np.array([label.px for label, _ in used]), np.array([reading.t for _, reading in used])
    slope, intercept, covariance = fit_line(px, t, _sigmas([label for label, _ in used]))
    residual = (t - intercept) / slope - px
    ticks = tuple(
        Tick(label.px, label.text, reading.value, float(miss), label.reader)
        for (label, reading), miss in zip(used, residual, strict=True)
    )
    rms = float(np.sqrt(np.mean(residual**2)))
    result = Calibration(scale, slope, intercept, covariance, ticks, rms, step_of(scale, t))
    ends = (px[0] + px[-1]) / 2 + np.array([-0.5, 0.5]) * max(length_px, float(np.ptp(px)))
    if np.max(result.sigma(ends)) > END_SIGMA * abs(slope) * length_px:
        raise CalibrationRejected(Reason.TOO_FEW_TICKS, "the labels cover too little of the axis to fix its ends")
    return result
