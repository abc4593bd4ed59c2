"""A small dataset on disk for tests of reports and exports: figures, records, tables and claims."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from reports.claim_tables import publish_claims
from reports.dataset import write_record
from reports.publishing import publish
from schemas.claims import Claim, ClaimKind
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.verdicts import CheckedFigure, CheckedText, Evidence, Judged, Verdict
from tests.reports.fabricate import failed, record

NASTY = '<img src=x onerror="document.title=1">.png'
SCRIPT = "</script><script>document.title='taken'</script>"


def records() -> list[FigureRecord]:
    """One that is ok, one for review with a name that is markup, one with two panels, and one that failed."""
    nasty = record(NASTY).model_copy(deep=True)
    nasty.panels[0].series[0].name = SCRIPT
    nasty.panels[0].title = SCRIPT
    doubtful = {"status": Status.REVIEW, "reason": Reason.LOW_COVERAGE, "message": SCRIPT, "confidence": 0.3}
    return [record("a.png"), nasty.model_copy(update=doubtful), record("c/two.png", panels=2), failed("d.png")]


def fill(out: Path, figures: Path) -> list[FigureRecord]:
    """Write the dataset of :func:`records` to ``out`` and its pictures to ``figures``."""
    made = records()
    for item in made:
        write_record(out, item)
        path = figures / item.source
        path.parent.mkdir(parents=True, exist_ok=True)
        if item.width:
            draw(path, item.width)
        else:
            path.write_text("no picture")
    publish(out, [item.figure_id for item in sorted(made, key=lambda item: item.source)])
    publish_claims(out, [_checked(item) for item in made[:2]])
    return made


def draw(path: Path, size: int = 400) -> None:
    """A grey square with a black frame, ``size`` pixels a side."""
    rgb = np.full((size, size, 3), 230, np.uint8)
    rgb[60:340, 80] = rgb[60:340, 360] = rgb[60, 80:360] = rgb[340, 80:360] = 0
    Image.fromarray(rgb).save(path, "PNG")


def _checked(item: FigureRecord) -> CheckedFigure:
    points = item.panels[0].series[0].points
    evidence = Evidence(panel=0, series=0, x=points.x[3], y=points.y[3], px=points.px[3], py=points.py[3])
    judged = [
        Judged(
            claim=Claim(kind=ClaimKind.VALUE, text=words, start=0, end=len(words)),
            verdict=verdict,
            panel=0,
            series=0,
            sentence=f"text: {words}",
            points=(evidence,),
        )
        for words, verdict in (("it is 4 at 2", Verdict.SUPPORTED), (SCRIPT, Verdict.REFUTED))
    ]
    named = Claim(kind=ClaimKind.LEGEND_ENTRY, text="**Series 0**", start=0, end=12)
    judged.append(Judged(claim=named, verdict=Verdict.SUPPORTED, panel=0, series=0, sentence="both: Series 0"))
    text = CheckedText(path="a.md", judged=tuple(judged))
    return CheckedFigure(figure_id=item.figure_id, figure=item.source, texts=(text,))
