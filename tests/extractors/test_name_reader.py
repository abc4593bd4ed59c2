"""The small reader of names, and how likely strings are by its answers."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from extractors.readers import Pixels
from extractors.readers.name_reader import ALPHABET, GREEK, MODEL, open_name_reader
from extractors.readers.strip_reader import log_likelihood

NAMES = ["σ² = 4", "μ", "α = 0.5", "DQN", "LSTM", "x₁", "θ = 30", "batch 128", "37 °C, pH 5", "v9-l2-length-4096"]


def cropped(name: str, height: float) -> Pixels:
    """A name in DejaVu Sans with a pixel of paper around it."""
    canvas = FigureCanvasAgg(figure := Figure(figsize=(4, 1), dpi=100))
    figure.text(0.5, 0.5, name, fontsize=height / 0.73 * 0.72, ha="center", va="center")
    canvas.draw()  # type: ignore[no-untyped-call]
    rgb = np.asarray(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
    rows, columns = np.nonzero(rgb.min(axis=2) < 195)
    return np.ascontiguousarray(rgb[rows.min() - 1 : rows.max() + 2, columns.min() - 1 : columns.max() + 2])


@pytest.mark.parametrize("height", [8, 12, 18])
def test_names_with_greek_letters_and_indices_are_read(height: float) -> None:
    readings = open_name_reader().read([cropped(name, height) for name in NAMES])
    right = ["".join(r.string.split()) == "".join(n.split()) for r, n in zip(readings, NAMES, strict=True)]
    assert sum(right) >= len(NAMES) - 2, [r.string for r in readings]


def test_the_characters_are_distinct_and_the_network_small_enough_for_the_package() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) and set(GREEK) <= set(ALPHABET)
    assert MODEL.stat().st_size < 900_000


def test_a_string_is_as_likely_as_all_of_its_paths() -> None:
    chances = np.array([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1], [0.2, 0.2, 0.6]], np.float32)
    steps = np.log(chances)
    paths = {"a": ["a..", ".a.", "..a", "aa.", ".aa", "aaa"], "ab": ["ab.", "a.b", ".ab", "aab", "abb"], "": ["..."]}
    paths["aa"] = ["a.a"]
    for string, own in paths.items():
        chance = sum(np.prod([chances[t, ".ab".index(c)] for t, c in enumerate(path)]) for path in own)
        assert log_likelihood(steps, string, "ab") == pytest.approx(np.log(chance), abs=1e-5)
    assert log_likelihood(steps, "aba", "ab") == pytest.approx(np.log(0.7 * 0.1 * 0.2), abs=1e-5)
    assert log_likelihood(steps, "a?b", "ab") == log_likelihood(steps, "ab", "ab")
