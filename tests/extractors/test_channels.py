from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.channels import channel_max, channel_min, channel_range, channel_sum, commonest_color


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.float32])
def test_reductions_are_those_of_numpy_over_the_last_axis(kind: type) -> None:
    values: NDArray[Any] = np.random.default_rng(0).integers(0, 80, (7, 5, 3)).astype(kind)
    assert np.array_equal(channel_max(values), values.max(axis=2))
    assert np.array_equal(channel_min(values), values.min(axis=2))
    assert np.array_equal(channel_range(values), np.ptp(values, axis=2))
    assert np.array_equal(channel_sum(values), values.sum(axis=2))


def test_the_commonest_colour_is_the_median_of_its_own_pixels_alone() -> None:
    paper, ink = [(250, 251, 248), (252, 250, 250), (253, 249, 251)], [(10, 20, 30), (11, 22, 31)]
    pixels = np.array(paper * 4 + ink * 5, np.uint8)
    assert commonest_color(pixels, 5).tolist() == [252, 250, 250]
    darkest_of_equals = np.array([(200, 200, 200), (40, 40, 40)], np.uint8)
    assert commonest_color(darkest_of_equals, 6).tolist() == [40, 40, 40]
    with pytest.raises(ValueError, match="empty"):
        commonest_color(np.zeros((0, 3), np.uint8), 6)
