"""The report as people use it, in a real browser, from disk; nothing may leave the page."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reports.report import write_report
from schemas.record import FigureRecord
from tests.browser import chromium
from tests.reports.dataset import NASTY, SCRIPT, fill


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[FigureRecord]]:
    out, figures = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("figures")
    made = fill(out, figures)
    return write_report(out, figures).index, made


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with chromium() as browser:
        yield browser.new_context(accept_downloads=True)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that notes every request and error, and may not have any that leaves the disk."""
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert [url for url in asked if not url.startswith(("file://", "data:", "blob:"))] == []
    assert wrong == []


def _open(page: Page, report: tuple[Path, list[FigureRecord]], number: int | None = None) -> None:
    index, made = report
    page.goto((index if number is None else index.with_name(f"{made[number].figure_id}.html")).as_uri())


def test_the_list_is_filtered_sorted_and_opened(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report)
    names = page.locator("tbody a.name")
    expect(names).to_have_text([NASTY, "a.png", "c/two.png", "d.png"])
    page.get_by_role("button", name="1 review").click()
    expect(names).to_have_text([NASTY])
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Reason").select_option("unreadable_image")
    expect(names).to_have_text(["d.png"])
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("searchbox").fill("two axis")
    expect(names).to_have_text(["c/two.png"])
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Confidence").click()
    expect(names).to_have_text(["d.png", NASTY, "a.png", "c/two.png"])
    page.get_by_label("Highest confidence").fill("50")
    expect(page.locator("#count")).to_have_text("2 of 4 figures")
    assert page.locator("img.thumb").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 50
    names.nth(1).click()
    expect(page.locator("h1")).to_have_text(NASTY)
    expect(page.locator("#position")).to_have_text("2 of 2")


def test_markup_of_figures_is_shown_as_text(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report, 1)
    expect(page.locator(".card h2").nth(1)).to_have_text(SCRIPT)
    expect(page.get_by_role("button", name=SCRIPT)).to_be_visible()
    assert page.title() == f"{NASTY}: review"
    expect(page.locator(".about")).to_contain_text("unplot review")
    _open(page, report, 0)
    expect(page.locator(".about")).not_to_contain_text("unplot review")


def test_the_overlay_fades_and_goes(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report, 0)
    over = page.locator("#over")
    assert over.locator(".series path.line").count() >= 1
    expect(over).to_have_css("opacity", "1")
    page.keyboard.press("o")
    expect(over).to_have_css("opacity", "0")
    page.get_by_role("button", name="Overlay").click()
    expect(over).to_have_css("opacity", "1")
    page.get_by_label("From the figure to what was read").fill("100")
    expect(page.locator("#picture")).to_have_css("opacity", "0")


def test_a_claim_points_into_the_figure(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report, 0)
    claims = page.locator(".claims [data-claim]")
    expect(claims.nth(0)).to_contain_text("refuted")
    expect(claims.nth(0)).to_contain_text(SCRIPT)
    claims.nth(1).hover()
    mark = page.locator("#over .marks .here")
    expect(mark).to_have_count(1)
    points = report[1][0].panels[0].series[0].points
    assert float(mark.get_attribute("cx") or 0) == points.px[3]
    assert float(mark.get_attribute("cy") or 0) == points.py[3]
    page.locator("h1").hover()
    expect(mark).to_have_count(0)
    expect(claims.nth(2).locator("q")).to_have_text("Series 0")  # without the marks of Markdown
    claims.nth(2).hover()
    legend = report[1][0].panels[0].legend
    assert legend is not None
    assert float(mark.get_attribute("x") or 0) == legend.box.x0


def test_the_chart_tells_values_with_their_errors(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report, 0)
    dot = page.locator("[data-chart='0'] .dot").nth(4)
    dot.hover(force=True)
    points = report[1][0].panels[0].series[0].points
    tip = page.locator(".tip")
    expect(tip).to_contain_text("Series 0")
    expect(tip).to_contain_text(f"x {points.x[4]:.3f} ± 0.010")
    expect(tip).to_contain_text(f"y {points.y[4]:.3f} ± 0.020")
    expect(page.locator("#over .marks .here")).to_have_count(1)
    chart = page.locator("[data-chart='0'] > svg")
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(tip).to_contain_text("Series 1")
    page.get_by_role("button", name="Series 1").click()
    expect(page.locator("[data-chart='0'] .series.off")).to_have_count(1)


def test_gaps_are_drawn_as_gaps(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report, 0)
    second = page.locator("[data-chart='0'] .series").nth(1)
    assert second.locator("path.line").count() == 3
    assert second.locator("path.line.gap").count() == 1


def test_what_is_downloaded_is_what_was_read(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report, 0)
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    assert download.value.suggested_filename == "a.json"
    assert FigureRecord.model_validate_json(Path(download.value.path()).read_text()) == report[1][0]
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text().splitlines()))
    points = report[1][0].panels[0].series[0].points
    assert [float(row["y"]) for row in rows if row["series"] == "0"] == points.y
    assert json.dumps(rows[0]["name"]) == '"Series 0"'


def test_the_keyboard_goes_from_figure_to_figure(page: Page, report: tuple[Path, list[FigureRecord]]) -> None:
    _open(page, report)
    page.keyboard.press("/")
    page.keyboard.type("png")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("a.png")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("c/two.png")
    page.keyboard.press("k")
    expect(page.locator("h1")).to_have_text("a.png")
    page.keyboard.press("i")
    expect(page.locator("#count")).to_have_text("4 of 4 figures")


@pytest.mark.parametrize("width", [360, 900, 1600])
def test_nothing_runs_off_the_side(page: Page, report: tuple[Path, list[FigureRecord]], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for number in (None, 0, 1, 2, 3):
        _open(page, report, number)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
