"""A review server on a free port of this machine, in a thread, and its page in a browser, for tests."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import BrowserContext, Page

from reports.review.app import review_app
from reports.review.desk import ReviewDesk

TOKEN = "secret-token"

# Milliseconds; a machine may be busy.
PATIENCE = 60_000


@contextmanager
def served(desk: ReviewDesk) -> Iterator[str]:
    """The address of the server, with its token, while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(review_app(desk, TOKEN), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/{TOKEN}/"
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def opened(context: BrowserContext, address: str) -> Iterator[Page]:
    """The page with the figure that is least sure; it may ask nobody but its own server, and raise no error."""
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#status:not(:empty)", timeout=PATIENCE)
    yield page
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert wrong == []


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a place of the figure, in file pixels, is seen."""
    left, top = page.evaluate(
        """([x, y]) => { const svg = document.querySelector('#overlay'); const spot = svg.createSVGPoint();
        spot.x = x; spot.y = y; const at = spot.matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }""",
        [x, y],
    )
    return left, top
