"""A figure digitised in Python: its record, frames and what a notebook shows."""

from __future__ import annotations

import io
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors import digitise
from extractors.notebook import DigitisedFigure
from schemas.reasons import Status
from schemas.record import FigureRecord
from tests.reports import fabricate

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "raw" / "mmlu_pro.png"


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)


def _white(size: int = 400) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.full((size, size, 3), 255, np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_file_becomes_a_record_with_frames() -> None:
    figure = digitise(EXAMPLE)
    (series,) = figure.series
    frame = series.frame()
    assert (figure.source, figure.status) == ("mmlu_pro.png", Status.OK)
    assert list(frame.columns) == ["x", "y", "x_err", "y_err", "y_lower", "y_upper", "px", "py", "origin"]
    assert frame["y"].tolist() == series.points.y
    assert frame["y_lower"].isna().all()
    tidy = figure.frame()
    assert list(tidy.columns[:4]) == ["panel", "series", "name", "x"]
    assert len(tidy) == len(frame)
    assert figure._repr_html_().startswith("<div><p><b>mmlu_pro.png</b>: ok")


def test_bytes_that_are_no_figure_are_told_of() -> None:
    figure = digitise(b"no picture")
    assert figure.status is Status.FAILED
    assert len(figure.frame()) == 0
    assert "unreadable_image" in figure._repr_html_()


def test_a_file_that_is_not_there_raises() -> None:
    with pytest.raises(FileNotFoundError):
        digitise("nowhere.png")


def test_a_notebook_shows_curves_over_the_figure_and_text_as_text() -> None:
    record = fabricate.record("<script>.png", panels=2)
    record.panels[0].series[0].name = "<b>bold</b>"
    html = DigitisedFigure.of(record, _white())._repr_html_()
    names = _Elements(html).names
    assert "script" not in names
    assert names.count("b") == 1
    assert names.count("polyline") == 4
    assert names.count("circle") == 40
    assert 'href="data:image/png;base64,' in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html


def test_gaps_are_not_bridged() -> None:
    record = fabricate.record(series=1)
    record.panels[0].series[0].points.y[7] = None
    assert _Elements(DigitisedFigure.of(record, _white())._repr_html_()).names.count("polyline") == 2


def test_it_is_the_record_and_nothing_else() -> None:
    record = fabricate.record()
    figure = DigitisedFigure.of(record, b"")
    assert FigureRecord.model_validate_json(figure.model_dump_json()) == record


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from extractors import digitise; "
        "print(sorted({'cv2', 'numpy', 'pandas', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], text=True, capture_output=True, check=True, cwd=EXAMPLE.parents[2]
    )
    assert done.stdout.strip() == "[]"
