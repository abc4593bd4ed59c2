"""Claims in a few words, so that tests can say what they expect."""

from __future__ import annotations

from extractors.claims import read_claims
from schemas.claims import Claim, ClaimKind, Place, Quantity, SeriesRef


def told(text: str, *kinds: str) -> list[str]:
    """The claims of a text in a few words each; of these kinds only, where some are given."""
    wanted = {ClaimKind(kind) for kind in kinds} or set(ClaimKind)
    return [brief(claim) for claim in read_claims(text).claims if claim.kind in wanted]


def brief(claim: Claim) -> str:
    """``trend A rises 0.1,0.5 @0..40``: kind, panel, axis, series, words, numbers, place."""
    panel, axis = claim.panel, claim.axis
    parts = [
        claim.kind.value,
        f"[{panel.title or panel.position or panel.number or 'every'}]" if panel else "",
        (axis.side or axis.label or "") if axis else "",
        _series(claim.series),
        claim.trend or "",
        claim.relation or "",
        _series(claim.other),
        claim.measure if claim.measure != "values" else "",
        claim.words or "",
        ",".join(map(_number, claim.values)),
        f"@{_place(claim.x)}" if claim.x else "",
        f"within {_place(claim.within)}" if claim.within else "",
    ]
    return " ".join(part for part in parts if part)


def _series(ref: SeriesRef | None) -> str:
    if ref is None:
        return ""
    return "*" if ref.every else ref.name or ref.color or ref.dash or ("the-line" if ref.only else ref.text)


def _number(quantity: Quantity) -> str:
    return f"{'~' * quantity.hedged}{quantity.value:g}{'%' * quantity.percent}" if not quantity.date else quantity.text


def _place(place: Place) -> str:
    if place.start is None:
        return f"'{place.words}'"
    end = _number(place.end) if place.end else ""
    between = ".." if place.end or place.open_end else ""
    return f"{'..' * place.open_start}{_number(place.start)}{between}{end}"
