"""What a check of one claim found, and how findings of several panels or series become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.tolerance import IMPRECISE
from schemas.verdicts import DOUBT_MEANING, Doubt, Evidence, Verdict

# What counts where findings differ: one thing that is wrong makes the whole wrong.
_WORST = (Verdict.REFUTED, Verdict.NOT_VERIFIABLE, Verdict.IMPRECISE, Verdict.SUPPORTED)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with both sides in words; ``tolerance`` in axis units."""

    verdict: Verdict
    expected: str
    measured: str
    doubt: Doubt = Doubt.NONE
    tolerance: float | None = None
    points: tuple[Evidence, ...] = ()
    panel: int | None = None
    series: int | None = None

    @property
    def sentence(self) -> str:
        """Both sides in one sentence, or why nothing was decided."""
        if self.doubt:
            seen = f" ({self.measured})" if self.measured else ""
            return f"text: {self.expected}; not verifiable: {DOUBT_MEANING[self.doubt]}{seen}"
        return f"text: {self.expected}; figure: {self.measured}"


def doubtful(doubt: Doubt, expected: str, measured: str = "") -> Finding:
    """Nothing is decided, and why."""
    return Finding(Verdict.NOT_VERIFIABLE, expected, measured, doubt)


def graded(distance: float, tolerance: float, slightly: float = 0.0) -> Verdict:
    """The verdict on a number that lies so far from what was measured; within ``slightly`` it is not refuted."""
    if distance <= tolerance:
        return Verdict.SUPPORTED
    return Verdict.IMPRECISE if distance <= max(IMPRECISE * tolerance, slightly) else Verdict.REFUTED


def plain(right: bool, expected: str, measured: str) -> Finding:
    """A finding that is right or wrong, with no degrees."""
    return Finding(Verdict.SUPPORTED if right else Verdict.REFUTED, expected, measured)


def worst(findings: Sequence[Finding]) -> Finding:
    """The finding that decides where all have to hold; the first of its kind."""
    return min(findings, key=lambda finding: _WORST.index(finding.verdict))
