"""Dollar signs that were read as the letter S, or as the digit like it: ``S75`` and ``565`` beside ``$70``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.errors import CalibrationRejected
from extractors.tick_readings import TickLabel
from schemas.reasons import Reason

_AS_LETTER, _AS_FIVE = re.compile(r"^(-?)[Ss§](?=\d)"), re.compile(r"^(-?)5(?=\d)")
_SIGN = re.compile(r"-?\$-?\d")
# So many labels that begin with the letter are no single misreading.
LEAST = 2


def with_dollar_signs(labels: Sequence[TickLabel], hint: str) -> list[TickLabel]:
    """The labels with their dollar signs, where one of them shows such a sign: tools print it on all or on none.

    Below a title of dollars, ``hint``, it also shows where one reader saw it on several labels and another a letter,
    and below any title where a reader saw it on each label: another may have taken it for an 8 or a 5.
    Raises :class:`CalibrationRejected` where none does and most begin with an S though the title is of dollars: it may
    be the sign or a 5, and the values are even either way.
    """
    if len(labels) > LEAST and all(_shown(label) for label in labels):
        labels = [
            replace(label, text=_shown(label)[0], alternatives=_without(label, _shown(label)[0])) for label in labels
        ]
    letters = sum(_AS_LETTER.match(label.text) is not None for label in labels)
    seen = sum(any("$" in text for text in label.alternatives) for label in labels)
    if any("$" in label.text for label in labels) or ("$" in hint and min(seen, letters) >= LEAST):
        return [_with_sign(label) for label in labels]
    if "$" in hint and letters >= max(LEAST, len(labels) / 2):
        raise CalibrationRejected(Reason.TICKS_NOT_LEGIBLE, "the labels begin with a dollar sign or with a 5")
    return list(labels)


def _shown(label: TickLabel) -> list[str]:
    """The readings of a label that show a dollar sign before a digit."""
    return [text for text in (label.text, *label.alternatives) if _SIGN.match(text)]


def _without(label: TickLabel, chosen: str) -> tuple[str, ...]:
    return tuple(text for text in (label.text, *label.alternatives) if text != chosen)


def _with_sign(label: TickLabel) -> TickLabel:
    texts = [_AS_LETTER.sub(r"\1$", text) for text in (label.text, *label.alternatives)]
    fives = [_AS_FIVE.sub(r"\1$", text) for text in texts if _AS_FIVE.match(text)]
    return replace(label, text=texts[0], alternatives=tuple(dict.fromkeys((*texts[1:], *fives))))
