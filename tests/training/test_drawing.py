"""The labels that the tick reader is trained on."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from extractors.readers.tick_reader import ALPHABET, OTHER, ROWS, as_strip
from training import shards
from training.accidents import crop_of
from training.drawing import by_matplotlib, by_pillow
from training.fonts import font_files
from training.labels import random_label, target_of

needs_fonts = pytest.mark.skipif(
    shutil.which("fc-list") is None or not font_files() or not font_files(held_out=True), reason="no fonts to draw with"
)


def test_labels_are_answered_in_characters_that_the_network_has() -> None:
    rng = np.random.default_rng(3)
    answers = [target_of(random_label(rng)) for _ in range(500)]
    assert all(set(answer) <= set(ALPHABET) for answer in answers)
    assert any(OTHER in answer for answer in answers)
    assert target_of("-1.5×10^-3") == "-1.5×10^-3"


@needs_fonts
def test_training_and_measurement_share_no_font() -> None:
    assert not set(font_files()) & set(font_files(held_out=True))


@needs_fonts
def test_both_ways_of_drawing_give_print_that_crops_hold() -> None:
    rng = np.random.default_rng(5)
    for drawn in (by_pillow("-12.5", rng), *by_matplotlib(["-12.5", "10^-3"], rng)):
        assert drawn is not None
        x0, y0, x1, y1 = drawn.box
        assert drawn.ink[y0 : y1 + 1, x0 : x1 + 1].max() > 0.5
        strip = as_strip(crop_of(drawn, rng))
        assert strip.shape[0] == ROWS and strip.max() > 128


@needs_fonts
def test_shards_give_back_what_was_drawn_and_the_same_for_the_same_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD", 20)
    monkeypatch.setattr(shards, "_SHEET", 20)
    first = shards.read_shard(shards.write_shard(tmp_path, 7))
    again = shards.read_shard(shards.write_shard(tmp_path, 7))
    assert len(first) >= 20
    assert all(np.array_equal(a, b) and s == t for (a, s), (b, t) in zip(first, again, strict=True))
