"""The fixed benchmark: which figures it has, and what happens where a tool is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.drawing import suite
from benchmarks.drawing.suite import Order, build, missing_tools, orders
from benchmarks.drawing.tools import TOOLS
from schemas.truth import load_truth


def test_quick_part_is_spread_over_the_whole() -> None:
    whole, part = orders(), orders(quick=True)
    assert len(part) == len(set(part)) == 60
    assert set(part) < set(whole)
    counts = Counter(order.tool for order in whole)
    assert max(counts, key=lambda tool: counts[tool]) == "matplotlib"
    for tool, count in Counter(order.tool for order in part).items():
        assert count == pytest.approx(60 * counts[tool] / len(whole), abs=1)


def test_missing_tool_is_said_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = replace(TOOLS["matplotlib"], is_there=lambda: False)
    monkeypatch.setattr(suite, "TOOLS", {"matplotlib": TOOLS["matplotlib"], "pencil": gone})
    wanted = [Order("matplotlib", 1), Order("pencil", 0), Order("pencil", 1)]
    (line,) = missing_tools(wanted)
    assert line.startswith("pencil is not there: 2 figures left out")
    (name,) = build(tmp_path, "dev", wanted, workers=0)
    assert name.startswith("matplotlib-")
    assert load_truth(tmp_path / f"{name}.json").renderer == "matplotlib"
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    list(build(tmp_path, "dev", wanted, workers=0))
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
