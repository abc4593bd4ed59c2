"""The text readers on print that the tests draw themselves."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extractors.errors import ReaderMissing
from extractors.geometry import Box
from extractors.readers import Pixels, Reading, Text, TextReader, open_reader
from extractors.readers.combined import CombinedReader, weighed
from extractors.readers.detect import Region, finer_scale
from extractors.readers.ink import labels_in, tighten
from extractors.readers.normalise import normalised
from extractors.readers.rapid import is_print
from extractors.readers.tesseract import TesseractReader
from schemas.reasons import Reason

LABELS = [
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0.125",
    "-2.5",
    "10",
    "2015",
    "$20",
    "30%",
    "500 k",
    "1.00",
]
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="the tesseract program is not installed")


def drawn(label: str, height: int, rotation: float = 0, ink: str = "black", paper: str = "white") -> Pixels:
    """A label in DejaVu Sans whose digits are ``height`` pixels high, in the middle of a blank 320x160 patch."""
    drawing = Drawing(figsize=(3.2, 1.6), dpi=100, facecolor=paper)
    size = height / 0.73 * 72 / 100
    drawing.text(
        0.5, 0.5, label.replace("$", r"\$"), fontsize=size, rotation=rotation, color=ink, ha="center", va="center"
    )
    return pixels(drawing)


def pixels(drawing: Drawing) -> Pixels:
    canvas = FigureCanvasAgg(drawing)
    canvas.draw()  # type: ignore[no-untyped-call]
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()  # type: ignore[no-untyped-call]


def tight(patch: Pixels) -> Pixels:
    """The bounding crop of everything that differs from the corner pixel."""
    ink = np.abs(patch.astype(int) - patch[0, 0].astype(int)).max(axis=2) > 80
    rows, cols = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return np.ascontiguousarray(patch[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1])


def bare(readings: Sequence[Reading]) -> list[str]:
    return [reading.string.replace(" ", "") for reading in readings]


@pytest.fixture(scope="module")
def rapid() -> TextReader:
    return open_reader("rapidocr")


@pytest.mark.parametrize("height", [10, 14, 22])
def test_rapidocr_reads_tick_labels_down_to_single_digits(rapid: TextReader, height: int) -> None:
    crops = [tight(drawn(label, height)) for label in LABELS]
    assert bare(rapid.read(crops)) == [label.replace(" ", "") for label in LABELS]


def test_rapidocr_reads_light_print_on_dark_paper(rapid: TextReader) -> None:
    crops = [tight(drawn(label, 12, ink="#dddddd", paper="#202020")) for label in ("0.75", "400")]
    assert bare(rapid.read(crops)) == ["0.75", "400"]


def test_readings_keep_the_order_of_the_crops_and_of_identical_ones(rapid: TextReader) -> None:
    long, short = tight(drawn("123456.75", 12)), tight(drawn("7", 12))
    readings = rapid.read([long, short, long, short])
    assert bare(readings) == ["123456.75", "7", "123456.75", "7"]
    assert readings[0] == readings[2]
    assert {reading.reader for reading in readings} == {"rapidocr"}


def test_nothing_to_read(rapid: TextReader) -> None:
    assert rapid.read([]) == []
    assert rapid.find(np.full((200, 300, 3), 255, np.uint8)) == []


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_rapidocr_finds_print_turned_by_right_angles(rapid: TextReader, rotation: int) -> None:
    patch = drawn("Accuracy", 14, rotation)
    (text,) = rapid.find(patch)
    assert (text.string, text.rotation) == ("Accuracy", rotation)
    rows, cols = text.box.slices(*patch.shape[:2])
    assert patch[rows, cols].shape == pytest.approx(tight(patch).shape, abs=2)


def test_slanted_print_has_its_angle_and_a_box_around_it(rapid: TextReader) -> None:
    patch = drawn("02/01/2013", 12, rotation=40)
    (text,) = rapid.find(patch)
    assert text.string == "02/01/2013"
    assert text.rotation == pytest.approx(40, abs=4)
    assert (text.box.cx, text.box.cy) == pytest.approx((160, 80), abs=4)


def test_two_labels_side_by_side_are_two_texts(rapid: TextReader) -> None:
    drawing = Drawing(figsize=(4, 1), dpi=100)
    drawing.text(0.30, 0.5, "200", fontsize=11, ha="center")
    drawing.text(0.45, 0.5, "400", fontsize=11, ha="center")
    found = sorted(rapid.find(pixels(drawing)), key=lambda text: text.box.x0)
    assert [text.string for text in found] == ["200", "400"]
    assert [text.box.cx for text in found] == pytest.approx([120, 180], abs=1.5)


@pytest.mark.parametrize(("size", "blur", "ink"), [(15, 2.5, "#a8a8a8"), (20, 3.5, "#909090")])
def test_blurred_pale_print_is_found_in_the_figure_reduced(rapid: TextReader, size: int, blur: float, ink: str) -> None:
    drawing = Drawing(figsize=(12, 8.8), dpi=100, facecolor="#faf6ec")
    for k in range(5):
        drawing.text(0.05, 0.1 + 0.2 * k, f"0.{k + 2}5", fontsize=size, color=ink)
    drawing.text(0.5, 0.5, "Score", fontsize=size, color=ink)
    scanned = np.asarray(cv2.GaussianBlur(pixels(drawing), (0, 0), blur), np.uint8)
    assert "Score" in [text.string for text in rapid.find(scanned)]


@pytest.mark.parametrize(
    ("string", "confidence", "surely"), [("45", 0.99, True), ("45", 0.9, False), ("X", 1.0, False)]
)
def test_of_the_reduced_figure_only_sure_print_counts(string: str, confidence: float, surely: bool) -> None:
    assert is_print(Text(string, Box(0, 0, 20, 10), confidence, "rapidocr")) is surely


@pytest.mark.parametrize(("ink", "whole"), [(170, True), (245, False)])
def test_print_that_is_paler_than_the_swatch_beside_it_is_kept_whole(ink: int, whole: bool) -> None:
    patch = np.full((60, 240, 3), 255, np.uint8)
    patch[28:32, 20:60] = 0  # the swatch
    for x in range(70, 180, 8):
        patch[20:40, x : x + 3] = ink
    assert tighten(patch, Box(16, 18, 184, 42)).height == (19 if whole else 3)


def test_tighten_leaves_out_a_tick_and_a_spine_but_keeps_the_minus_sign() -> None:
    patch = drawn("−2.5", 14)
    expected = tighten(patch, Box(125, 60, 200, 100))
    right = round(expected.x1)
    patch[80:82, right + 8 : right + 15] = 0  # the tick mark
    patch[:, right + 15 : right + 17] = 0  # the spine
    cut = Box(expected.x0 + 8, expected.y0 - 3, expected.x1 + 13, expected.y1 + 3)  # as detectors often cut it
    assert tighten(patch, cut) == expected
    rows, cols = expected.slices(*patch.shape[:2])
    assert patch[rows, cols].shape[1] == pytest.approx(tight(drawn("−2.5", 14)).shape[1], abs=1)


def test_an_empty_box_holds_no_labels_and_stays_as_it_is() -> None:
    blank, box = np.full((50, 80, 3), 255, np.uint8), Box(10, 10, 60, 30)
    assert labels_in(blank, box) == []
    assert tighten(blank, box) == box


@given(st.integers(5, 60), st.integers(5, 40), st.integers(2, 15), st.integers(4, 9))
def test_tighten_gives_the_box_of_a_solid_letter(x: int, y: int, width: int, height: int) -> None:
    patch = np.full((60, 90, 3), 255, np.uint8)
    patch[y : y + height, x : x + width] = 30
    assert tighten(patch, Box(x - 2, y - 2, x + width + 1, y + height + 1)) == Box(x, y, x + width - 1, y + height - 1)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("−0.5", "-0.5"),
        ("—3", "-3"),
        ("--0.75", "-0.75"),
        ("=-1", "-1"),
        ("（30％）", "(30%)"),
        ("１，０００", "1,000"),
        ("  two   words ", "two words"),
        ("x = 5", "x = 5"),
        ("2010–2015", "2010–2015"),
        ("10²", "10²"),
        ("Ir=1e-4", "lr=1e-4"),
        ("|r = 0.1", "lr = 0.1"),
        ("|r|", "|r|"),
    ],
)
def test_normalised(raw: str, plain: str) -> None:
    assert normalised(raw) == plain


@given(st.text())
def test_normalising_twice_changes_nothing(string: str) -> None:
    assert normalised(normalised(string)) == normalised(string)


@needs_tesseract
def test_tesseract_reads_a_sheet_of_labels_in_order() -> None:
    labels = [label for label in LABELS if label not in {"1", "7", "0", "$20"}] * 4  # more than one sheet
    crops = [tight(drawn(label, 16)) for label in labels]
    readings = open_reader("tesseract").read(crops)
    right = [a == b.replace(" ", "") for a, b in zip(bare(readings), labels, strict=True)]
    assert np.mean(right) > 0.9
    assert all(0 <= reading.confidence <= 1 for reading in readings)


@needs_tesseract
def test_tesseract_finds_upright_and_turned_print() -> None:
    drawing = Drawing(figsize=(5, 4), dpi=100)
    drawing.text(0.5, 0.9, "Temperature", fontsize=12, ha="center")
    drawing.text(0.05, 0.5, "Pressure", fontsize=12, rotation=90, va="center")
    found = {text.string: text for text in open_reader("tesseract").find(pixels(drawing))}
    assert found["Temperature"].rotation == 0
    assert found["Pressure"].rotation == 90
    assert found["Pressure"].box.cy == pytest.approx(200, abs=6)
    assert found["Pressure"].box.x1 < 50


def test_a_missing_program_is_named_with_its_install_command(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    monkeypatch.setattr(subprocess, "check_output", _not_found)
    with pytest.raises(ReaderMissing, match="apt-get install tesseract-ocr") as caught:
        TesseractReader()
    assert caught.value.reason is Reason.READER_MISSING


def _not_found(*_args: object, **_kwargs: object) -> bytes:
    raise OSError


def test_auto_works_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    open_reader.cache_clear()
    assert open_reader("auto").name == "rapidocr"


@dataclass
class Scripted:
    """A reader that gives what it was told to."""

    name: str
    found: list[Text] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def find(self, rgb: Pixels) -> list[Text]:
        return list(self.found)

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return list(self.readings)


def test_agreement_makes_a_reading_surer() -> None:
    one = weighed(Reading("500 k", 0.8, "a"), Reading("500k", 0.6, "b"))
    assert (one.string, one.reader) == ("500 k", "both")
    assert one.confidence == pytest.approx(0.92)


def test_disagreement_keeps_the_surer_reading_and_the_other_as_an_alternative() -> None:
    one = weighed(Reading("le6", 0.5, "a", ("1e5",)), Reading("1e6", 0.95, "b"))
    assert (one.string, one.reader, one.alternatives) == ("1e6", "b", ("le6", "1e5"))
    assert one.confidence < 0.95


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_weighed_confidence_stays_between_0_and_1(a: float, b: float, agree: bool) -> None:
    one = weighed(Reading("1", a, "a"), Reading("1" if agree else "7", b, "b"))
    assert 0 <= one.confidence <= 1
    rounding = 1e-9
    assert one.confidence >= max(a, b) - rounding if agree else one.confidence <= max(a, b)


def test_combined_finds_matches_by_overlap_and_keeps_only_sure_extras() -> None:
    first = Scripted("a", [Text("20", Box(10, 10, 30, 20), 0.9, "a")])
    second = Scripted(
        "b",
        [
            Text("20", Box(11, 10, 31, 20), 0.8, "b"),
            Text("Legend", Box(100, 10, 150, 20), 0.95, "b"),
            Text("xx", Box(200, 10, 220, 20), 0.6, "b"),
        ],
    )
    found = CombinedReader(first, second).find(np.zeros((5, 5, 3), np.uint8))
    assert [(text.string, text.reader, text.box.x0) for text in found] == [("20", "both", 10), ("Legend", "b", 100)]


def test_combined_reads_what_only_one_reader_could() -> None:
    both = CombinedReader(
        Scripted("a", readings=[Reading("", 0, "a")]), Scripted("b", readings=[Reading("4", 0.7, "b")])
    )
    assert both.read([np.zeros((5, 5, 3), np.uint8)]) == [Reading("4", 0.7, "b")]


@pytest.mark.parametrize(
    ("height", "scale", "expected"), [(13, 0.42, 10 / 13), (13, 0.8, 0.8), (8, 0.5, 1.0), (5, 1.5, 1.5), (0, 0.4, 0.4)]
)
def test_small_print_of_a_large_figure_is_looked_for_again_less_reduced(
    height: int, scale: float, expected: float
) -> None:
    lines = [Region(Box(0, 20 * k, 60, 20 * k + height - 1)) for k in range(3)] if height else []
    turned = Region(Box(0, 0, 90, 90), 45, (120, 10))
    assert finer_scale([*lines, turned], scale) == pytest.approx(expected)


def test_print_of_a_large_figure_is_found_whole() -> None:
    """Seven of ten lines of print, each 9 pixels high, were found in pieces or not at all."""
    rgb = np.full((1800, 2600, 3), 255, np.uint8)
    image = Image.fromarray(rgb)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=13)
    places = [(200 + 1200 * (k % 2), 100 + 330 * (k // 2)) for k in range(10)]
    for place in places:
        draw.text(place, "Environment steps", (110, 112, 120), font)
    texts = open_reader("rapidocr").find(np.asarray(image.filter(ImageFilter.GaussianBlur(1.0))))
    assert [t.string for t in texts] == ["Environment steps"] * 10
