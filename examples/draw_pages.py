"""Take pictures of the report and of the review page for the documentation: ``python -m examples.draw_pages [FOLDER]``.

Needs Chromium; where there is none the pictures stay as they are.
"""

from __future__ import annotations

import secrets
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from checks.texts import check_texts
from examples.draw_docs import PICTURES, save
from examples.draw_examples import RAW
from extractors.by_hand import recalibrated
from extractors.pipeline import digitise_bytes
from reports.claim_tables import publish_claims
from reports.dataset import write_record
from reports.publishing import publish
from reports.report import write_report
from reports.review.app import review_app
from reports.review.desk import ReviewDesk
from reports.review.publisher import Publisher
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord

SHOWN, DOUBTFUL = "aime24", "math500"
SIZE = (1280, 800)
_PATIENCE = 180_000.0  # milliseconds; a machine may be busy
_ALONE = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
# The same in every picture, so that only what is seen to change changes them.
_SECONDS, _AT = 2.0, "2026-01-01T00:00:00+00:00"


def main(folder: Path = PICTURES) -> None:
    """Write ``report.png`` and ``review.png`` into ``folder``."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        print("no chromium here: docs/pictures/report.png and review.png stay as they are", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        out = Path(place)
        shown = _dataset(out)
        browser = playwright.chromium.launch(executable_path=program, args=_ALONE)
        page = (out / "report" / f"{shown.figure_id}.html").as_uri()
        _take(browser, page, "#over .series", folder / "report.png")
        desk = ReviewDesk(RAW, out, Options(), "", Publisher(lambda changed: None))
        with _served(desk) as address:
            _take(browser, address, "#overlay .trace", folder / "review.png")
        browser.close()


def _dataset(out: Path) -> FigureRecord:
    """Two examples: one with the verdicts on its text, one with a tick that was read wrong; returns the first."""
    records = []
    for stem in (SHOWN, DOUBTFUL):
        record = digitise_bytes((RAW / f"{stem}.png").read_bytes(), f"{stem}.png", Options())
        record = record.model_copy(update={"seconds": _SECONDS, "digitised_at": _AT})
        records.append(record if stem == SHOWN else _with_a_wrong_tick(record))
        write_record(out, records[-1])
    publish(out, [record.figure_id for record in records])
    checked = check_texts({"": (RAW / f"{SHOWN}.md").read_bytes()}, records[0])
    texts = tuple(text.model_copy(update={"path": f"{SHOWN}.md"}) for text in checked.texts)
    publish_claims(out, [checked.model_copy(update={"texts": texts, "figure": records[0].source})])
    write_report(out, RAW)
    return records[0]


def _with_a_wrong_tick(record: FigureRecord) -> FigureRecord:
    panel = record.panels[0].model_copy(deep=True)
    tick = next(axis for axis in panel.axes if axis.axis == "left").ticks[2]
    tick.value = 10 * (tick.value or 0.0)
    doubt = {"status": Status.REVIEW, "reason": Reason.LOW_CONFIDENCE, "confidence": 0.3}
    return record.model_copy(update={"panels": [recalibrated(panel)], **doubt})


@contextmanager
def _served(desk: ReviewDesk) -> Iterator[str]:
    token = secrets.token_urlsafe(9)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(review_app(desk, token), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/{token}/"
        server.should_exit = True
        thread.join()


def _take(browser: Browser, address: str, awaited: str, path: Path) -> None:
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    page.set_default_timeout(_PATIENCE)
    page.goto(address)
    page.wait_for_selector(awaited, state="attached")
    page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")
    time.sleep(0.5)  # until what fades in has done so
    picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    page.close()
    save(np.asarray(picture), path)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
