"""Names are compared as a reader would, not as bytes."""

from __future__ import annotations

import pytest

from checks.names import names_match, similarity


@pytest.mark.parametrize(
    ("true", "found"),
    [
        ("Test accuracy", "test  accuracy"),
        ("ResNet-50", "ResNet–50"),
        (r"$\alpha_{1}$", "α1"),
        ("Baseline (ours)", "Baseline {ours)"),
        ("transformer", "transforner"),
    ],
)
def test_same_name(true: str, found: str) -> None:
    assert names_match(true, found)


@pytest.mark.parametrize(("true", "found"), [("PPO", "PPO+"), ("train", "test"), ("A", None), ("LSTM", "")])
def test_other_name(true: str, found: str | None) -> None:
    assert not names_match(true, found)


def test_name_of_a_sibling_is_not_a_reading_error() -> None:
    assert names_match("Series 1", "Series I", ["Series 2"])
    assert not names_match("Series 1", "Series 2", ["Series 2"])


def test_similarity_of_symbols_alone() -> None:
    assert similarity("*", "*") == 1
    assert similarity("*", "-") == 0
