"""Check the texts of a figure: each by itself against the figure, each against itself, and all against one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.contradictions import find_contradictions
from checks.disagreements import find_disagreements
from checks.judge import check_claims
from extractors.claims import read_claims
from schemas.claims import ClaimKind
from schemas.options import CheckOptions
from schemas.record import FigureRecord
from schemas.verdicts import CheckedFigure, CheckedText, Doubt, Judged, TextReason, Verdict

_DEFAULTS = CheckOptions()
# Of a text with this many decided claims less than such a share holds: it is of another figure.
_ENOUGH, _HARDLY_ANY = 4, 0.2
# What a text of the right figure gets right even where its numbers are wrong.
_NAMES = frozenset({ClaimKind.TITLE, ClaimKind.AXIS_LABEL, ClaimKind.LEGEND_ENTRY})


def check_texts(
    texts: Mapping[str, str | bytes], record: FigureRecord, options: CheckOptions = _DEFAULTS
) -> CheckedFigure:
    """The verdicts on texts, by source, of the figure of this record. No text makes it raise."""
    checked = tuple(check_text(source, text, record, options) for source, text in texts.items())
    judged = {text.source: text.judged for text in checked if text.judged}
    return CheckedFigure(
        figure_id=record.figure_id,
        figure=record.source,
        texts=checked,
        disagreements=tuple(find_disagreements(judged)) if len(judged) > 1 else (),
    )


def check_text(source: str, text: str | bytes, record: FigureRecord, options: CheckOptions = _DEFAULTS) -> CheckedText:
    """The claims of one text judged, and held against each other."""
    parsed = read_claims(text)
    judged = check_claims(parsed, record, options)
    return CheckedText(
        source=source,
        reason=parsed.reason or _reason(judged, record),
        judged=tuple(judged),
        contradictions=tuple(find_contradictions(parsed.claims)),
        n_interpretations=len(parsed.interpretation),
    )


def _reason(judged: Sequence[Judged], record: FigureRecord) -> TextReason:
    if not record.panels:
        return "figure_not_read"
    decided = [one for one in judged if one.verdict is not Verdict.NOT_VERIFIABLE]
    right = [one for one in decided if one.verdict is not Verdict.REFUTED]
    named = any(one.claim.kind in _NAMES for one in right)
    # Series that are not in the figure are no refutation, but they speak for another one too.
    unknown = sum(one.doubt is Doubt.SERIES_UNKNOWN for one in judged)
    strange = len(decided) + unknown >= _ENOUGH and len(right) < _HARDLY_ANY * (len(decided) + unknown)
    return "other_figure" if strange and not named else ""
