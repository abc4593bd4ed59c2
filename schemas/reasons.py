"""Every status and reason code that can stand in a table, with what it means.

A reason is part of the output contract: downstream jobs filter on it, so codes are added, never renamed.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a figure, an axis or a series can be trusted."""

    OK = "ok"
    REVIEW = "review"
    FAILED = "failed"
    NOT_A_CHART = "not_a_chart"
    ACCEPTED = "accepted"

    @property
    def is_trusted(self) -> bool:
        """Whether what was read needs no further look: by the self-check, or by a person."""
        return self in (Status.OK, Status.ACCEPTED)


class Reason(StrEnum):
    """Why something is not ``ok``. The text of each code is in :data:`MEANING`."""

    NONE = ""
    UNREADABLE_IMAGE = "unreadable_image"
    EMPTY_FILE = "empty_file"
    IMAGE_TOO_LARGE = "image_too_large"
    IMAGE_TOO_SMALL = "image_too_small"
    BLANK_IMAGE = "blank_image"
    ENCRYPTED_FILE = "encrypted_file"
    SCANNED_PAGE = "scanned_page"
    NO_FIGURE = "no_figure"
    READER_MISSING = "reader_missing"
    NO_PLOT_BOX = "no_plot_box"
    NO_AXIS_LABELS = "no_axis_labels"
    NO_LINES = "no_lines"
    OTHER_CHART = "other_chart"
    NO_CALIBRATED_PANEL = "no_calibrated_panel"
    TOO_FEW_TICKS = "too_few_ticks"
    TICKS_NOT_LEGIBLE = "ticks_not_legible"
    LADDER_BROKEN = "ladder_broken"
    SCALE_UNCLEAR = "scale_unclear"
    SYMLOG_AXIS = "symlog_axis"
    AXIS_NOT_CALIBRATED = "axis_not_calibrated"
    AXIS_UNCLEAR = "axis_unclear"
    AMBIGUOUS_LEGEND = "ambiguous_legend"
    LEGEND_ENTRY_NOT_FOUND = "legend_entry_not_found"
    NAME_UNCLEAR = "name_unclear"
    LOW_COVERAGE = "low_coverage"
    ENDS_HIDDEN = "ends_hidden"
    STRETCH_HIDDEN = "stretch_hidden"
    UNEXPLAINED_INK = "unexplained_ink"
    LOW_CONFIDENCE = "low_confidence"
    DRAWN_OTHERWISE = "drawn_otherwise"
    CORRECTION_STALE = "correction_stale"
    FILE_NOT_READ = "file_not_read"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    WORKER_LOST = "worker_lost"
    BUG = "bug"


MEANING: dict[Reason, str] = {
    Reason.NONE: "nothing to report",
    Reason.UNREADABLE_IMAGE: "the file is not an image that can be decoded (truncated, damaged or of another type)",
    Reason.EMPTY_FILE: "the file holds no bytes",
    Reason.IMAGE_TOO_LARGE: "more pixels than the option `max_pixels` allows; nothing was decoded",
    Reason.IMAGE_TOO_SMALL: "too few pixels to hold axes with labels",
    Reason.BLANK_IMAGE: "the image is of one colour",
    Reason.ENCRYPTED_FILE: "the file asks for a password",
    Reason.SCANNED_PAGE: "the pages of the document are images of pages, without words or drawings of their own",
    Reason.NO_FIGURE: "the document holds no drawing or image as large as a figure",
    Reason.READER_MISSING: "the text reader that was asked for is not installed",
    Reason.NO_PLOT_BOX: "no frame, pair of axes or grid that could bound a plot was found",
    Reason.NO_AXIS_LABELS: "there is a box, but no tick labels stand beside it",
    Reason.NO_LINES: "the plot box holds no line or marker series",
    Reason.OTHER_CHART: "there is a plot box, but it holds another kind of picture, which the message names",
    Reason.NO_CALIBRATED_PANEL: "no panel has both a calibrated x axis and a calibrated y axis",
    Reason.TOO_FEW_TICKS: "fewer than two tick labels could be read on the axis",
    Reason.TICKS_NOT_LEGIBLE: "tick labels were found, but too few of them read as numbers, dates or categories",
    Reason.LADDER_BROKEN: "the tick values that were read do not form a regular ladder along the axis",
    Reason.SCALE_UNCLEAR: "the ticks fit a linear and a logarithmic scale equally well",
    Reason.SYMLOG_AXIS: "the axis is logarithmic on both sides of zero, which is not supported",
    Reason.AXIS_NOT_CALIBRATED: "an axis of the panel could not be calibrated, so its values are null",
    Reason.AXIS_UNCLEAR: "two y axes, and no evidence to which of them the series belongs",
    Reason.AMBIGUOUS_LEGEND: "two legend entries look alike, or tell of another panel, so the name is not certain",
    Reason.LEGEND_ENTRY_NOT_FOUND: "a legend entry has no line in the panel",
    Reason.NAME_UNCLEAR: "half of a bracket is missing, the figure ends within the name, or no two looks at it agree",
    Reason.LOW_COVERAGE: "too little of the traced curve lies on ink",
    Reason.ENDS_HIDDEN: "the curve ends at a framed legend, or at one without a frame beyond which others go on",
    Reason.STRETCH_HIDDEN: "a long stretch of the curve is unseen behind a legend or frame, or its noise behind others",
    Reason.UNEXPLAINED_INK: "there are drawn strokes, in a panel or outside all panels, that no series explains",
    Reason.LOW_CONFIDENCE: "the self-check of the series or figure is below the threshold",
    Reason.DRAWN_OTHERWISE: "with `--verify`: the same figure, read from its drawn pixels, gives other values or lines",
    Reason.CORRECTION_STALE: "a person corrected the figure, but it is read otherwise since: look at it again",
    Reason.FILE_NOT_READ: "the file could not be opened or read to its end: permissions, a broken link, lost storage",
    Reason.TIMEOUT: "the figure took longer than the limit of time, and was given up",
    Reason.OUT_OF_MEMORY: "the figure took more memory than the limit or the machine has, and was given up",
    Reason.CRASHED: "the process that read the figure died of it, twice",
    Reason.WORKER_LOST: "the process that worked on the figure died (of older versions, now `crashed`)",
    Reason.BUG: "an unexpected error; the message holds it, the log its traceback",
}
