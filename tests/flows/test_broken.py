"""Broken and foreign files among good figures, through the command line: rows with reasons, and the good ones read."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from tests.flows.charts import draw_chart

ROOT = Path(__file__).parents[2]


def _jpeg(png: Path) -> bytes:
    file = io.BytesIO()
    with Image.open(png) as picture:
        picture.convert("RGB").save(file, format="JPEG")
    return file.getvalue()


def _photo() -> Image.Image:
    """Blurred patches under grain: no edge in it is straight."""
    rng = np.random.default_rng(7)
    patches = cv2.GaussianBlur(rng.uniform(0, 255, (480, 640, 3)), (0, 0), 25)
    spread = 128 + 6 * (patches - patches.mean())
    return Image.fromarray(np.clip(spread + rng.normal(0, 12, patches.shape), 0, 255).astype(np.uint8))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _huge_png(side: int) -> bytes:
    """A black 1-bit picture, valid and of some ten kilobytes."""
    rows = bytes(side * (1 + (side + 7) // 8))
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _fill(folder: Path) -> None:
    draw_chart(folder / "good.png")
    draw_chart(folder / "second.png", slope=0.5)
    good = (folder / "good.png").read_bytes()
    (folder / "empty.png").touch()
    (folder / "text.png").write_text("no picture")
    (folder / "truncated.png").write_bytes(good[: len(good) // 2])
    jpeg = _jpeg(folder / "good.png")
    (folder / "truncated.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    _photo().save(folder / "photo.jpg", quality=85)
    Image.new("RGB", (640, 480), "white").save(folder / "blank.png")
    Image.new("RGB", (1, 1), "black").save(folder / "dot.png")
    (folder / "huge.png").write_bytes(_huge_png(20_000))


@pytest.mark.slow
def test_broken_files_are_rows_with_reasons_and_the_others_are_read(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    _fill(folder)
    command = [sys.executable, "-m", "flows.cli", "run", str(folder), "--out", str(out), "--no-prefect"]
    command += ["--max-failed-share", "1"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=300)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "2 of 10 figures ok" in done.stdout
    assert "Traceback" not in done.stdout
    figures = pd.read_parquet(out / "figures.parquet").set_index("source")
    assert dict(zip(figures.index, zip(figures["status"], figures["reason"], strict=True), strict=True)) == {
        "blank.png": ("failed", "blank_image"),
        "dot.png": ("failed", "image_too_small"),
        "empty.png": ("failed", "empty_file"),
        "good.png": ("ok", ""),
        "huge.png": ("failed", "image_too_large"),
        "photo.jpg": ("not_a_chart", "no_plot_box"),
        "second.png": ("ok", ""),
        "text.png": ("failed", "unreadable_image"),
        "truncated.jpg": ("failed", "unreadable_image"),
        "truncated.png": ("failed", "unreadable_image"),
    }
    assert (figures.loc[figures["status"] != "ok", "message"] != "").all()
    assert set(pd.read_parquet(out / "points.parquet")["figure_id"]) == {
        figures.loc[name, "figure_id"] for name in ("good.png", "second.png")
    }
