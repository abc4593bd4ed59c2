"""Damaged files: they are what the seed says, and the batch comes to its end with a row for each of them."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import fuzz
from benchmarks.mutants import DAMAGES, base_files, mutants
from extractors.image import load_figure
from schemas.options import Options


def test_sound_files_can_be_decoded() -> None:
    for data in base_files().values():
        assert load_figure(data, Options()).width == 96


def test_the_same_seed_gives_the_same_files_and_all_kinds_of_damage() -> None:
    one = list(mutants(200, 5))
    assert one == list(mutants(200, 5))
    assert one != list(mutants(200, 6))
    assert {name.split("-")[2].split(".")[0] for name, _ in one} == set(DAMAGES)


@pytest.mark.slow
def test_two_hundred_damaged_files_are_two_hundred_rows() -> None:
    (tally,) = fuzz(200, 2, workers=1, every=50)
    assert tally.files == 200
    assert (tally.lost, tally.faults) == ([], [])
    assert {"unreadable_image", "no_plot_box"} <= tally.reasons.keys()
