"""Whether a text speaks of the series that its reader took it to speak of: the one that it named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from checks.likeness import best_name
from checks.names import normalise
from schemas.claims import Claim, ClaimKind
from schemas.verdicts import Doubt, Judged, Verdict

_OF_ONE_SERIES = frozenset(
    {
        ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM, ClaimKind.RANGE,
        ClaimKind.TREND, ClaimKind.BOUND,
    }
)  # fmt: skip


def held_to_mentions(source: str, judged: Sequence[Judged], names: Iterable[str]) -> list[Judged]:
    """The verdicts, but for refutations of statements after whose subject another series is named.

    ``names``: what the figure calls its series. Cells of tables stand below their series, not after them.
    """
    known = {name for name in names if len(normalise(name)) > 1}
    known |= {one.claim.series.name for one in judged if one.claim.series is not None and one.claim.series.name}
    places = _places(source, known)
    starts = [start for start, _ in places]
    return [_held(one, source, places, starts) for one in judged]


def _held(one: Judged, source: str, places: list[tuple[int, str]], starts: list[int]) -> Judged:
    claim = one.claim
    named = claim.series.name if claim.series is not None else None
    if one.verdict is not Verdict.REFUTED or claim.kind not in _OF_ONE_SERIES or named is None:
        return one
    if _in_table(claim, source):
        return one
    last = bisect_left(starts, claim.end) - 1
    if last < 0 or best_name(named, [places[last][1]]):
        return one
    sentence = f"text: {one.expected}; not verifiable: the words may be about {places[last][1]} ({one.measured})"
    return one.model_copy(
        update={"verdict": Verdict.NOT_VERIFIABLE, "doubt": Doubt.SERIES_AMBIGUOUS, "sentence": sentence}
    )


def _in_table(claim: Claim, source: str) -> bool:
    line = source[source.rfind("\n", 0, claim.start) + 1 : claim.end]
    return "|" in line


def _places(source: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Where names stand, in their order; of names within one another the longest."""
    ordered = sorted(names, key=len, reverse=True)
    if not ordered:
        return []
    forms = "|".join(r"[ ]?".join(re.escape(letter) for letter in name if not letter.isspace()) for name in ordered)
    return [(match.start(), match[0]) for match in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", source)]
