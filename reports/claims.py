"""Claims in a few words, for tables that people read."""

from __future__ import annotations

from schemas.claims import AxisRef, Claim, Place, Quantity, SeriesRef


def subject_of(claim: Claim) -> str:
    """What a claim is about: panel, axis and series, as far as they are told."""
    panel, axis = claim.panel, claim.axis
    parts = [
        (panel.title or panel.text) if panel else "",
        f"{axis.label or axis.side or axis.text}{_axis_word(axis)}" if axis else "",
        _series(claim.series),
        f"and {_series(claim.other)}" if claim.other else "",
    ]
    return ", ".join(part for part in parts if part)


def content_of(claim: Claim) -> str:
    """What a claim says of it: numbers, words, and where on x."""
    parts = [
        claim.words or "",
        (claim.trend or "").replace("_", " "),
        claim.relation or "",
        f"in {claim.measure}" if claim.measure != "values" else "",
        " to ".join(map(_number, claim.values)) if len(claim.values) < 3 else ", ".join(map(_number, claim.values)),
        f"at {_place(claim.x)}" if claim.x else "",
        f"within {_place(claim.within)}" if claim.within else "",
    ]
    return " ".join(part for part in parts if part)


def _axis_word(axis: AxisRef) -> str:
    return " axis" if axis.label is None and axis.side is not None else ""


def _series(ref: SeriesRef | None) -> str:
    return (ref.name or ref.text) if ref else ""


def _number(quantity: Quantity) -> str:
    return f"{'~' * quantity.hedged}{quantity.text}"


def _place(place: Place) -> str:
    if place.start is None:
        return place.words or ""
    if place.end is not None:
        return f"{_number(place.start)} to {_number(place.end)}"
    return f"{'until ' * place.open_start}{_number(place.start)}{' on' * place.open_end}"
