"""Level and sloping lines in a box of 320 columns."""

from __future__ import annotations

import numpy as np

from extractors.reference_lines import is_reference_line
from tests.extractors.drawn import area_of, picture
from tests.extractors.fitted import path_of


def test_only_a_level_line_along_the_whole_box_is_a_reference() -> None:
    area = area_of(picture((140, 320)))
    across = np.arange(320.0)
    assert is_reference_line(path_of(across, np.full(320, 50.0)), area)
    assert not is_reference_line(path_of(across, 50 + across / 30), area)
    assert not is_reference_line(path_of(across[60:260], np.full(200, 50.0)), area)
