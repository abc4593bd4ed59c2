"""The CHART-Info measures against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.chartinfo import continuous_f1, continuous_recall, data_scores, matched_sum, pair_cost_sum, pixel_scores
from benchmarks.curves import Array

TRUE = np.array([[0.0, 10.0], [1.0, 20.0], [3.0, 40.0]])
NOTHING = np.empty((0, 2))


def test_recall_weighs_points_by_the_gaps_beside_them() -> None:
    # Weights 0.5, 1.5, 1; the found line is 10 everywhere: errors 0, 10/21, 30/41 with eps 1.
    flat = np.array([[0.0, 10.0], [3.0, 10.0]])
    expected = (0.5 * 1 + 1.5 * (11 / 21) + 1 * (11 / 41)) / 3
    assert continuous_recall(flat, TRUE, 1.0) == pytest.approx(expected)


def test_error_of_a_point_is_at_most_one() -> None:
    far = np.array([[0.0, 1e6], [3.0, 1e6]])
    assert continuous_recall(far, TRUE, 1.0) == 0


def test_f1_is_the_harmonic_mean_of_both_ways() -> None:
    flat = np.array([[3.0, 10.0], [0.0, 10.0]])  # not in order
    recall = (0.5 + 1.5 * (11 / 21) + 11 / 41) / 3
    precision = (1.5 * 1 + 1.5 * 0) / 3  # the errors are 0 and min(1, 30 / 11)
    assert continuous_f1(flat, TRUE, 1.0) == pytest.approx(2 * recall * precision / (recall + precision))


def test_f1_of_one_point_and_of_none() -> None:
    assert continuous_f1(np.array([[1.0, 9.0]]), np.array([[1.0, 10.0]]), 0.0) == pytest.approx(
        2 * 0.9 * (8 / 9) / (0.9 + 8 / 9)
    )
    assert continuous_f1(NOTHING, NOTHING, 1.0) == 1
    assert continuous_f1(NOTHING, TRUE, 1.0) == 0


def test_eps_is_taken_from_the_true_curve() -> None:
    level = np.array([[0.0, 50.0], [1.0, 50.0]])
    off = level + np.array([0.0, 1.0])
    assert pixel_scores([off], [level])[0, 0] == pytest.approx(_f(49 / 50, 50 / 51))  # no range, eps 0
    assert data_scores([off], [level])[0, 0] == pytest.approx(_f(49.5 / 50.5, 50.5 / 51.5))  # 1 % of the mean


def test_best_pairs_are_summed() -> None:
    assert matched_sum(np.array([[0.9, 0.8], [0.8, 0.1]])) == pytest.approx(1.6)
    assert matched_sum(np.array([[0.3, 0.7]])) == pytest.approx(0.7)


def test_pair_cost_has_a_quarter_for_the_name() -> None:
    assert pair_cost_sum(np.array([[0.6]]), ["loss"], ["lost"]) == pytest.approx(0.25 * 0.25 + 0.75 * 0.4)
    assert pair_cost_sum(np.array([[1.0]]), [None], ["any"]) == 0
    assert pair_cost_sum(np.array([[1.0], [0.0]]), ["a", "b"], ["a"]) == pytest.approx(1)  # b stays alone


def _f(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision)


def test_points_without_a_value_are_left_out() -> None:
    holes: Array = np.vstack([TRUE, [[np.nan, np.nan], [2.0, np.nan]]])
    assert continuous_f1(holes, TRUE, 1.0) == 1
