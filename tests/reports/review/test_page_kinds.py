"""The review page on grids, two axes, figures of which nothing was found, and while a run holds the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reports.dataset import write_record
from reports.locking import locked
from reports.publishing import publish
from reports.review.desk import ReviewDesk
from reports.review.publisher import Publisher
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import AxisRecord, FigureRecord
from tests.browser import chromium
from tests.flows.charts import draw_chart
from tests.reports.dataset import draw
from tests.reports.fabricate import failed, record
from tests.reports.review.serving import PATIENCE, on_screen, opened, served

pytestmark = pytest.mark.slow

BACKSLASH = 'nothing \\\\ "found" <b>\'&😀.png'
# Of a chart of 640 x 480 pixels as matplotlib draws it by default: its box, and the pixels of 0 and 10 on both axes.
BOX = (80.0, 57.6, 576.0, 427.2)
ZERO, TEN = (102.05, 409.9), (552.95, 73.9)


def _grid() -> FigureRecord:
    """Two panels by a right axis each; a series of the second is in doubt."""
    made = record("grid.png", panels=2).model_copy(deep=True)
    for panel in made.panels:
        left = panel.axes[1]
        ticks = [tick.model_copy(update={"value": 100 * (tick.value or 0.0)}) for tick in left.ticks]
        scaled = {"axis": "right", "slope": 100 * (left.slope or 0), "intercept": 100 * (left.intercept or 0)}
        panel.axes.append(AxisRecord.model_validate({**left.model_dump(), **scaled, "ticks": ticks}))
    made.panels[1].title = "Second"
    doubtful = made.panels[1].series[1]
    doubtful.status, doubtful.reason = Status.REVIEW, Reason.AXIS_UNCLEAR
    return made.model_copy(update={"status": Status.REVIEW, "reason": Reason.AXIS_UNCLEAR, "confidence": 0.1})


@pytest.fixture
def dataset(tmp_path: Path) -> tuple[Path, list[str]]:
    figures, out = tmp_path / "figures", tmp_path / "out"
    figures.mkdir()
    draw(figures / "grid.png")
    draw_chart(figures / BACKSLASH.replace("\\\\", "\\"))
    nothing = failed(BACKSLASH, Reason.NO_PLOT_BOX).model_copy(update={"width": 640, "height": 480, "confidence": 0.2})
    ids = []
    for made in (_grid(), nothing):
        digest = hashlib.sha256((figures / made.source.replace("\\\\", "\\")).read_bytes()).hexdigest()
        write_record(out, made.model_copy(update={"figure_id": digest[:16], "sha256": digest}))
        ids.append(digest[:16])
    publish(out, ids)
    return tmp_path, ids


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with chromium() as browser:
        yield browser.new_context()


@pytest.fixture
def page(context: BrowserContext, dataset: tuple[Path, list[str]]) -> Iterator[Page]:
    root, ids = dataset

    def carry(changed: frozenset[str]) -> None:
        with locked(root / "out", "publish"):
            publish(root / "out", ids)

    desk = ReviewDesk(root / "figures", root / "out", Options(), "Ada", Publisher(carry, retry=0.2), patience=60)
    with served(desk) as address, opened(context, address) as page:
        yield page


def test_a_grid_opens_at_the_panel_in_doubt_and_its_series_changes_sides(
    page: Page, dataset: tuple[Path, list[str]]
) -> None:
    root, ids = dataset
    tabs = page.locator(".tabs button")
    expect(tabs.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(tabs.nth(1)).to_have_text("Second")
    expect(page.locator("#inspector .doubt")).to_have_text(
        "two y axes, and no evidence to which of them the series belongs"
    )
    chosen = page.locator("#overlay .chosen-box")
    second = float(chosen.get_attribute("x") or 0)
    tabs.nth(1).click()
    shown, stage = chosen.bounding_box(), page.locator("#stage").bounding_box()
    assert shown is not None
    assert stage is not None
    assert shown["x"] + shown["width"] / 2 == pytest.approx(stage["x"] + stage["width"] / 2, abs=2)
    page.keyboard.press("[")
    assert float(chosen.get_attribute("x") or 0) < second
    page.keyboard.press("]")
    page.locator('[data-key="side 1"]').select_option("right")
    expect(page.locator("#saved")).to_have_text("draft saved", timeout=PATIENCE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#source")).to_have_text(BACKSLASH, timeout=PATIENCE)
    points = pd.read_parquet(root / "out" / "points.parquet").query(f"figure_id == '{ids[0]}' and panel == 1")
    true = record("grid.png", panels=2).panels[1].series
    np.testing.assert_allclose(points.query("series == 0")["y"], np.array(true[0].points.y, float), rtol=1e-4)
    np.testing.assert_allclose(points.query("series == 1")["y"], 100 * np.array(true[1].points.y, float), rtol=1e-4)


def test_a_figure_of_which_nothing_was_found_is_read_by_hand(page: Page, dataset: tuple[Path, list[str]]) -> None:
    root, ids = dataset
    page.keyboard.press("j")
    expect(page.locator("#source")).to_have_text(BACKSLASH, timeout=PATIENCE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#hint")).to_contain_text("no plot box to accept")
    page.keyboard.press("b")
    page.mouse.move(*on_screen(page, BOX[0], BOX[1]))
    page.mouse.down()
    page.mouse.move(*on_screen(page, BOX[2], BOX[3]), steps=4)
    page.mouse.up()
    expect(page.locator("#hint")).to_contain_text("two ticks of each axis", timeout=PATIENCE)
    places = [("x", ZERO[0], BOX[3]), ("x", TEN[0], BOX[3]), ("left", BOX[0], ZERO[1]), ("left", BOX[0], TEN[1])]
    for (axis, x, y), value in zip(places, ("0", "10", "0", "10"), strict=True):
        page.mouse.click(*on_screen(page, x, y))
        field = page.locator(f'[data-key="tick {axis} {0 if value == "0" else 1}"]')
        expect(field).to_be_focused(timeout=PATIENCE)
        page.keyboard.type(value)
        page.keyboard.press("Enter")
        expect(field).to_have_value(value)
    expect(page.locator("#inspector .chip.failed")).to_have_count(0, timeout=PATIENCE)
    page.locator('[data-tool="line"]').click()
    page.mouse.click(*on_screen(page, ZERO[0] + 0.2 * (TEN[0] - ZERO[0]), ZERO[1] + 0.2 * (TEN[1] - ZERO[1])))
    expect(page.locator('[data-key="name of series 0"]')).to_be_focused(timeout=PATIENCE)
    page.keyboard.type("rising")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("accepted", timeout=PATIENCE)
    points = pd.read_parquet(root / "out" / "points.parquet").query(f"figure_id == '{ids[1]}'").dropna(subset=["y"])
    assert len(points) > 100
    assert np.abs(points["y"] - points["x"]).max() < 0.1


def test_accepted_figures_that_the_tables_do_not_carry_yet_are_told_of(
    page: Page, dataset: tuple[Path, list[str]]
) -> None:
    root, ids = dataset
    told = page.locator("#unpublished")
    with locked(root / "out", "run 20260102"):
        page.keyboard.press("Control+Enter")
        expect(told).to_contain_text("1 figure not in the tables yet", timeout=PATIENCE)
        expect(told).to_contain_text("is being written to by")
        expect(page.locator("#source")).to_have_text(BACKSLASH)  # nobody has to wait
    expect(told).to_be_hidden(timeout=PATIENCE)
    figures = pd.read_parquet(root / "out" / "figures.parquet").set_index("figure_id")
    assert figures.loc[ids[0], "status"] == "accepted"


@pytest.mark.parametrize("width", [390, 900, 1600])
def test_nothing_runs_off_the_side(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.keyboard.press("j")
    expect(page.locator("#source")).to_have_text(BACKSLASH, timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("?")
    expect(page.locator("#help")).to_contain_text("accept, and on to the next figure")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
