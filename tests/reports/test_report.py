"""The report as files: what is made, what is made anew, and what stands in it."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reports.corrections import write_correction
from reports.dataset import write_record
from reports.page_assets import style
from reports.published import NoDataset
from reports.publishing import publish
from reports.report import write_report
from schemas.corrections import Correction, ground_of
from schemas.record import FigureRecord
from tests.reports.dataset import NASTY, SCRIPT, draw, fill
from tests.reports.fabricate import record

Dataset = tuple[Path, Path, list[FigureRecord]]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    out, figures = tmp_path / "out", tmp_path / "figures"
    return out, figures, fill(out, figures)


class _Addresses(HTMLParser):
    """Every address that a page names, and the words of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.found += [value for name, value in attrs if name in ("src", "href", "action", "data") and value]


def _parsed(path: Path) -> _Addresses:
    parser = _Addresses()
    parser.feed(path.read_text())
    return parser


def test_a_page_per_figure_and_a_list_of_them(dataset: Dataset) -> None:
    out, figures, made = dataset
    report = write_report(out, figures)
    assert (report.n_figures, report.n_made, report.missing) == (4, 4, ())
    names = {path.stem for path in (out / "report").glob("*.html")}
    assert names == {"index", *(item.figure_id for item in made)}
    rows = json.loads(re.findall(r'id="rows">(.*?)</script>', report.index.read_text())[0])["rows"]
    assert [(row["status"], row["panels"], row["claims"]) for row in rows] == [
        ("review", 1, [2, 0, 1, 0]),
        ("ok", 1, [2, 0, 1, 0]),
        ("ok", 2, [0, 0, 0, 0]),
        ("failed", 0, [0, 0, 0, 0]),
    ]
    assert {path.stem for path in (out / "report" / "thumbs").iterdir()} == {item.figure_id for item in made[:3]}


def test_pages_ask_for_nothing_from_elsewhere(dataset: Dataset) -> None:
    out, figures, _ = dataset
    write_report(out, figures)
    for path in (out / "report").glob("*.html"):
        page = _parsed(path)
        outside = [a for a in page.found if not re.fullmatch(r"([0-9a-f]{16}|index)\.html|data:image/.*", a)]
        assert outside == []
        assert "default-src 'none'" in unescape(path.read_text())


def test_markup_in_names_and_texts_stays_text(dataset: Dataset) -> None:
    out, figures, made = dataset
    write_report(out, figures)
    page = out / "report" / f"{made[1].figure_id}.html"
    assert _parsed(page).scripts == 3
    assert _parsed(out / "report" / "index.html").scripts == 2
    assert SCRIPT not in page.read_text()
    assert NASTY not in page.read_text()


def test_only_pages_of_which_something_changed_are_made_anew(dataset: Dataset) -> None:
    out, figures, made = dataset
    write_report(out, figures)
    assert write_report(out).n_made == 0
    machine = made[0]
    write_record(out, machine.model_copy(update={"message": "read again"}))
    assert write_report(out).n_made == 1
    panels, ground = machine.panels, ground_of(machine)
    correction = Correction(
        figure_id=machine.figure_id, ground=ground, extractor_version="1", accepted=True, panels=panels
    )
    write_correction(out, correction)
    publish(out, [item.figure_id for item in sorted(made, key=lambda item: item.source)])
    assert write_report(out).n_made == 1
    assert "accepted by a person" in (out / "report" / f"{machine.figure_id}.html").read_text()
    assert write_report(out, force=True).n_made == 4


def test_pages_follow_the_tables(dataset: Dataset) -> None:
    out, figures, made = dataset
    write_report(out, figures)
    new = record("b.png")
    write_record(out, new)
    draw(figures / "b.png")
    publish(out, [made[0].figure_id, new.figure_id, made[2].figure_id])
    report = write_report(out)
    pages = {path.stem for path in (out / "report").glob("*.html")} - {"index"}
    assert pages == {made[0].figure_id, made[2].figure_id, new.figure_id}
    assert report.n_made == 3  # the new one and those beside it
    links = _parsed(out / "report" / f"{new.figure_id}.html").found
    assert [made[0].figure_id in link for link in links if link.endswith(".html")] == [False, True, False]


def test_a_picture_that_is_gone_is_told_of_and_comes_back(dataset: Dataset) -> None:
    out, figures, made = dataset
    (figures / "a.png").rename(figures / "elsewhere")
    report = write_report(out, figures)
    assert report.missing == ("a.png",)
    page = out / "report" / f"{made[0].figure_id}.html"
    assert "unplot report --figures" in page.read_text()
    (figures / "elsewhere").rename(figures / "a.png")
    assert write_report(out).n_made == 1
    assert "data:image/png;base64" in page.read_text()


def test_without_a_dataset_the_next_step_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoDataset, match="unplot run"):
        write_report(tmp_path)


@pytest.mark.parametrize("dark", [False, True])
def test_print_stands_out_from_its_ground(dark: bool) -> None:
    colors = _colors(dark)
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("sheet", "ground", "faint")]
    pairs += [(tone, f"{tone}-bg") for tone in ("ok", "accepted", "review", "failed", "not_a_chart")]
    pairs += [(tone, "sheet") for tone in ("ok", "accepted", "review", "failed", "not_a_chart")]
    low = {pair: round(ratio, 2) for pair in pairs if (ratio := _contrast(*(colors[name] for name in pair))) < 4.5}
    assert low == {}


def _colors(dark: bool) -> dict[str, str]:
    light, darker = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", darker)) if dark else found


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
