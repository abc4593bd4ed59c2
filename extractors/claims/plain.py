"""A piece of text without its inline marks (bold, backticks, math), each character with its place in the original."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

# One character each, so that places stay.
_SAME_LENGTH = str.maketrans(
    {c: " " for c in "\u00a0\u2007\u2008\u2009\u200a\u202f\u3000\t\r"}
    | {c: "-" for c in "−‐‑‒﹣－"}
    | {c: "'" for c in "’‘‛′`´"}
    | {c: '"' for c in "“”„‟«»「」『』″"}
    | {c: "~" for c in "≈≃∼～˜≅"}
    | {c: "→" for c in "⟶➔➜➝➞⇒↦"}
    | {"％": "%", "：": ":", "，": ",", "。": ".", "（": "(", "）": ")", "；": ";", "–": "–", "‧": "·"}
)
_LATEX = {
    "approx": "~", "sim": "~", "simeq": "~", "pm": "±", "times": "×", "cdot": "×", "to": "→", "rightarrow": "→",
    "Rightarrow": "→", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "ll": "<", "gg": ">", "circ": "°", "n": " ",
    "text": "", "mathrm": "", "mathbf": "", "textbf": "", "mathit": "", "left": "", "right": "", "quad": " ",
}  # fmt: skip
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&le;": "≤", "&ge;": "≥", "&plusmn;": "±"}
_MARK = re.compile(
    r"\*{1,3}|_{1,3}|`+|\$|~~|->|\\[A-Za-z]+|\\.|&[a-z]{2,6};|</?[A-Za-z][^<>\n]{0,40}>|!?\[(?=[^\[\]\n]{1,200}\]\()"
    r"|\]\([^()\s]{0,300}\)|[{}]"
)
_MATH = re.compile(r"\$(?! )[^$\n]{1,120}(?<! )\$(?!\d)")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text with ``at[i]``, the place of its character i in the original, and the spans printed in bold."""

    text: str
    at: array[int]
    bold: tuple[tuple[int, int], ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of the characters ``start`` to ``end``, which must not be empty."""
        return self.at[start], self.at[end - 1] + 1

    def part(self, start: int, end: int) -> Plain:
        """The characters ``start`` to ``end`` alone."""
        bold = tuple((max(a - start, 0), min(b, end) - start) for a, b in self.bold if a < end and b > start)
        return Plain(self.text[start:end], self.at[start:end], bold)


def to_plain(source: str, start: int, end: int) -> Plain:
    """The characters ``start`` to ``end`` of a text, without inline marks."""
    math = [match.span() for match in _MATH.finditer(source, start, end)]
    dollars = {place for first, last in math for place in (first, last - 1)}
    text: list[str] = []
    at = array("l")
    bold: list[tuple[int, int]] = []
    opened: int | None = None
    cursor = start

    def copy(characters: str, place: int) -> None:
        for offset, character in enumerate(characters):
            text.append(character)
            at.append(place + offset)

    in_math = iter([*math, (end + 1, end + 1)])
    current = next(in_math)
    for mark in _MARK.finditer(source, start, end):
        copy(source[cursor : mark.start()].translate(_SAME_LENGTH), cursor)
        cursor = mark.end()
        while current[1] <= mark.start():
            current = next(in_math)
        kept = _kept(source, mark, dollars, current[0] <= mark.start(), start, end)
        if mark[0] in ("**", "***", "__") and kept == "":
            if opened is None:
                opened = len(text)
            else:
                bold.append((opened, len(text)))
                opened = None
        for character in kept.translate(_SAME_LENGTH):
            text.append(character)
            at.append(mark.start() if len(kept) != len(mark[0]) else mark.start() + kept.index(character))
    copy(source[cursor:end].translate(_SAME_LENGTH), cursor)
    return Plain("".join(text), at, tuple(span for span in bold if span[0] < span[1]))


def _kept(source: str, mark: re.Match[str], dollars: set[int], in_math: bool, start: int, end: int) -> str:
    """What stays of a mark: nothing of emphasis, the sign that a command of TeX stands for, the rest as it is."""
    sign = mark[0]
    before = source[mark.start() - 1] if mark.start() > start else " "
    after = source[mark.end()] if mark.end() < end else " "
    if sign[0] in "*_":
        opens = not after.isspace() and not before.isalnum()
        closes = not before.isspace() and not after.isalnum()
        if sign[0] == "_" and in_math:
            return sign
        return "" if opens or closes or sign == "**" else sign
    if sign == "$":
        return "" if mark.start() in dollars else sign
    if sign == "->":
        return "→"
    if sign in "{}":
        return "" if in_math else sign
    if sign.startswith("\\"):
        return _LATEX.get(sign[1:], sign[1:])
    if sign.startswith("&"):
        return _ENTITIES.get(sign, sign)
    if sign.startswith("<"):
        return " " if sign.lower().startswith("<br") else ""
    return ""


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces, quotes, brackets and stops around it."""
    while start < end and text[start] in " \"'.,:;()-–—":
        start += 1
    while end > start and text[end - 1] in " \"'.,:;(-–—":
        end -= 1
    return start, end
