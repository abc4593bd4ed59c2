"""Claims in their order, each once; a peak that the text itself tops elsewhere is a local one."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.claims.extremes import LOCAL
from extractors.claims.lexicon import STRONG_RE
from schemas.claims import Claim, ClaimKind

_TELLS_VALUE = frozenset({ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM})


def settle(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims by their places; of two with the same words and content one stays."""
    unique: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        side = claim.axis.side if claim.axis is not None else None
        key = (claim.kind, claim.start, side, claim.values, claim.words, claim.trend, claim.x, claim.panel)
        unique.setdefault(key, claim)
    ordered = sorted(unique.values(), key=lambda claim: (claim.start, claim.end))
    tops = _listed(ordered)
    sided = _sided([_localised(claim, tops) for claim in ordered])
    return tuple(sided)


def _sided(claims: Sequence[Claim]) -> list[Claim]:
    """`Y-axis` in a text that has a right one besides, but no left one, is the left one."""
    sides = {(claim.axis.side, claim.panel) for claim in claims if claim.axis is not None}
    return [
        claim.model_copy(update={"axis": claim.axis.model_copy(update={"side": "left"})})
        if claim.axis is not None
        and claim.axis.side == "y"
        and claim.axis.label is None
        and ("right", claim.panel) in sides
        and ("left", claim.panel) not in sides
        else claim
        for claim in claims
    ]


def _listed(claims: Sequence[Claim]) -> dict[tuple[str, str], tuple[float, float]]:
    """The lowest and highest value told of each series of each panel."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for claim in claims:
        if claim.kind in _TELLS_VALUE and claim.values:
            value = claim.values[0].value
            low, high = found.get(_key(claim), (value, value))
            found[_key(claim)] = min(low, value), max(high, value)
    return found


def _localised(claim: Claim, told: dict[tuple[str, str], tuple[float, float]]) -> Claim:
    """`Peaks at 0.36` beside a listed 0.46 means one hump of several; `highest` does not."""
    if claim.kind not in (ClaimKind.MAXIMUM, ClaimKind.MINIMUM) or not claim.values or claim.within is not None:
        return claim
    if STRONG_RE.search(claim.text) or claim.series is None:
        return claim
    value, digit = claim.values[0].value, claim.values[0].digit
    lowest, highest = told[_key(claim)]
    topped = highest > value + digit if claim.kind == ClaimKind.MAXIMUM else lowest < value - digit
    return claim.model_copy(update={"within": LOCAL}) if topped else claim


def _key(claim: Claim) -> tuple[str, str]:
    series, panel = claim.series, claim.panel
    return (
        (series.name or series.color or series.text).lower() if series else "",
        (panel.title or panel.position or str(panel.number)).lower() if panel else "",
    )
