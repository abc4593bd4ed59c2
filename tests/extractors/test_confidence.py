"""Confidence: a chance that trouble only ever lowers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.confidence import KINDS, SERIES_TROUBLES, confidence, fitted_weights, troubles
from extractors.series_evidence import SeriesEvidence
from tests.extractors.witnessed import BEST, evidence


def test_every_trouble_has_a_weight_and_none_of_them_raises_a_confidence() -> None:
    for kind, measures in KINDS.items():
        weights = fitted_weights()[kind]
        assert set(weights) == {"base", *measures}
        assert all(weights[name] <= 0 for name in measures)


def test_the_evidence_of_a_series_is_all_known() -> None:
    assert set(SeriesEvidence.__dataclass_fields__) == set(BEST)


@pytest.mark.parametrize("name", ["on_ink", "coverage", "explained", "near"])
@given(share=st.floats(0, 1))
def test_less_agreement_with_the_ink_never_helps(name: str, share: float) -> None:
    assert confidence("series", evidence(**{name: share})) <= confidence("series", evidence())


def test_troubles_of_nothing_wrong_are_none_but_of_the_look() -> None:
    found = troubles("series", evidence())
    assert {name for name, value in found.items() if value > 1e-6} <= {"gray"}
    assert set(found) == set(SERIES_TROUBLES)


def test_troubles_stay_finite_at_the_worst() -> None:
    worst = evidence(same_color=99, residual=1e9, thicker=1e9, print_height=0, others=99, span=0, ticks=0)
    assert all(np.isfinite(v) and v <= 1 for v in troubles("series", worst).values())


def test_a_share_a_rounding_error_above_one_is_no_trouble() -> None:
    assert troubles("series", evidence(on_ink=1 + 1e-12, explained=1 + 1e-12, near=1 + 1e-12)) == troubles(
        "series", evidence()
    )
