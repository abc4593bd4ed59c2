"""Names of which readers lost a part."""

from __future__ import annotations

import pytest

from extractors.broken_names import is_broken


@pytest.mark.parametrize("name", ["k =", "λ=", "Ours (full", "td3(1", "full)", "= 5", "GPT-2,", "a <", "cost [ms"])
def test_half_a_name_is_broken(name: str) -> None:
    assert is_broken(name)


@pytest.mark.parametrize(
    "name", ["k = 5", "Ours (full)", "[0, 1)", "Na+", "C++", "A-", "λ<0.1", "w/o attention", "p(x|y)", "10%", "<b>", ""]
)
def test_whole_names_are_not(name: str) -> None:
    assert not is_broken(name)
