"""Names of a shared legend that tell of one panel alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.foreign_names import name_another_panel

TITLES = ("Traffic loss", "Power loss", "Weather loss")


@pytest.mark.parametrize(
    ("names", "titles", "foreign"),
    [
        pytest.param(("Power run 1", "Power run 2"), TITLES, (True, False, True), id="of the second"),
        pytest.param(("Run 1", "Power run 2"), TITLES, (False, False, False), id="one of them"),
        pytest.param(("loss 1", "loss 2"), TITLES, (False, False, False), id="of all"),
        pytest.param(("Power 1", "Power 2"), ("Power", "Power, again", "Rain"), (False, False, False), id="of two"),
        pytest.param(("Power 1", "Power 2"), (None, "Power", "Rain"), (False, False, True), id="a panel without title"),
        pytest.param((), TITLES, (False, False, False), id="no names"),
    ],
)
def test_names_with_the_word_of_one_title(
    names: Sequence[str], titles: Sequence[str | None], foreign: tuple[bool, ...]
) -> None:
    assert tuple(name_another_panel(names, titles, i) for i in range(3)) == foreign
