"""The review page in a real browser: a figure is corrected as people do it, and the tables change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from extractors.by_hand import recalibrated
from extractors.pipeline import digitise_bytes
from reports.corrections import read_correction
from reports.dataset import write_record
from reports.publishing import publish
from reports.review.desk import ReviewDesk
from reports.review.publisher import Publisher
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from tests.browser import chromium
from tests.reports.review.serving import PATIENCE, on_screen, opened, served

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "raw" / "math500.png"
WHEN = "2026-01-02T03:04:05+00:00"
NASTY = "<img src=x onerror=alert(1)>"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def read() -> FigureRecord:
    return digitise_bytes(EXAMPLE.read_bytes(), EXAMPLE.name, Options())


@pytest.fixture
def dataset(tmp_path: Path, read: FigureRecord) -> Path:
    """The example with a wrong tick, without its second line and with a nasty name, and another figure behind it."""
    (tmp_path / "figures").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "figures")
    panel = read.panels[0].model_copy(deep=True)
    left = next(axis for axis in panel.axes if axis.axis == "left")
    used = [tick for tick in left.ticks if tick.residual_px is not None]
    assert used[1].value is not None
    used[1].value = 5 * used[1].value
    panel.series = [panel.series[0].model_copy(update={"name": NASTY})]
    doubt = {"status": Status.REVIEW, "reason": Reason.LOW_CONFIDENCE, "confidence": 0.2, "digitised_at": WHEN}
    wrong = read.model_copy(update={"panels": [recalibrated(panel)], **doubt})
    other = read.model_copy(update={"figure_id": "f" * 16, "sha256": "f" * 64, "source": "gone.png", **doubt})
    other = other.model_copy(update={"confidence": 0.4})
    for record in (wrong, other):
        write_record(tmp_path / "out", record)
    publish(tmp_path / "out", [wrong.figure_id, other.figure_id])
    return tmp_path


@pytest.fixture
def address(dataset: Path, read: FigureRecord) -> Iterator[str]:
    out = dataset / "out"
    publisher = Publisher(lambda changed: publish(out, [read.figure_id, "f" * 16]))
    desk = ReviewDesk(dataset / "figures", out, Options(), "Ada", publisher, patience=60)
    with served(desk) as address:
        yield address


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with chromium() as browser:
        yield browser.new_context()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    with opened(context, address) as page:
        yield page


def _series(dataset: Path, figure_id: str) -> pd.DataFrame:
    series = pd.read_parquet(dataset / "out" / "series.parquet")
    return series[series["figure_id"] == figure_id]


def _values(dataset: Path, figure_id: str) -> list[float]:
    points = pd.read_parquet(dataset / "out" / "points.parquet")
    return [float(y) for y in points[points["figure_id"] == figure_id]["y"].dropna()]


def test_a_wrong_tick_is_mended_in_at_most_five_actions(page: Page, dataset: Path, read: FigureRecord) -> None:
    right = next(a for a in read.panels[0].axes if a.axis == "left")
    value = [tick for tick in right.ticks if tick.residual_px is not None][1].value
    actions = 0

    def act(action: Callable[[str], None], what: str) -> None:
        nonlocal actions
        actions += 1
        action(what)

    # The field waits there for its value.
    wrong = page.locator('[data-key="tick left 1"]')
    expect(wrong).to_be_focused(timeout=PATIENCE)
    act(wrong.fill, f"{value:g}")
    act(page.keyboard.press, "Enter")
    expect(page.locator("#inspector tr.far")).to_have_count(0, timeout=PATIENCE)
    act(page.keyboard.press, "Control+Enter")
    expect(page.locator("#source")).to_have_text("gone.png", timeout=PATIENCE)
    assert actions <= 5
    y = _values(dataset, read.figure_id)
    true = [v for v in read.panels[0].series[0].points.y if v is not None]
    assert np.median(y) == pytest.approx(np.median(true), rel=1e-3)
    figures = pd.read_parquet(dataset / "out" / "figures.parquet").set_index("figure_id")
    assert figures.loc[read.figure_id, "status"] == "accepted"


@pytest.mark.parametrize("tool", ["line", "tick", "points", "box"])
def test_the_figure_stays_where_it_is_when_a_tool_is_chosen(page: Page, tool: str) -> None:
    stage = page.locator("#stage")
    before = stage.bounding_box()
    page.locator(f'[data-tool="{tool}"]').click()
    assert stage.bounding_box() == before


def test_a_line_is_added_named_and_undone(page: Page, dataset: Path, read: FigureRecord) -> None:
    missed = read.panels[0].series[1].points
    middle = len(missed.px) // 2
    page.locator('[data-tool="line"]').click()
    page.mouse.click(*on_screen(page, missed.px[middle], missed.py[middle]))
    field = page.locator('[data-key="name of series 1"]')
    field.wait_for(timeout=PATIENCE)
    field.fill("found")
    page.keyboard.press("Enter")
    first = page.locator('[data-key="name of series 0"]')
    first.fill("first")
    page.keyboard.press("Enter")
    page.locator("#stage").focus()
    page.keyboard.press("Control+z")
    expect(first).to_have_value(NASTY, timeout=PATIENCE)
    page.keyboard.press("Control+y")
    expect(first).to_have_value("first", timeout=PATIENCE)
    page.locator("#accept").click()
    expect(page.locator("#source")).to_have_text("gone.png", timeout=PATIENCE)
    assert list(_series(dataset, read.figure_id)["name"]) == ["first", "found"]
    correction = read_correction(dataset / "out", read.figure_id)
    assert correction is not None
    assert {change.what for change in correction.changes} == {"series_name", "series_added"}


def test_a_reload_in_the_middle_loses_nothing(page: Page) -> None:
    page.locator('[data-key="name of series 0"]').fill("kept")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("draft saved", timeout=PATIENCE)
    page.reload()
    expect(page.locator('[data-key="name of series 0"]')).to_have_value("kept", timeout=PATIENCE)


def test_text_of_a_figure_is_shown_as_text(page: Page) -> None:
    assert page.locator('[data-key="name of series 0"]').input_value() == NASTY
    assert page.locator("img[src=x]").count() == 0


def test_a_second_tab_is_told_of_the_first(page: Page, address: str) -> None:
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector("#inspector fieldset")
    for tab, name in ((page, "mine"), (other, "theirs")):
        tab.locator('[data-key="name of series 0"]').fill(name)
        tab.keyboard.press("Enter")
        seen = tab.locator("#saved") if tab is page else tab.locator("#conflict-words")
        expect(seen).to_have_text(re.compile("draft saved|changed in another tab"), timeout=PATIENCE)
    assert page.locator("#conflict").is_hidden()
    other.locator("#take-theirs").click()
    expect(other.locator('[data-key="name of series 0"]')).to_have_value("mine", timeout=PATIENCE)


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(200):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {selector}")


def _type(page: Page, text: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def _aim(page: Page, x: float, y: float) -> None:
    """Move the cross to a place of the figure by arrow keys."""
    page.keyboard.press("ArrowRight")
    for _ in range(400):
        across, along = page.locator("#overlay .cursor").nth(0), page.locator("#overlay .cursor").nth(1)
        at = float(along.get_attribute("x1") or 0), float(across.get_attribute("y1") or 0)
        scale = page.locator("#overlay").evaluate("svg => svg.getScreenCTM().a")
        away = (x - at[0]) * scale, (y - at[1]) * scale
        if max(map(abs, away)) <= 1:
            return
        fine = "" if max(map(abs, away)) > 12 else "Shift+"
        which = 0 if abs(away[0]) > abs(away[1]) else 1
        page.keyboard.press(fine + (("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp"))[which][away[which] < 0])
    pytest.fail("the cross does not get there")


def test_everything_is_done_with_keys_alone(page: Page, dataset: Path, read: FigureRecord) -> None:
    value = [t for a in read.panels[0].axes if a.axis == "left" for t in a.ticks if t.residual_px is not None][1].value
    missed = read.panels[0].series[1].points
    middle = len(missed.px) // 2
    _tab_to(page, '[data-key="tick left 1"]')
    _type(page, f"{value:g}")
    expect(page.locator("#inspector tr.far")).to_have_count(0, timeout=PATIENCE)
    _tab_to(page, '[data-key="name of series 0"]')
    _type(page, "first")
    _tab_to(page, "button")
    page.keyboard.press("l")
    _aim(page, missed.px[middle], missed.py[middle])
    page.keyboard.press("Enter")
    name = page.locator('[data-key="name of series 1"]')
    expect(name).to_be_focused(timeout=PATIENCE)
    _type(page, "fuond")
    _type(page, "found")
    _tab_to(page, "button")
    page.keyboard.press("Control+z")
    expect(name).to_have_value("fuond", timeout=PATIENCE)
    page.keyboard.press("Control+y")
    expect(name).to_have_value("found", timeout=PATIENCE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#source")).to_have_text("gone.png", timeout=PATIENCE)
    assert list(_series(dataset, read.figure_id)["name"]) == ["first", "found"]
    true = [v for series in read.panels[0].series for v in series.points.y if v is not None]
    assert np.median(_values(dataset, read.figure_id)) == pytest.approx(np.median(true), rel=0.02)


def test_a_figure_is_said_to_be_no_chart_by_one_key(page: Page, dataset: Path, read: FigureRecord) -> None:
    page.locator("#stage").focus()
    page.keyboard.press("n")
    expect(page.locator("#no-chart")).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#source")).to_have_text("gone.png", timeout=PATIENCE)
    figures = pd.read_parquet(dataset / "out" / "figures.parquet").set_index("figure_id")
    assert figures.loc[read.figure_id, "status"] == "not_a_chart"


def test_a_figure_whose_picture_is_gone_can_still_be_corrected(page: Page) -> None:
    page.locator("#stage").focus()
    page.keyboard.press("j")
    expect(page.locator("#source")).to_have_text("gone.png", timeout=PATIENCE)
    assert "is not in the folder" in page.locator("#hint").inner_text()
    assert page.locator('[data-key="name of series 0"]').input_value()
