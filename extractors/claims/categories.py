"""Places on an axis of categories: ``at Q3``, ``from low to high``, ``x = Jan–Mar``, by the categories that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claims.mention import Mention
from schemas.claims import Quantity

_PREP = r"between|from|over|for|during|in|at|by|around|near|on|to|until|till|through|across|after|before|since|under"
_SHORT = 3  # letters up to which a category is told from a word by its capitals
_HEADS = re.compile(r"\s*(?:$|[:→=])")
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")


class CategoryFinder:
    """Finds the categories of an x axis where words make them places."""

    def __init__(self, categories: Sequence[str], x_noun: str) -> None:
        self._order = {_key(name): (name, place) for place, name in enumerate(categories)}
        names = sorted((name for name in categories if not _NUMBER.fullmatch(name)), key=len, reverse=True)
        self._pattern = _pattern(names, x_noun) if names else None

    def find(self, text: str, start: int, end: int, masked: Sequence[tuple[int, int]]) -> Iterator[Mention]:
        """Mentions of one category or of two with all between; a category alone counts where it heads the text."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text, start, end):
            if any(match.start() < last and first < match.end() for first, last in masked):
                continue
            prep, link = (match["prep"] or "").lower(), (match["link"] or "").strip().lower()
            joined = bool(match["b"]) and not (link == "and" and prep not in ("between", "from"))
            alone = match.start() == start and _HEADS.match(text[match.end("a") : end]) is not None
            if not (prep or match["noun"] or joined or alone):
                continue
            stop = match.end() if joined else match.end("a")
            numbers = tuple(self._quantity(match[group]) for group in (("a", "b") if joined else ("a",)))
            yield Mention(match.start(), stop, numbers, prep, "x", True, joined=link if joined else "")

    def _quantity(self, words: str) -> Quantity:
        name, place = self._order[_key(words)]
        return Quantity(text=name, value=float(place), digit=1.0)


def _pattern(names: Sequence[str], x_noun: str) -> re.Pattern[str]:
    forms = [re.escape(name) if len(name) <= _SHORT else f"(?i:{re.escape(name)})" for name in names]
    name, noun = f"(?:{'|'.join(forms)})", rf"(?:(?i:{x_noun})|[xX]|category)\b\s*[=:]?\s*(?:the\s+)?"
    return re.compile(
        rf"(?<![\w-])(?:(?P<prep>(?i:{_PREP}))\s+(?:the\s+)?)?(?P<noun>{noun})?[\"']?(?P<a>{name})(?![\w])[\"']?"
        rf"(?:(?P<link>\s?[-–—→]\s?|\s(?:to|and|through|until|till|up to)\s(?:the\s+)?)(?:{noun})?"
        rf"[\"']?(?P<b>{name})[\"']?(?![\w-]))?"
    )


def _key(name: str) -> str:
    return name if len(name) <= _SHORT else name.lower()
