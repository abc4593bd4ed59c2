"""What the points or commas of a row of labels separate: thousands or decimals. One label alone cannot say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractors.numbers import ParsedNumber, normalise, readings, undo_confusables

Meaning = Literal["thousands", "unclear"]

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
# So large a share of the labels has to be of the one or the other kind: of the others readers lost the separator.
MOSTLY = 0.8
# A group that lost a zero or two; nobody prints other decimals at one label than at the others.
_CUT = re.compile(r"[1-9]\d{0,2}[.,]0{1,2}")
_BARE = re.compile(r"\d{1,3}")
# Signs and units around the digits; a scale letter behind them says that what stands before it is no thousands.
_AROUND = re.compile(r"^[^\d.,]*|[^\d.,]*$")
_SCALED = re.compile(r"\d ?[kKMGBT]|\^|[eE]")


def separator_meaning(texts: Sequence[str]) -> Meaning | None:
    """``thousands`` where a row can mean nothing else, ``unclear`` where it may mean both, None for all other rows.

    ``0, 5.000, 10.000``: who prints three decimals prints them at zero too, and who leaves zeros out prints ``5``.
    ``2,000, 4.000, 6,000``: readers take comma and point for each other. ``10.000, 20.000, 30.000`` may be both, while
    nobody prints decimals that are all zero behind a comma.
    """
    plain = [normalise(text) for text in texts]
    cores = [_AROUND.sub("", text) or _AROUND.sub("", undo_confusables(text)) for text in plain]
    grouped = [core for core in cores if _GROUPED.fullmatch(core)]
    bare = [core for core in cores if _BARE.fullmatch(core)]
    cut = [core for core in cores if _CUT.fullmatch(core)] if sum(core.endswith("000") for core in grouped) >= 2 else []
    if not grouped or len(grouped) + len(bare) + len(cut) < MOSTLY * len(cores) or any(map(_SCALED.search, plain)):
        return None
    marks = {c for core in grouped for c in core if not c.isdigit()}
    if any(len(re.findall("[.,]", core)) > 1 for core in grouped) or len(marks) > 1:
        return "thousands"
    rounded = [core for core in grouped if core.endswith("0")]
    if bare:
        return "thousands" if rounded else None
    if len(grouped) < 2 or not all(core.endswith("000") for core in grouped):
        return None
    return "unclear" if marks == {"."} else "thousands"


def row_readings(text: str, meaning: Meaning | None) -> tuple[ParsedNumber, ...]:
    """The readings of a label that agree with what the separators of its row mean."""
    found = readings(text)
    if meaning != "thousands" or not _GROUPED.fullmatch(_AROUND.sub("", normalise(text))):
        return found
    return tuple(number for number in found if number.decimals == 0)


def may_have_lost_zeros(labels: Sequence[Sequence[str]]) -> bool:
    """Whether decimals may be grouped thousands that lost their zeros, by all readings of each label, the first first.

    ``20.00, 15,001, 10,00, 5.00``: no tool sets points and commas in one row, so one of both is misread, and a reading
    has three digits behind it.
    """
    first = [_AROUND.sub("", normalise(texts[0])) for texts in labels if texts]
    marks = {c for core in first for c in core if c in ".,"}
    grouped = [t for texts in labels for t in texts if _GROUPED.fullmatch(_AROUND.sub("", normalise(t)))]
    return len(marks) > 1 and len(grouped) >= 2 and not any(core.startswith("0") and core != "0" for core in first)
