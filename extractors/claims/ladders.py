"""Lists of numbers on an axis: `0, 20, 40, 60`."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.claims.axis_words import LIST
from extractors.claims.mention import Mention
from extractors.claims.piece import Piece

# What may stand before the next number of a list; `at`, `by` and the like go on to something else.
_LISTING = frozenset({"", "and", "to", "through"})


def tick_run(piece: Piece, numbers: list[Mention], index: int) -> list[Mention]:
    """Single numbers that follow each other with commas between."""
    run = [numbers[index]] if len(numbers[index].numbers) == 1 or numbers[index].joined == "and" else []
    while run and index + len(run) < len(numbers):
        following = numbers[index + len(run)]
        gap = piece.text[run[-1].end : following.start]
        if (
            not LIST.fullmatch(gap)
            or following.prep not in _LISTING
            or (len(following.numbers) != 1 and following.joined == "-")
        ):
            break
        run.append(following)
    return run


def is_ladder(piece: Piece, run: list[Mention]) -> bool:
    """A list with a gap (`0, 20, …, 140`) still tells of ticks; one that does not rise or fall tells of none."""
    values = [q.value for m in run for q in m.numbers]
    steps = {second > first for first, second in pairwise(values)}
    gap = re.search(r"\.\.\.|…", piece.text[run[0].start : run[-1].end])
    return len(steps) == 1 and gap is None
