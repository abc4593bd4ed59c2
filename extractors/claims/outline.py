"""What each block speaks of: the headings and labels above it, read as axis, legend, panel, series, phase or place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.claims.lexicon import EARLY_LATE, STAGE
from extractors.claims.markup import Block
from extractors.claims.plain import Plain
from schemas.claims import AxisRef, Side

Topic = Literal[
    "",
    "axis",
    "legend",
    "title",
    "legend_title",
    "panels",
    "interpretation",
    "label",
    "scale",
    "range",
    "ticks",
    "step",
    "bands",
]
Span = tuple[int, int]

AXIS_RE = re.compile(
    r"(?:\b(?P<rank>primary|secondary|second|left|right|bottom|top|vertical|horizontal|left-hand|right-hand)[- ])?"
    r"(?:\b(?P<rank2>left|right|vertical|horizontal)[- ])?"
    r"(?:\b(?P<letter>[xy])(?P<digit>[12])?[- ]?ax[ei]s\b|(?<=[a-z-] )ax[ei]s\b|\bax[ei]s\b|\b(?P<letter2>[xy])축|"
    r"\b(?P<word>abscissa|ordinate)\b)(?P<after>\s?\(?(?:on the )?(?P<side>left|right|primary|"
    r"secondary)\b(?: side| y-axis)?\)?)?",
    re.I,
)
_LETTER = re.compile(r"[xXyY](?: ?\([^()]*\))?")
_OF_SERIES = re.compile(r"(?:data )?(?:series|lines?|curves?)\b", re.I)
_LABEL = re.compile(r"(?P<label>[^:\n]{1,110}?)\s*:(?=\s|$|[\"'(~\[])")
_DASHED = re.compile(r"(?P<label>[^:\n.,;]{1,45}?)\s(?:[-–—]|=)\s+(?=\S)")
_TOPIC_WORDS: tuple[tuple[Topic, str], ...] = (
    (
        "interpretation",
        r"\W*(?:\w+ )?(?:interpretations?|conclusions?|implications?|discussion|insights?|take-?aways?|"
        r"significance|"
        r"limitations?|recommendations?|possible explanations?|hypothes[ie]s|contextual|context|"
        r"inferences?|so what|background|해석)\b"
        r"(?!.*\bpanel)",
    ),
    ("legend_title", r"legend title\W*$"),
    ("legend", r"(?:the |chart )?(?:legends?\b|key\W*$|key ?/)|범례"),
    (
        "title",
        r"(?:(?:the )?(?:chart|plot|figure|graph|main|overall|image|panel|figure's) )?titles?\b(?!.*y-axis)|제목",
    ),
    ("range", r"(?:value |data |axis |numerical )?(?:range|limits?|extent|domain|bounds|min/max)\b|범위"),
    (
        "step",
        r"(?:tick |grid ?line |major )?(?:increments?|intervals?|step size|spacing|tick (?:interval|"
        r"spacing|step)s?)\b|간격",
    ),
    (
        "ticks",
        r"(?:(?:major|minor|axis|labell?ed|visible) )*(?:tick|grid ?line)(?: ?mark)?s?(?: labels?| values?|"
        r" positions?)?\b|ticks\b|markers on axis|눈금",
    ),
    ("scale", r"(?:axis )?(?:scale|scaling)(?: type)?\b|스케일"),
    (
        "label",
        r"(?:axis )?(?:label|title|name|variable|quantity|metric|text|represents|represented "
        r"variable)s?\b(?: text)?|레이블|라벨",
    ),
    ("bands", r"(?:shaded|confidence|variance|uncertainty|error).{0,30}"),
)
_TOPICS = tuple((topic, re.compile(words, re.I)) for topic, words in _TOPIC_WORDS)
SHORT = 80  # characters of a line without bullet that may be an item of a list
_PHASE = re.compile(
    rf"\b{EARLY_LATE}\b(?:[- ]{STAGE}\b)?|\b(?:phase|stage|period|segment|regime) ?(?:\d|[ivx]+|"
    rf"[a-z]\b)?|\binitial(?:ly)?\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the colon of a block, and where the rest begins."""

    text: str
    start: int
    end: int
    rest: int


