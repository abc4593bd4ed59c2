"""The one exception tree of extraction.

::

    DigitiseError              stage, reason, message
    ├── UnreadableImage        load:  the bytes are no usable image
    ├── ReaderMissing          text:  the reader asked for is not installed
    ├── NotAChart              panels: nothing that bounds a plot, or nothing drawn in it
    ├── CalibrationRejected    calibration: an axis whose values would not be certain
    └── NothingThere           by_hand: no line where a person points

Stages raise them; :func:`extractors.failures.failed_record` is the only place that tells what becomes of them.
"""

from __future__ import annotations

from schemas.reasons import Reason


class DigitiseError(Exception):
    """A figure, panel or axis that cannot be read, with the stage and the reason code."""

    stage = "digitise"

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class UnreadableImage(DigitiseError):
    """The file does not decode to an image of usable size."""

    stage = "load"


class ReaderMissing(DigitiseError):
    """A text reader is not installed; the message holds the command that installs it."""

    stage = "text"


class NotAChart(DigitiseError):
    """The image holds nothing that can be read as a line chart."""

    stage = "panels"


class CalibrationRejected(DigitiseError):
    """An axis is refused rather than calibrated wrongly."""

    stage = "calibration"


class NothingThere(DigitiseError):
    """There is no line at the place that a person points at."""

    stage = "by_hand"

    def __init__(self, message: str) -> None:
        super().__init__(Reason.NO_LINES, message)
