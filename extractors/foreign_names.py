"""Legends under several panels whose names tell of one of these: the lines of the others are not known by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Shorter words number a panel, as in "(a)" or "Run 1".
LEAST_LETTERS = 2


def name_another_panel(names: Sequence[str], titles: Sequence[str | None], i: int) -> bool:
    """Whether all ``names`` of a legend hold the word that tells another panel's title from those of the rest.

    ``titles`` are those of all panels, ``i`` is the panel in question.
    """
    common = set.intersection(*(_words(name) for name in names)) if names else set()
    others = [_words(title or "") for j, title in enumerate(titles) if j != i]
    owners = [title for title in others if common & title - _words(titles[i] or "")]
    return bool(titles[i]) and len(owners) == 1


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= LEAST_LETTERS and not word.isdigit()}
