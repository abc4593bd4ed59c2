"""Claims in a few words."""

from __future__ import annotations

from extractors.claims import read_claims
from reports.claims import content_of, subject_of


def test_a_claim_in_words() -> None:
    text = "Two lines: Kiwi (blue) and Fig (red). Kiwi outperforms Fig. Fig falls from ~3 to 1 between steps 5 and 8."
    *_, comparison, trend = read_claims(text).claims
    assert (subject_of(comparison), content_of(comparison)) == ("Kiwi, and Fig", "above")
    assert (subject_of(trend), content_of(trend)) == ("Fig", "falls ~3 to 1 at 5 to 8")
