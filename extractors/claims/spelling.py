"""Names as a text spells them, where the reader of its figure misread them or prints them otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

_LEAST = 6  # letters from which a name with one other letter is the same name
_TIGHT = 3  # letters up to which a name has no spaces that its reader may have lost: `x1` is not `x 1`
_DROPPED = frozenset("_^\\")


class Spelling:
    """Finds names in one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._folded: tuple[str, list[int]] | None = None

    def find(self, name: str, others: Iterable[str] = ()) -> str | None:
        """The name as it stands in the text: with lost spaces, with other marks of indices, or with one other letter.

        What is spelled like one of the ``others`` is that one.
        """
        letters = [letter for letter in name if not letter.isspace()]
        tight = len(letters) <= _TIGHT
        gaps = ["" if tight and one.isalpha() and other.isalnum() else "[ ]?" for one, other in pairwise(letters)]
        words = "".join(re.escape(letter) + gap for letter, gap in zip(letters, [*gaps, ""], strict=True))
        match = re.search(rf"(?<!\w){words}(?!\w)", self.source)
        if match is None and name.isupper() and not tight:
            match = re.search(rf"(?<!\w){words}(?!\w)", self.source, re.I)
        if match is not None:
            return match[0]
        taken = {other.lower() for other in others}
        found = (one for one in (*self._indexed(name), *self._misread(name)) if one.lower() not in taken)
        return next(found, None)

    def _indexed(self, name: str) -> Iterator[str]:
        """`x₁`, `x_1` and `X1` are one name."""
        if not any(letter.isdigit() for letter in name):
            return
        if self._folded is None:
            self._folded = _fold(self.source)
        (folded, places), wanted = self._folded, _fold(name)[0]
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded):
            first, last = places[match.start()], places[match.end() - 1] + 1
            around = self.source[max(first - 1, 0) : first] + self.source[last : last + 1]
            if not re.search(r"[^\W_]", around):
                yield self.source[first:last]

    def _misread(self, name: str) -> Iterator[str]:
        """`From såratch` is `From scratch`; its first letter, numbers and single letters tell siblings apart."""
        if len(name) < _LEAST:
            return
        for match in re.finditer(rf"(?<![^\W_]){re.escape(name[0])}", self.source):
            start = match.start()
            for length in (len(name), len(name) + 1, len(name) - 1):
                words = self.source[start : start + length]
                whole = words[-1:].isalnum() and not self.source[start + length : start + length + 1].isalnum()
                if whole and _differ_in_one(words, name):
                    yield words
                    return


def _fold(text: str) -> tuple[str, list[int]]:
    """Small letters with indices and powers on the line, and where each stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in "" if letter in _DROPPED else unicodedata.normalize("NFKC", letter).lower():
            letters.append(one)
            places.append(place)
    return "".join(letters), places


def _differ_in_one(one: str, other: str) -> bool:
    """Whether two names are alike but for a letter that is another, missing or too many, within a longer word."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    first, second = one[head : len(one) - tail], other[head : len(other) - tail]
    if max(len(first), len(second)) > 1 or not (first + second).isalpha():
        return False
    word = re.search(r"[^\W\d_]*$", one[:head])
    rest = re.match(r"[^\W\d_]*", one[len(one) - tail :])
    return len((word[0] if word else "") + (rest[0] if rest else "")) > _TIGHT
