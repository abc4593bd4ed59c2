"""The label that a block begins with, bold or up to a colon; axes as labels call them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.claims.markup import Block
from schemas.claims import AxisRef, Side

AXIS_RE = re.compile(
    r"(?:\b(?P<rank>primary|secondary|second|left|right|bottom|top|vertical|horizontal|left-hand|right-hand)[- ])?"
    r"(?:\b(?P<rank2>left|right|vertical|horizontal)[- ])?"
    r"(?:\b(?P<letter>[xy])(?P<digit>[12])?[- ]?ax[ei]s\b|(?<=[a-z-] )ax[ei]s\b|\bax[ei]s\b|\b(?P<letter2>[xy])축|"
    r"\b(?P<word>abscissa|ordinate)\b)(?P<after>\s?\(?(?:on the )?(?P<side>left|right|primary|"
    r"secondary)\b(?: side| y-axis)?\)?)?",
    re.I,
)
LETTER = re.compile(r"[xXyY](?: ?\([^()]*\))?")
_NUMBER = r"\s*[~(]*[-+]?[\d.,:/-]*\d(?:e[-+]?\d+)?%?\s*"
_ARROW = re.compile(_NUMBER + r"(?:→|=>|:\s)", re.I)
_ALONE = re.compile(_NUMBER + r"(?:$|[→:;,)]|(?!to\b|through\b)[a-z])", re.I)
_LABEL = re.compile(r"(?P<label>[^:\n]{1,110}?)\s*:(?=\s|$|[\"'(~\[])")
_DASHED = re.compile(r"(?P<label>[^:\n.,;]{1,45}?)\s(?:[-–—]|=)\s+(?=\S)")
_TO_SYMBOL = re.compile(r"\s(?:for|of|by|with) \w{1,2}$")
SHORT = 80  # characters of a line without bullet that may be an item of a list


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the colon of a block, and where the rest begins."""

    text: str
    start: int
    end: int
    rest: int


def leading_label(block: Block) -> Label | None:
    """The words that a block sets before its content: bold, or up to a colon; a heading is a label as a whole."""
    text = block.plain.text
    if block.kind == "table" or not text:
        return None
    if block.kind in ("heading", "question"):
        end = len(text.rstrip(" :"))
        return Label(text[:end], 0, end, len(text))
    bold = block.plain.bold[0] if block.plain.bold and block.plain.bold[0][0] == 0 else None
    colon = _LABEL.match(text)
    if colon and not _is_label(colon["label"]):
        colon = None
    if bold and (colon is None or colon.end("label") < bold[1] + 40):
        end = colon.end("label") if colon and colon.end("label") >= bold[1] else len(text[: bold[1]].rstrip(" :.-–—"))
        rest = re.compile(r"[\s:.]*(?:[-–—]\s)?\s*").match(
            text, colon.end() if colon and end == colon.end("label") else max(bold[1], end)
        )
        if colon or _has_divider(text, bold[1], end):
            return Label(text[:end], 0, end, rest.end() if rest else bold[1])
    if colon:
        start = colon.end()
        while start < len(text) and text[start].isspace():
            start += 1
        return Label(colon["label"], 0, colon.end("label"), start)
    dashed = _DASHED.match(text) if block.kind == "item" or len(text) < SHORT else None
    if dashed and "=" in dashed[0] and _is_point(text, dashed):
        return None
    if (dashed and len(dashed["label"].split()) <= 6 and not re.search(r"\d$", dashed["label"].rstrip())) or (
        dashed and re.match(r"(?:step|epoch|iteration|x|at)\b", dashed["label"], re.I)
    ):
        return Label(dashed["label"], 0, dashed.end("label"), dashed.end())
    return None


def _is_point(text: str, dashed: re.Match[str]) -> bool:
    """`step = 50 → 0.3` and `y = 0.3` tell a place and a value, `x = 0 to 10` what an axis shows.

    Words that go on to a symbol, as `The reading for σ² = 4`, are no label either.
    """
    if _ARROW.match(text, dashed.end()) or _TO_SYMBOL.search(dashed["label"]):
        return True
    return LETTER.fullmatch(dashed["label"].strip()) is not None and _ALONE.match(text, dashed.end()) is not None


def axis_ref(match: re.Match[str]) -> AxisRef:
    """The axis that words as `secondary y-axis` or `the left axis` name."""
    letter = (match["letter"] or match["letter2"] or "").lower()
    words = " ".join(w.lower() for w in (match["rank"], match["rank2"], match["side"]) if w)
    side: Side | None = None
    if (
        letter == "x"
        or (match["word"] and match["word"].lower() == "abscissa")
        or re.search("horizontal|bottom|top", words)
    ):
        side = "x"
    elif re.search("secondary|right|second", words) or match["digit"] == "2":
        side = "right"
    elif re.search("left|primary", words) or match["digit"] == "1":
        side = "left"
    elif letter == "y" or "vertical" in words or match["word"]:
        side = "y"
    return AxisRef(text=match[0].strip(), side=side)


def _has_divider(text: str, bold_end: int, end: int) -> bool:
    """Whether bold words at the beginning are set off as a label, and are not just the first words of a sentence."""
    return end < bold_end or re.match(r"\s*(?:$|[:\-–—.(])", text[bold_end:]) is not None


def _is_label(words: str) -> bool:
    return (
        len(words.split()) <= 14
        and words.count('"') % 2 == 0
        and words.count("(") == words.count(")")
        and ". " not in words
    )
