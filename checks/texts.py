"""Check the texts of a figure: each by itself against the figure, each against itself, and all against one another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checks.axis import read_axis
from checks.contradictions import find_contradictions
from checks.disagreements import find_disagreements
from checks.judge import check_claims
from checks.mentions import held_to_mentions
from extractors.claims import Known, read_claims
from extractors.claims.decode import decode
from schemas.claims import ClaimKind, ParsedText
from schemas.options import CheckOptions
from schemas.record import FigureRecord
from schemas.verdicts import CheckedFigure, CheckedText, Doubt, Judged, TextReason, Verdict

_UNIT = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]*)[)\]]\s*$")  # "Time (s)" is told as time
_TOLD_UNIT = re.compile(r"[a-z°µ][A-Za-z]{0,4}|°[CF]|[A-Z][a-z]{1,4}")  # `k` and `M` are thousands and millions
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
    parsed, judged = judge_text(text, record, options)
    return CheckedText(
        source=source,
        reason=parsed.reason or _reason(judged, record),
        judged=tuple(judged),
        contradictions=tuple(find_contradictions(parsed.claims, decode(text)[0])),
        n_interpretations=len(parsed.interpretation),
    )


def judge_text(
    text: str | bytes, record: FigureRecord, options: CheckOptions = _DEFAULTS
) -> tuple[ParsedText, list[Judged]]:
    """The claims of a text, read with what is known of the figure, and the verdict on each."""
    known = known_of(record)
    parsed = read_claims(text, known)
    return parsed, held_to_mentions(decode(text)[0], check_claims(parsed, record, options), known.series)


def known_of(record: FigureRecord) -> Known:
    """What a text about the figure may use unexplained: names, titles and labels as read, ranges of its axes."""
    panels = record.panels
    axes = [(axis.axis == "x", axis, read_axis(axis, panel.box)) for panel in panels for axis in panel.axes]
    spans = [(across, (axis.value(0.0), axis.value(1.0))) for across, _, axis in axes if axis is not None]
    labels = [(across, _UNIT.sub("", axis.label).strip()) for across, axis, _ in axes if axis.label]
    units = [
        {m["unit"].strip() for across, axis, _ in axes if across is side and (m := _UNIT.search(axis.label or ""))}
        for side in (True, False)
    ]
    legends = [name for panel in panels if panel.legend is not None for name in panel.legend.names]
    titles = tuple(panel.title for panel in panels if panel.title)
    return Known(
        series=(*(series.name for panel in panels for series in panel.series if series.name), *legends),
        panels=titles if len(panels) > 1 else (),
        x_labels=tuple(label for across, label in labels if across),
        y_labels=tuple(label for across, label in labels if not across),
        x_ranges=tuple(span for across, span in spans if across),
        y_ranges=tuple(span for across, span in spans if not across),
        x_units=tuple(sorted(unit for unit in units[0] - units[1] if unit != "k" and _TOLD_UNIT.fullmatch(unit))),
        categories=tuple(dict.fromkeys(name for across, axis, _ in axes if across for name in axis.categories or [])),
    )


def _reason(judged: Sequence[Judged], record: FigureRecord) -> TextReason:
    if not record.panels:
        return "figure_not_read"
    decided = [one for one in judged if one.verdict is not Verdict.NOT_VERIFIABLE or one.doubt is Doubt.AXIS_CONTESTED]
    right = [one for one in decided if one.verdict in (Verdict.SUPPORTED, Verdict.IMPRECISE)]
    named = any(one.claim.kind in _NAMES for one in right)
    # Series that are not in the figure are no refutation, but they speak for another one too.
    unknown = sum(one.doubt is Doubt.SERIES_UNKNOWN for one in judged)
    strange = len(decided) + unknown >= _ENOUGH and len(right) < _HARDLY_ANY * (len(decided) + unknown)
    return "other_figure" if strange and not named else ""
