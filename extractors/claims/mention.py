"""A number of a sentence, or words for a place: what it measures and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.claims import Place, Quantity

Side = Literal["x", "y"]
LEADS_TO = "⇒"  # joins a place and its value, where an arrow stands between and the axes tell which is which


SOMEWHERE = Place(words="some point")  # where along x is not told


@dataclass(frozen=True, slots=True)
class Mention:
    """One or two numbers, or words for a place; ``prep`` is the preposition before them, ``side`` what they measure.

    ``sure`` says that the words, not the stated ranges, tell the side. ``tail`` counts numbers for a pair (x, y).
    """

    start: int
    end: int
    numbers: tuple[Quantity, ...]
    prep: str = ""
    side: Side | None = None
    sure: bool = False
    pair: bool = False
    joined: str = ""
    place: Place | None = None
    bracketed: bool = False


def is_led(text: str, floor: int, place: int) -> bool:
    """Whether a word or sign stands right before a place: after a number, a comma or a bracket, none tells its kind."""
    while place > floor and text[place - 1] in " (":
        place -= 1
    return place > floor and (text[place - 1].isalpha() or text[place - 1] in _SIGNS)


def is_place(mention: Mention) -> bool:
    """Whether a mention is a place on x, by its words or, where these leave it open, by its preposition."""
    if mention.pair or mention.side == "y":
        return False
    return mention.side == "x" or not mention.numbers or mention.prep in _PLACING


def place_of(mention: Mention) -> Place:
    """The mention as a place along x."""
    if mention.place is not None:
        return mention.place
    if len(mention.numbers) == 2 and not mention.pair:
        return Place(start=mention.numbers[0], end=mention.numbers[1])
    number = mention.numbers[0]
    if mention.prep in ("after", "since", "beyond", "past", "starting from", "as of", "above", "over", "exceeding"):
        return Place(start=number, open_end=True)
    if mention.prep in ("until", "till", "up to", "before", "within", "through", "below", "under"):
        return Place(start=number, open_start=True)
    return Place(start=number)


_SIGNS = "=:~≈@<>≥≤."
_PLACING_WORDS = (
    "from between over during across after until beyond since through throughout before within past till by"
)
_PLACING = frozenset(_PLACING_WORDS.split())