@dataclass(frozen=True, slots=True)
class Node:
    """A block with its own label, its topic, and the blocks that it belongs to, the outermost first."""

    block: Block
    label: Label | None
    topic: Topic = ""
    axis: AxisRef | None = None
    above: tuple[Node, ...] = field(default=(), repr=False)

    @property
    def plain(self) -> Plain:
        return self.block.plain

    def topics(self) -> tuple[Topic, ...]:
        """Topics that hold for the block, its own first."""
        return tuple(node.topic for node in (self, *reversed(self.above)) if node.topic)

    def nearest_axis(self) -> AxisRef | None:
        """The axis that a label on the block or above it names."""
        return next((node.axis for node in (self, *reversed(self.above)) if node.axis is not None), None)


def outline(blocks: Sequence[Block]) -> tuple[Node, ...]:
    """The blocks with what they belong to; an item that ends in a colon holds those of its rank after it too."""
    stack: list[Node] = []
    nodes: list[Node] = []
    titled = False
    for block in blocks:
        label = leading_label(block)
        node = _classified(block, label)
        while stack and stack[-1].block.rank >= block.rank and not _holds(stack[-1], node):
            stack.pop()
        above = stack[-1] if stack else None
        if node.topic == "title" and above is not None and above.topic == "legend":
            if titled or above.block.rank < block.rank:
                node = replace(node, topic="legend_title")
            else:
                stack.pop()
        if node.topic in ("title", "label") and above is not None and above.topic == "axis":
            node = replace(node, topic="label")
        titled |= node.topic == "title"
        node = replace(node, above=tuple(stack))
        nodes.append(node)
        if node.topic != "legend_title" or node.block.kind == "heading":
            stack.append(node)
    return tuple(nodes)


def leading_label(block: Block) -> Label | None:
    """The words that a block sets before its content: bold, or up to a colon; a heading is a label as a whole."""
    text = block.plain.text
    if block.kind == "table" or not text:
        return None
    if block.kind == "heading":
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
    if (dashed and len(dashed["label"].split()) <= 6 and not re.search(r"\d$", dashed["label"].rstrip())) or (
        dashed and re.match(r"(?:step|epoch|iteration|x|at)\b", dashed["label"], re.I)
    ):
        return Label(dashed["label"], 0, dashed.end("label"), dashed.end())
    return None


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


def _classified(block: Block, label: Label | None) -> Node:
    if label is None:
        return Node(block, None)
    words = label.text.strip(" \"'()")
    axis = _LETTER.fullmatch(words) or AXIS_RE.search(words)
    if axis is not None and axis.re is _LETTER:
        side: Side = "x" if words[0] in "xX" else "y"
        return Node(block, label, "axis", AxisRef(text=words, side=side))
    if axis is not None and _OF_SERIES.match(words):
        axis = None
    if axis and axis.start() <= 25 and len(words.split()) <= 9 and axis_ref(axis).side is not None:
        return Node(block, label, "axis", axis_ref(axis))
    for topic, pattern in _TOPICS:
        if pattern.match(words) and (block.kind != "heading" or topic in ("interpretation", "legend", "title")):
            if topic == "interpretation" and block.kind == "paragraph" and label.rest < len(block.plain.text) - 400:
                continue
            return Node(block, label, topic)
    return Node(block, label)


def _holds(open_node: Node, node: Node) -> bool:
    """Whether an item stays open for the next of its own rank: lists that lost their indents look so."""
    block, other = open_node.block, node.block
    if block.kind != "item" or other.kind != "item" or block.rank != other.rank or open_node.label is None:
        return False
    ends_open = not block.plain.text.rstrip().strip("*")[
        open_node.label.rest :
    ].strip() or block.plain.text.rstrip().endswith(":")
    opens_itself = node.label is not None and not other.plain.text[node.label.rest :].strip()
    if open_node.topic == "legend":
        named = node.label is not None and other.plain.text.rstrip()[-1:] != ":"
        return node.topic not in ("axis", "legend") and (not opens_itself or named)
    if open_node.topic == "axis":
        return ends_open and node.topic in ("label", "scale", "range", "ticks", "step", "title")
    return ends_open and not opens_itself and node.topic not in ("axis", "legend", "title") and not _is_phase(node)


def _is_phase(node: Node) -> bool:
    return node.label is not None and phase_words(node.label.text) is not None


def phase_words(label: str) -> str | None:
    """The words of a label that name a part of the x axis: `Late Training`, `Initial Phase`."""
    match = _PHASE.search(label)
    return label.strip() if match else None
