"""Verdicts on claims: what the figure shows of what a text says, and what a text says against itself."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.claims import Claim


class Verdict(StrEnum):
    """What the figure says of a claim."""

    SUPPORTED = "supported"
    IMPRECISE = "imprecise"
    REFUTED = "refuted"
    NOT_VERIFIABLE = "not_verifiable"


class Doubt(StrEnum):
    """Why a claim is not verifiable. The text of each code is in :data:`DOUBT_MEANING`."""

    NONE = ""
    FIGURE_NOT_READ = "figure_not_read"
    PANEL_NOT_READ = "panel_not_read"
    PANEL_UNKNOWN = "panel_unknown"
    PANEL_AMBIGUOUS = "panel_ambiguous"
    SERIES_UNKNOWN = "series_unknown"
    SERIES_AMBIGUOUS = "series_ambiguous"
    SERIES_NOT_TRUSTED = "series_not_trusted"
    AXIS_NOT_READ = "axis_not_read"
    AXIS_AMBIGUOUS = "axis_ambiguous"
    AXIS_CONTESTED = "axis_contested"
    PLACE_NOT_READ = "place_not_read"
    PLACE_UNCLEAR = "place_unclear"
    TEXT_NOT_READ = "text_not_read"
    WORDS_UNTESTABLE = "words_untestable"
    WITHIN_ERROR = "within_error"


DOUBT_MEANING: dict[Doubt, str] = {
    Doubt.NONE: "the claim was decided",
    Doubt.FIGURE_NOT_READ: "the figure could not be read",
    Doubt.PANEL_NOT_READ: "the panel spoken of could not be read",
    Doubt.PANEL_UNKNOWN: "no panel that was read goes by these words",
    Doubt.PANEL_AMBIGUOUS: "several panels go by these words, or none is named and there are several",
    Doubt.SERIES_UNKNOWN: "no series that was read goes by these words",
    Doubt.SERIES_AMBIGUOUS: "several series go by these words, or none is named and there are several",
    Doubt.SERIES_NOT_TRUSTED: "the series was read, but too unsurely to contradict a text",
    Doubt.AXIS_NOT_READ: "the axis could not be calibrated",
    Doubt.AXIS_AMBIGUOUS: "several axes go by these words",
    Doubt.AXIS_CONTESTED: "most numbers of the text fit an axis of another scale than was read, which may be wrong",
    Doubt.PLACE_NOT_READ: "the series was not read at this place",
    Doubt.PLACE_UNCLEAR: "the words do not tell a place on the axis",
    Doubt.TEXT_NOT_READ: "the title, label or legend was not read in the figure",
    Doubt.WORDS_UNTESTABLE: "the words cannot be tested on a figure",
    Doubt.WITHIN_ERROR: "the error of reading is too large to tell",
}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Row):
    """A point of the figure that a verdict rests on, in axis values and file pixels."""

    panel: int
    series: int | None = None
    x: float | None = None
    y: float | None = None
    px: float | None = None
    py: float | None = None


class Judged(_Row):
    """A claim with its verdict; ``expected``, ``measured`` and ``tolerance`` in axis units where they are numbers.

    ``sentence`` tells both sides in one plain sentence: text: 0.46 at step 130; figure: 0.458 ± 0.002.
    """

    claim: Claim
    verdict: Verdict
    doubt: Doubt = Doubt.NONE
    panel: int | None = None
    series: int | None = None
    expected: str = ""
    measured: str = ""
    tolerance: float | None = None
    sentence: str
    points: tuple[Evidence, ...] = ()


class Contradiction(_Row):
    """Two or more claims of one text that cannot all be true, by their numbers in its list of claims."""

    claims: tuple[int, ...]
    sentence: str


class Disagreement(_Row):
    """Claims of several texts on one thing that cannot all be true: sources, what each says, whom the figure bears out.

    ``claims`` pairs each source with the number of its claim; ``supported`` lists the sources that the figure supports.
    """

    claims: tuple[tuple[str, int], ...]
    supported: tuple[str, ...] = ()
    sentence: str


# Why a text has no claims, as the reader says, or why its claims tell nothing of the figure.
TextReason = Literal[
    "",
    "empty",
    "binary",
    "too_large",
    "not_english",
    "no_claims",
    "not_opened",
    "figure_not_read",
    "other_figure",
    "bug",
]

TEXT_REASON_MEANING: dict[TextReason, str] = {
    "": "the text was read and judged",
    "empty": "the text holds no words",
    "binary": "the file holds no text",
    "too_large": "the text is larger than what is read",
    "not_english": "the text is in another language than English",
    "no_claims": "the text states nothing that a figure could bear out",
    "not_opened": "the file could not be opened",
    "figure_not_read": "the figure could not be read, so nothing was judged",
    "other_figure": "hardly anything of the text holds, neither names nor numbers: it is of another figure",
    "bug": "an unexpected error; the log holds its traceback",
}


class CheckedText(_Row):
    """One text with its verdicts and contradictions; ``source`` is who wrote it, by the name of its file."""

    source: str = ""
    path: str = ""
    reason: TextReason = ""
    judged: tuple[Judged, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    n_interpretations: int = 0

    @property
    def counts(self) -> Counter[Verdict]:
        """Claims by verdict."""
        return Counter(judged.verdict for judged in self.judged)

    @property
    def agreement(self) -> float | None:
        """The share of the decided claims that the figure supports; None where none was decided."""
        decided = len(self.judged) - self.counts[Verdict.NOT_VERIFIABLE]
        return self.counts[Verdict.SUPPORTED] / decided if decided else None


class CheckedFigure(_Row):
    """All texts of a figure, each judged by itself, and where they disagree with one another."""

    figure_id: str
    figure: str
    texts: tuple[CheckedText, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
