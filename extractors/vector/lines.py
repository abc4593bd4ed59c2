"""Lines of text from pieces that a file places one by one: characters of a PDF, spans of an SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.geometry import Box, bounding
from extractors.vector.scene import Rgb, Word

# lengths in font sizes
SAME_PLACE = 0.01  # between the letters of a ligature
SAME_LINE = 0.15  # by which two pieces of one line may be off its baseline
RAISED = (0.2, 0.9)  # by which an exponent's baseline lies above that of its base
LOWERED = (-0.5, -0.08)  # the same of an index
SMALLER = 0.9  # largest size of an exponent or index, as a share of the size of its base
BACK = 0.35  # by which a piece may begin before the end of the one before it: accents, and the powers of indices
SPACED = 0.65  # from the end of a piece to the start of the next one of its line, where no space is written
WRITTEN_SPACE = 1.5  # the same after a space
GROUPED = 0.3  # after the comma of a number that TeX sets as a list
OVER = 0.05  # by which the parts of one number may overlap, where the file holds them one by one
CLOSE = 0.82  # of the steps of most digits: nearer ones are of two labels that overlap; programs round steps to pixels
NARROW_SPACE = 0.16  # a gap from here on is a space, even where the file holds none

_NUMBER = re.compile(r"\s*[-+−]?[\d.]+(,\d{3})*(\.\d+)?(\s*×\s*10)?\s*[kKMGTBmµμn%]?\s*$")
_DATE = re.compile(r"\s*(?:(?:\d{1,4}[-/:])+\d{1,4}|\d{1,2}\.\d{1,2}\.\d{2,4})\s*$")
# Digits after a thin space may go on with the number before it.
_GROUP = re.compile(r"\d{3}")
_GROUPS = re.compile(r",\d{3}$")
# Signs in a number that TeX takes from another font than its digits: what follows on them is of the same number.
_INSIDE = frozenset(",.·⋅×")


@dataclass(frozen=True)
class Run:
    """A piece of text in our plane: where it begins and ends along its line, and its baseline above the plane's origin.

    ``apart``: the file puts it in an object of its own, so that it can only be an exponent or index of the one before.
    ``item``: the object of the file that it is part of, where a line may have several.
    """

    text: str
    box: Box
    along: float
    end: float
    up: float
    size: float
    angle: int
    color: Rgb
    anchor: tuple[float, float] | None = None
    apart: bool = False
    item: int | None = None


def words_of(runs: Sequence[Run]) -> tuple[Word, ...]:
    """The pieces, in the order of the file, put together where one goes on where the one before it ends."""
    lines: list[list[Run]] = []
    numbers = _numbers(runs)
    leads, steps = _leads(runs), _steps(runs)
    for run in runs:
        if lines and _goes_on(lines[-1], run, numbers, steps):
            lines[-1].append(run)
        elif run.text.strip():
            lines.append([run])
    return tuple(_word(label, leads) for line in lines for label in _labels(line))


def _labels(line: list[Run]) -> list[list[Run]]:
    """A line of numbers or dates between which no space is written, taken apart: one object may hold many labels."""
    base = max(line, key=lambda r: r.size)
    parts: list[list[Run]] = [[]]
    for last, run in zip([None, *line], line, strict=False):
        inked = last is not None and run.item is not None and last.text.strip() and run.text.strip()
        if last is not None and inked and run.along - last.end > NARROW_SPACE * base.size:
            parts.append([])
        parts[-1].append(run)
    texts = ["".join(r.text for r in part) for part in parts]
    grouped = all(_GROUP.fullmatch(text) for text in texts[1:])
    are_labels = all(_NUMBER.match(text) or _DATE.match(text) for text in texts)
    return parts if are_labels and not grouped else [line]


def _numbers(runs: Sequence[Run]) -> dict[int, str]:
    """The objects that are a number, with their texts: labels of ticks may touch one another."""
    texts: dict[int, str] = {}
    for run in runs:
        if run.item is not None:
            texts[run.item] = texts.get(run.item, "") + run.text
    return {item: text for item, text in texts.items() if _NUMBER.match(text) or _DATE.match(text)}


def _leads(runs: Sequence[Run]) -> dict[int, float]:
    """The widths of the spaces that objects begin with.

    Programs centre what they write and not what is seen of it: gnuplot puts a space before its numbers. Several labels
    may be in one object, and all of them begin with a space then.
    """
    leads: dict[int, float] = {}
    for run in runs:
        if run.item is not None and run.item not in leads:
            leads[run.item] = 0.0 if run.text.strip() else run.end - run.along
    return leads


def _may_be_parts(first: str, second: str) -> bool:
    """Whether two numbers may be parts of one: not across a space or a unit, of two points or grouped, and no dates."""
    if _GROUPS.search(first) and not second.startswith("."):
        return False
    if _DATE.match(first) or _DATE.match(second):
        return False
    return not (second[:1].isspace() or first[-1:].isalpha() or first[-1:] == "%" or ("." in first and "." in second))


def _steps(runs: Sequence[Run]) -> dict[int, float]:
    """How far most digits of an object stand from the next one beside them."""
    found: dict[int, list[float]] = {}
    for last, run in pairwise(runs):
        step = run.along - last.along
        if run.item is not None and run.item == last.item and _are_digits(last, run) and step <= last.size:
            found.setdefault(run.item, []).append(step)
    return {item: median(steps) for item, steps in found.items()}


def _are_digits(last: Run, run: Run) -> bool:
    return last.text.isdigit() and run.text.isdigit() and last.size == run.size and last.up == run.up


def _goes_on(line: Sequence[Run], run: Run, numbers: dict[int, str], steps: dict[int, float]) -> bool:
    last = line[-1]
    base = max(line, key=lambda r: r.size)
    size = max(base.size, run.size)
    if run.angle == last.angle and max(abs(run.along - last.along), abs(run.up - last.up)) <= SAME_PLACE * size:
        return True  # a ligature is one sign that stands for several letters
    rise = (run.up - base.up) / size
    small = run.size <= SMALLER * base.size
    shifted = small and (RAISED[0] <= rise <= RAISED[1] or LOWERED[0] <= rise <= LOWERED[1])
    reach = WRITTEN_SPACE if last.text.endswith(" ") else SPACED
    if run.apart:
        if not shifted:
            return False
        reach = SPACED / 2
    if (
        run.item is not None
        and run.item in numbers
        and base.item in numbers
        and run.item != last.item
        and last.text.strip() not in _INSIDE
        and abs(rise) <= SAME_LINE
    ):
        one = _may_be_parts(numbers[base.item], numbers[run.item])
        return one and -OVER * size <= run.along - last.end <= NARROW_SPACE * size
    step = steps.get(run.item) if run.item is not None and run.item == last.item else None
    if step is not None and _are_digits(last, run) and run.along - last.along < CLOSE * step:
        return False  # digits of one number stand beside each other, those of labels may overlap
    if run.angle != last.angle or not -BACK * size <= run.along - last.end <= reach * size:
        return False
    return not run.text.strip() or abs(rise) <= SAME_LINE or shifted


def _word(line: Sequence[Run], leads: dict[int, float]) -> Word:
    base = max(line, key=lambda r: r.size)
    inked = [r for r in line if r.text.strip()]
    string = _string(line, base)
    anchor = inked[0].anchor if len({r.anchor for r in inked}) == 1 else None
    box, baseline = bounding(r.box for r in inked), -base.up if base.angle == 0 else None
    if anchor is None and baseline is not None and base.item is not None:
        anchor = ((inked[0].along - leads.get(base.item, 0.0) + inked[-1].end) / 2, baseline)
    return Word(string, box, base.angle, base.size, inked[0].color, anchor, baseline)


def _string(line: Sequence[Run], base: Run) -> str:
    """The text with exponents as ``10^4``, and spaces where there are gaps."""
    out = ""
    last: Run | None = None
    raised = False
    for run in line:
        seen = bool(run.text.strip())
        up = (run.up - base.up) / base.size
        high = seen and RAISED[0] <= up <= RAISED[1] and run.size <= SMALLER * base.size
        gap = run.along - last.end if last is not None else 0.0
        grouped = (
            out[-1:] in (",", ".") and out[-2:-1].isdigit() and run.text[:1].isdigit() and gap < GROUPED * base.size
        )
        if out and not out.endswith(" ") and seen and not high and not grouped and gap > NARROW_SPACE * base.size:
            out += " "
        if high and not raised and out[-1:].isdigit():
            out += "^"
        raised = high if seen else raised
        out += run.text
        last = run if seen or last is None else replace(run, end=max(run.end, last.end))
    return " ".join(out.split())
