"""A statement speaks of the series that was named last, or refutes nothing."""

from __future__ import annotations

import pytest

from checks.mentions import held_to_mentions
from schemas.claims import ClaimKind
from schemas.verdicts import Doubt, Judged, Verdict
from tests.checks.claimed import at, claim, judged


def wrong(source: str) -> Judged:
    """A refuted value of MEL that stands at the end of the text."""
    one = judged(claim(ClaimKind.VALUE, "0.40", series="MEL", x=at("130"), text="0.40 at 130"))
    place = source.index("0.40")
    moved = one.claim.model_copy(update={"start": place, "end": len(source)})
    return one.model_copy(update={"claim": moved})


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("GRPO rises. MEL is 0.40 at 130", Verdict.REFUTED),
        ("MEL rises. It is 0.40 at 130", Verdict.REFUTED),
        ("MEL rises.\n**GRPO**\n- 0.40 at 130", Verdict.NOT_VERIFIABLE),
        ("GRPO+ and MEL\nGRPO is 0.40 at 130", Verdict.NOT_VERIFIABLE),
        ("| x | MEL | GRPO |\n| 130 | 0.40 |", Verdict.REFUTED),
    ],
)
def test_refutation_needs_the_series_named_last(source: str, verdict: Verdict) -> None:
    (found,) = held_to_mentions(source, [wrong(source)], ["GRPO", "MEL"])
    assert found.verdict is verdict
    assert (found.doubt is Doubt.SERIES_AMBIGUOUS) == (verdict is Verdict.NOT_VERIFIABLE)
