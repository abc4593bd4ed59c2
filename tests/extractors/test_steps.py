"""Step curves with gaps at their risers, as dashes leave them, and risers on the edge of the plot."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.following import Path
from extractors.steps import with_risers

STROKE = 3.0
LEVELS = [100.0, 60.0, 90.0, 40.0, 70.0, 30.0]
PITCH = 40


def path_of(x: np.ndarray, y: np.ndarray) -> Path:
    return Path(x, y, np.zeros(len(x), bool), np.full(len(x), 0.2), 1.0, 0.8, (len(x),))


def stepped(gap: int) -> Path:
    """Risers every 40 columns, each in the middle of a gap of that many columns."""
    x = [np.arange(k * PITCH + gap // 2, (k + 1) * PITCH - gap // 2, dtype=float) for k in range(len(LEVELS))]
    return path_of(np.concatenate(x), np.repeat(LEVELS, [len(own) for own in x]))


def blank() -> np.ndarray:
    return np.zeros((140, PITCH * len(LEVELS)), np.float32)


def height_at(path: Path, x: float) -> float:
    return float(np.interp(x, path.x, path.y))


def test_a_riser_stands_in_the_middle_of_a_gap() -> None:
    found = with_risers(stepped(12), blank(), STROKE)
    for k in range(1, len(LEVELS)):
        assert height_at(found, k * PITCH - 3) == LEVELS[k - 1]
        assert height_at(found, k * PITCH + 3) == LEVELS[k]
    assert found.bridged.sum() == 2 * (len(LEVELS) - 1)
    assert len(found.x) == len(found.y) == len(found.sigma) == len(found.bridged)


@pytest.mark.parametrize("hidden", [1, 3])
def test_what_is_seen_of_risers_tells_where_the_others_are(hidden: int) -> None:
    """The gap of the hidden riser reaches further on one side."""
    path = stepped(6)
    shows = np.array([k * PITCH for k in range(1, len(LEVELS)) if k != hidden], float)
    between = np.array([(LEVELS[k - 1] + LEVELS[k]) / 2 for k in range(1, len(LEVELS)) if k != hidden])
    kept = ~((path.x >= hidden * PITCH) & (path.x < hidden * PITCH + 14))
    x, y = np.append(path.x[kept], shows), np.append(path.y[kept], between)
    order = np.argsort(x)
    found = with_risers(path_of(x[order], y[order]), blank(), STROKE)
    at = found.x[np.flatnonzero(np.diff(found.x) == 0)]
    assert np.abs(at - np.arange(1, len(LEVELS)) * PITCH).max() <= 1.5


def test_a_slope_of_nearly_a_pixel_per_column_is_no_stair() -> None:
    """Of its columns some pairs differ by less than a pixel, as those of a level do."""
    x = np.arange(200, dtype=float)
    rise = 0.775 * np.clip(x - 160, 0, None) + 0.06 * np.sin(2 * x)
    path = path_of(x, 60 + rise)
    assert with_risers(path, blank(), 1.0) is path


def test_missing_data_stay_missing() -> None:
    path = stepped(12)
    cut = int(np.searchsorted(path.x, 2 * PITCH))
    path = path_of(np.insert(path.x, cut, 2.0 * PITCH), np.insert(path.y, cut, np.nan))
    found = with_risers(path, blank(), STROKE)
    assert np.isnan(found.y).sum() == 1
    assert not ((found.x == 2 * PITCH) & ~np.isnan(found.y)).any()


def test_a_gap_in_a_solid_line_is_missing_data() -> None:
    """It is as short as a dash's, but the line has no others."""
    path = stepped(1)
    shown = (path.x < 2 * PITCH - 2) | (path.x > 2 * PITCH + 10)
    found = with_risers(path_of(path.x[shown], path.y[shown]), blank(), STROKE)
    missing = np.isnan(found.y)
    assert found.x[missing].tolist() == [2 * PITCH + 4]
    assert np.isnan(found.sigma[missing]).all()


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("dashed", "gap"), [(True, 12), (False, 1)])
def test_a_riser_half_hidden_by_a_spine_belongs_to_the_curve(side: str, dashed: bool, gap: int) -> None:
    ink = blank()
    rows = np.arange(20, 98) if side == "left" else np.arange(33, 120)
    rows = rows[rows // 10 % 2 == 0] if dashed else rows
    ink[rows, 0 if side == "left" else -1] = 0.4
    path = stepped(gap)
    if gap > 1:  # up to the edges of the plot
        ends = np.arange(gap // 2, dtype=float)
        x = np.concatenate((ends, path.x, ends + path.x[-1] + 1))
        path = path_of(x, np.concatenate((np.full(len(ends), LEVELS[0]), path.y, np.full(len(ends), LEVELS[-1]))))
    found = with_risers(path, ink, STROKE)
    end = found.y[0] if side == "left" else found.y[-1]
    assert abs(end - (rows[0] if side == "left" else rows[-1])) <= 1.5


@pytest.mark.parametrize("slope", [0.05, 0.3, 1.0])
def test_dashes_of_a_smooth_curve_are_left_alone(slope: float) -> None:
    x = np.concatenate([np.arange(k * 20, k * 20 + 12, dtype=float) for k in range(10)])
    path = path_of(x, 10 + slope * x)
    assert with_risers(path, blank(), STROKE) is path
    wave = path_of(x, 60 + 40 * np.sin(x / 30))
    assert with_risers(wave, blank(), STROKE) is wave


def test_a_flat_curve_with_one_jump_is_no_step_curve() -> None:
    x = np.concatenate((np.arange(0, 50, dtype=float), np.arange(60, 120, dtype=float)))
    path = path_of(x, np.where(x < 55, 40.0, 80.0))
    assert with_risers(path, blank(), STROKE) is path
