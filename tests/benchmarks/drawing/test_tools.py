"""The table of drawing tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.drawing.generate import adapted, generate
from benchmarks.drawing.spec import FigureSpec, Look
from benchmarks.drawing.tools import TOOLS, has_module
from schemas.truth import load_truth


def test_a_missing_package_is_seen() -> None:
    assert has_module("numpy")
    assert not has_module("no_such_package")


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_draws_figures_with_their_truth(name: str, tmp_path: Path) -> None:
    if not TOOLS[name].is_there():
        pytest.skip(f"comes with: {TOOLS[name].install}")
    truths = list(generate(tmp_path, name, 3, 11, "dev"))
    assert {truth.renderer for truth in truths} == {name}
    for truth in truths:
        assert load_truth(tmp_path / f"{truth.id}.json") == truth
        assert [p.suffix for p in tmp_path.glob(f"{truth.id}.*") if p.suffix != ".json"] in ([".png"], [".jpg"])


def test_pasted_figure_of_which_no_part_is_left_is_none() -> None:
    """Seaborn draws no gaps, so that it may refuse every part of a figure that was to be pasted."""
    look = Look(400, 300, 100, "default", "DejaVu Sans", 10, "none", "all", "out")
    nothing = FigureSpec("pasted-0046", seed=1, look=look, tags=("pasted",))
    assert adapted(nothing, TOOLS["seaborn"], "test") is None
