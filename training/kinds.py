"""The kinds of print that networks are trained on: what is drawn, how, and which characters are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from extractors.readers.name_reader import NAMES
from extractors.readers.strip_reader import Script
from extractors.readers.tick_reader import TICKS
from training.drawing import Hand, name_as_mathematics, tick_as_mathematics
from training.labels import random_label, target_of
from training.names import name_target, random_name


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of print: its characters, its random strings, what is to be answered for one, and how it is drawn."""

    script: Script
    random: Callable[[np.random.Generator], str]
    target_of: Callable[[str], str]
    hand: Hand


KINDS = {
    "ticks": Kind(TICKS, random_label, target_of, Hand(tick_as_mathematics, exponents=True, ems=11, columns=6)),
    "names": Kind(NAMES, random_name, name_target, Hand(name_as_mathematics, exponents=False, ems=24, columns=4)),
}
