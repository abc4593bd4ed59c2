"""Runs of ink per column and the chains that they form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from extractors.runs import SOLID, Ink, chain_runs, find_runs, touching_pairs


def blank(height: int = 12, width: int = 10) -> Ink:
    return np.zeros((height, width), np.float32)


def test_no_ink_no_runs() -> None:
    runs = find_runs(blank())
    assert len(runs.column) == 0
    assert chain_runs(runs) == []


def test_a_run_has_its_column_ends_centre_and_mass() -> None:
    ink = blank()
    ink[3:6, 4] = 1
    runs = find_runs(ink)
    assert runs.column.tolist() == [4]
    assert runs.top.tolist() == [2.5]
    assert runs.bottom.tolist() == [5.5]
    assert runs.center == pytest.approx([4])
    assert runs.mass == pytest.approx([3])


def test_faint_edges_count_by_their_ink() -> None:
    ink = blank()
    ink[3:7, 4] = [0.25, 1, 1, 0.25]
    runs = find_runs(ink)
    assert (runs.top[0], runs.bottom[0]) == pytest.approx((3.25, 5.75))
    assert runs.mass[0] == pytest.approx(2.5)
    ink[3:7, 4] = [0, 1, 1, 0.3]
    assert find_runs(ink).center[0] == pytest.approx((4 + 5 + 0.3 * 6) / 2.3)


def test_runs_at_the_border_of_the_image() -> None:
    ink = blank()
    ink[0:2, 0] = 1
    ink[10:12, 9] = 1
    runs = find_runs(ink)
    assert runs.column.tolist() == [0, 9]
    assert runs.top.tolist() == [-0.5, 9.5]
    assert runs.bottom.tolist() == [1.5, 11.5]


def test_one_line_is_one_chain() -> None:
    ink = blank()
    ink[5, 2:9] = 1
    (chain,) = chain_runs(find_runs(ink))
    assert (chain.first, chain.last, chain.mass) == (2, 8, 7)


def test_a_corner_touches_and_a_gap_does_not() -> None:
    ink = blank()
    ink[3, 0:4] = 1
    ink[4, 4:7] = 1  # meets the first at a corner
    ink[8, 7:10] = 1  # three rows below
    chains = chain_runs(find_runs(ink))
    assert [(c.first, c.last) for c in chains] == [(0, 6), (7, 9)]


def test_a_fork_cuts_the_chain() -> None:
    ink = blank()
    ink[5, 0:5] = 1
    ink[3:8, 5] = 1
    ink[3, 6:9] = 1
    ink[7, 6:9] = 1
    assert sorted((c.first, c.last) for c in chain_runs(find_runs(ink))) == [(0, 5), (6, 8), (6, 8)]


@given(hnp.arrays(np.float32, (9, 8), elements=st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.8, 1.0])))
def test_runs_hold_all_solid_ink_once(ink: Ink) -> None:
    runs = find_runs(ink)
    solid = ink > SOLID
    starts = (solid & ~np.vstack([np.zeros((1, 8), bool), solid[:-1]])).sum()
    assert len(runs.column) == starts
    assert (np.diff(runs.column) >= 0).all()
    assert (runs.top <= runs.bottom).all()
    lengths = np.bincount(runs.column, weights=runs.mass, minlength=8)
    assert (lengths + 1e-5 >= (ink * solid).sum(axis=0)).all()
    assert ((runs.center >= -0.01) & (runs.center <= 8.01)).all()


@given(hnp.arrays(np.bool_, (9, 8)))
def test_every_run_is_in_exactly_one_chain(drawn: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
    runs = find_runs(drawn.astype(np.float32))
    chains = chain_runs(runs)
    members = [int(i) for chain in chains for i in chain.runs]
    assert sorted(members) == list(range(len(runs.column)))
    left, right = touching_pairs(runs)
    pairs = set(zip(left.tolist(), right.tolist(), strict=True))
    for chain in chains:
        assert runs.column[chain.runs].tolist() == list(range(chain.first, chain.last + 1))
        steps = zip(chain.runs[:-1].tolist(), chain.runs[1:].tolist(), strict=True)
        assert pairs.issuperset(steps)
