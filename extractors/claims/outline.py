"""What each block speaks of: the headings and labels above it, read as axis, legend, panel, series, phase or place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.claims.labels import AXIS_RE, LETTER, SHORT, Label, axis_ref, leading_label
from extractors.claims.lexicon import EARLY_LATE, STAGE
from extractors.claims.markup import Block
from extractors.claims.plain import Plain
from extractors.claims.questions import parted
from extractors.claims.sentences import sentences
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

_DIVIDED = re.compile(r"[:=]|\s[-–—]\s")
_LEAVES = re.compile(rf"{AXIS_RE.pattern}|\b(?:legend|lines?|curves?|series|chart|plot|graph|figure)\b", re.I)
_OF_SERIES = re.compile(r"(?:data )?(?:series|lines?|curves?)\b", re.I)
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
_PHASE = re.compile(
    rf"\b{EARLY_LATE}\b(?:[- ]{STAGE}\b)?|\b(?:phase|stage|period|segment|regime) ?(?:\d|[ivx]+|"
    rf"[a-z]\b)?|\binitial(?:ly)?\b",
    re.I,
)


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


def outline(blocks: Sequence[Block], names: Sequence[str] = ()) -> tuple[Node, ...]:
    """The blocks with what they belong to; an item that ends in a colon holds those of its rank after it too.

    ``names`` of series and panels are no labels with a value behind them: ``lr = 0.1``.
    """
    long = tuple(name for name in names if _DIVIDED.search(name))
    stack: list[Node] = []
    nodes: list[Node] = []
    titled = False
    for block in (part for whole in parted(blocks) for part in _off_axis(whole)):
        label = leading_label(block)
        if label is not None and block.kind not in ("heading", "question") and _cuts(label, block.plain.text, long):
            label = None
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


def _off_axis(block: Block) -> Iterator[Block]:
    """A paragraph that begins with the label of an axis, cut where a later sentence speaks of other things."""
    text = block.plain.text
    found = AXIS_RE.search(text, 0, SHORT) if block.kind == "paragraph" else None
    label = leading_label(block) if found is not None else None
    rest = label.rest if label is not None else len(text)
    for start, _ in sentences(text)[1:] if rest < len(text) else ():
        end = _LEAVES.search(text, start)
        if end is not None and end.end() < start + SHORT and start >= rest:
            yield replace(block, plain=block.plain.part(0, start))
            yield from _off_axis(replace(block, plain=block.plain.part(start, len(text))))
            return
    yield block


def _cuts(label: Label, text: str, names: Sequence[str]) -> bool:
    """Whether a label ends within a name."""
    found = ((name, text.rfind(name, 0, label.end + len(name))) for name in names)
    return any(0 <= start <= label.end < start + len(name) for name, start in found)


def _classified(block: Block, label: Label | None) -> Node:
    if label is None:
        return Node(block, None)
    words = label.text.strip(" \"'()")
    axis = LETTER.fullmatch(words) or AXIS_RE.search(words)
    if axis is not None and axis.re is LETTER:
        side: Side = "x" if words[0] in "xX" else "y"
        return Node(block, label, "axis", AxisRef(text=words, side=side))
    if axis is not None and _OF_SERIES.match(words):
        axis = None
    if block.kind == "question":
        ref = axis_ref(axis) if axis is not None else None
        return Node(block, label, "axis", ref) if ref is not None and ref.side is not None else Node(block, label)
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
