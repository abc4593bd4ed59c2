"""The list of all figures of a dataset, as one HTML file with its rows in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from extractors import EXTRACTOR_VERSION
from reports.page_assets import STATUS_NAMES, environment, json_block, policy, script_of, style
from schemas.describe import STATUS_MEANING
from schemas.reasons import MEANING, Status
from schemas.record import FigureRecord
from schemas.verdicts import Verdict

if TYPE_CHECKING:
    from reports.figure_page import Said

Row = dict[str, Any]

# Thumbnails lie beside the page: embedded, those of thousands of figures would make it too large to open at once.
_IMAGES = "'self' file: data:"
# Words of a figure that the search looks through; more would make the page of thousands of figures heavy.
_MOST_WORDS = 400


def index_page(rows: Sequence[Row]) -> str:
    """The page as HTML, of the rows that :func:`index_row` made."""
    statuses = Counter(row["status"] for row in rows)
    reasons = Counter(row["reason"] for row in rows if row["reason"])
    script = script_of("index.js")
    used = {code: MEANING[code] for code in MEANING if code in reasons}
    data = {"rows": list(rows), "meanings": used, "statuses": STATUS_NAMES}
    return (
        environment()
        .get_template("index.html")
        .render(
            rows=rows,
            title=f"{len(rows)} figure{'' if len(rows) == 1 else 's'}",
            made=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            version=EXTRACTOR_VERSION,
            counts=[(name, statuses[name]) for name in STATUS_NAMES if statuses[name]],
            reasons=reasons.most_common(),
            statuses=STATUS_NAMES,
            status_meanings={status.value: STATUS_MEANING[status] for status in Status},
            data=json_block(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
            style=Markup(style()),
            script=Markup(script),
            csp=policy(script, images=_IMAGES),
        )
    )


def index_row(record: FigureRecord, said: Said, thumb: bool) -> Row:
    """What the list shows of a figure."""
    verdicts = Counter(claim["verdict"] for claim in said.claims)
    return {
        "id": record.figure_id,
        "source": record.source,
        "status": record.status.value,
        "reason": record.reason.value,
        "message": record.message,
        "confidence": round(record.confidence, 2),
        "panels": len(record.panels),
        "series": sum(len(panel.series) for panel in record.panels),
        "claims": [verdicts[verdict.value] for verdict in Verdict],
        "words": _words(record)[:_MOST_WORDS],
        "thumb": thumb,
    }


def _words(record: FigureRecord) -> str:
    """Titles, labels and names, by which people look for a figure."""
    found: dict[str, None] = {}
    for panel in record.panels:
        labels = [panel.title, *(axis.label for axis in panel.axes), *(series.name for series in panel.series)]
        found |= dict.fromkeys(label for label in labels if label)
    return " · ".join(found)
