"""The labels and names that the small readers are trained on."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from extractors.readers.name_reader import NAMES
from extractors.readers.strip_reader import ROWS, as_strip
from extractors.readers.tick_reader import ALPHABET, OTHER
from training import shards
from training.accidents import crop_of
from training.drawing import by_matplotlib, by_pillow, name_as_mathematics
from training.fonts import font_files
from training.kinds import KINDS, Kind
from training.labels import random_label, target_of
from training.names import name_target, random_name

needs_fonts = pytest.mark.skipif(
    shutil.which("fc-list") is None or not font_files() or not font_files(held_out=True), reason="no fonts to draw with"
)


def test_labels_are_answered_in_characters_that_the_network_has() -> None:
    rng = np.random.default_rng(3)
    answers = [target_of(random_label(rng)) for _ in range(500)]
    assert all(set(answer) <= set(ALPHABET) for answer in answers)
    assert any(OTHER in answer for answer in answers)
    assert target_of("-1.5×10^-3") == "-1.5×10^-3"


def test_names_are_answered_in_full_and_hold_greek_letters_indices_and_signs() -> None:
    rng = np.random.default_rng(4)
    names = [random_name(rng) for _ in range(12000)]
    assert all(name_target(name) == name for name in names)
    assert set(NAMES.alphabet) <= set("".join(names))
    assert 6 < np.mean([len(name) for name in names]) < 20


@needs_fonts
def test_names_are_set_as_mathematics_in_all_their_variables_or_in_none() -> None:
    font = next(path for path in font_files() if path.endswith("DejaVuSans.ttf"))
    rng = np.random.default_rng(1)
    ways = {name_as_mathematics("σ² = 4, x₁₀", rng, font) for _ in range(20)}
    assert ways == {"σ² = 4, x₁₀", r"$\sigma^{2}$ = 4, $x_{10}$"}
    assert {name_as_mathematics("n = 5", rng, font) for _ in range(20)} == {"n = 5", "$n$ = 5"}
    assert {name_as_mathematics("train 5 $", rng, font) for _ in range(20)} == {r"train 5 \$"}


@needs_fonts
def test_training_and_measurement_share_no_font() -> None:
    assert not set(font_files()) & set(font_files(held_out=True))


@needs_fonts
def test_both_ways_of_drawing_give_print_that_crops_hold() -> None:
    rng = np.random.default_rng(5)
    ticks, names = KINDS["ticks"].hand, KINDS["names"].hand
    labels = (by_pillow("-12.5", ticks, rng), *by_matplotlib(["-12.5", "10^-3"], ticks, rng))
    for drawn in (*labels, by_pillow("a^b", names, rng), *by_matplotlib(["λ = 0.1", "a^b"], names, rng)):
        assert drawn is not None
        x0, y0, x1, y1 = drawn.box
        assert drawn.ink[y0 : y1 + 1, x0 : x1 + 1].max() > 0.5
        strip = as_strip(crop_of(drawn, rng), NAMES.most_columns)
        assert strip.shape[0] == ROWS and strip.max() > 128


@needs_fonts
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_shards_give_back_what_was_drawn_and_the_same_for_the_same_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    monkeypatch.setattr(shards, "SHARD", 20)
    monkeypatch.setattr(shards, "_SHEET", 20)
    first = shards.read_shard(shards.write_shard(tmp_path, kind, 7))
    again = shards.read_shard(shards.write_shard(tmp_path, kind, 7))
    assert len(first) >= 20
    assert all(np.array_equal(a, b) and s == t for (a, s), (b, t) in zip(first, again, strict=True))
