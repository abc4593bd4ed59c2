"""Two readers weighed against each other: agreement makes a reading surer, disagreement keeps both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.readers import Pixels, Reading, Text, TextReader

# Two boxes that share this much of their joint area frame the same print.
_SAME_PRINT = 0.5
# The doubt that is left of a reading that the other reader contradicts.
_CONTRADICTED = 0.7
# The second reader's confidences count for less: it is surer of its errors than the first.
_SECOND_TRUST = 0.8
# What only the second reader found must be this sure and long: it takes markers and dashes for letters.
_SURE_ALONE, _LONG_ALONE = 0.85, 2


class CombinedReader:
    """Reads with two readers; of contradicting readings the surer one stands and the other is an alternative."""

    name = "both"

    def __init__(self, first: TextReader, second: TextReader) -> None:
        self._first = first
        self._second = second

    def find(self, rgb: Pixels) -> list[Text]:
        """The lines of print that either reader finds; where both find one, the box of the first."""
        first, others = self._first.find(rgb), self._second.find(rgb)
        texts = []
        for text in first:
            twin = max(others, key=lambda other: _likeness(text, other), default=None)
            if twin is None or _likeness(text, twin) < _SAME_PRINT:
                texts.append(text)
                continue
            others.remove(twin)
            texts.append(_merged(text, twin))
        return texts + [t for t in others if _stands_alone(t) and not any(t.box.overlap(f.box) for f in first)]

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """One reading per tight, upright crop, in order."""
        pairs = zip(self._first.read(crops), self._second.read(crops), strict=True)
        return [weighed(a, b) for a, b in pairs]


def weighed(a: Reading, b: Reading) -> Reading:
    """One reading from two: surer than both where they agree, else the surer one with the other as an alternative."""
    if not a.string or not b.string:
        return a if a.string else b
    if _bare(a.string) == _bare(b.string):
        doubt = (1 - a.confidence) * (1 - b.confidence)
        return Reading(a.string, 1 - doubt, "both", _distinct(a.string, (*a.alternatives, *b.alternatives)))
    better, other = (a, b) if a.confidence >= _SECOND_TRUST * b.confidence else (b, a)
    alternatives = _distinct(better.string, (other.string, *better.alternatives, *other.alternatives))
    return Reading(better.string, _CONTRADICTED * better.confidence, better.reader, alternatives)


def _merged(a: Text, b: Text) -> Text:
    one = weighed(
        Reading(a.string, a.confidence, a.reader, a.alternatives),
        Reading(b.string, b.confidence, b.reader, b.alternatives),
    )
    return replace(a, string=one.string, confidence=one.confidence, reader=one.reader, alternatives=one.alternatives)


def _stands_alone(text: Text) -> bool:
    return text.confidence >= _SURE_ALONE and sum(c.isalnum() for c in text.string) >= _LONG_ALONE


def _likeness(a: Text, b: Text) -> float:
    return a.box.grown(0.5).iou(b.box.grown(0.5)) if a.rotation == b.rotation else 0.0


def _bare(string: str) -> str:
    """A string without its spaces, in which readers differ without contradicting each other."""
    return string.replace(" ", "")


def _distinct(string: str, others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in others if other != string))
