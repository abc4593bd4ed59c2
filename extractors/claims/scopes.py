"""What headings and labels tell of a block: its panel, its series, its place along x; and its sentences."""

from __future__ import annotations

import re

from extractors.claims.context import Context
from extractors.claims.mention import place_of
from extractors.claims.mentions import MentionFinder
from extractors.claims.outline import Node, phase_words
from extractors.claims.panels import label_panel
from extractors.claims.piece import Scope
from extractors.claims.sentences import sentences
from extractors.claims.subjects import SeriesFinder
from schemas.claims import PanelRef, Place, SeriesRef

_EVENT_LABEL = re.compile(
    r"\W*(?:(?:global|overall|absolute|highest|lowest|approximate) )?(?:start(?:ing)?|initial|ends?|"
    r"ending|final|peak|max(?:imum)?|min(?:imum)?|"
    r"highest|lowest|trough)(?: (?:values?|points?|scores?|levels?|accuracy|loss))?\W*",
    re.I,
)
_NUMBER_AHEAD = re.compile(r"[^\d.;]{0,25}[\d(]")
_PLACE_WORDS = re.compile(
    r"(?:\W|\b(?:at|by|around|near|in|on|for|when|x|the|values?|reading|level|y|approx|about|between|from|after|until|mark)\b)*",
    re.I,
)


class Scopes:
    """Reads headings and labels of one text by the names and numbers that it knows."""

    def __init__(self, context: Context, finder: SeriesFinder, numbers: MentionFinder) -> None:
        self.context = context
        self.finder = finder
        self.numbers = numbers

    def spans(self, node: Node) -> list[tuple[int, int]]:
        """The sentences of a block; a label is one of its own."""
        text, label = node.plain.text, node.label
        if label is None or node.block.kind == "heading":
            return sentences(text)
        rest = [(start + label.rest, end + label.rest) for start, end in sentences(text[label.rest :])]
        if self.is_place_label(node) or (_EVENT_LABEL.fullmatch(label.text) and _NUMBER_AHEAD.match(text, label.rest)):
            first = rest[0] if rest else (label.start, len(text))
            return [(label.start, first[1]), *rest[1:]]
        return [(label.start, label.end), *rest]

    def is_place_label(self, node: Node) -> bool:
        """``Step 40:`` and ``x = 10:`` tell the place of the value behind them."""
        label = node.label
        if label is None or node.topic:
            return False
        words = node.plain.text[label.start : label.end]
        found = self.numbers.find(words, 0, len(words), self.finder.spans(words, 0, len(words)))
        if not found or not found[0].numbers or found[0].pair:
            return False
        start = found[0].start
        names = [(first, last) for first, last in self.finder.spans(words, 0, len(words)) if last <= start]
        # `A at step 40:` tells the place of a value of A.
        lead = words[names[-1][1] : start] if names and not words[: names[0][0]].strip() else words[:start]
        rest = lead + words[found[0].end :]
        return found[0].side != "y" and _PLACE_WORDS.fullmatch(rest) is not None

    def scope(self, node: Node) -> Scope:
        panel: PanelRef | None = None
        series: SeriesRef | None = None
        place: Place | None = None
        phase: Place | None = None
        for one in (*node.above, node):
            label = one.label
            if label is None or one.topic == "interpretation":
                continue
            panel = label_panel(one, self.context.panel_titles, self.context.many_panels) or panel
            if one.topic in ("axis", "legend", "title"):
                continue
            named = self.finder.named(label.text)
            series = named or series
            told = self._label_place(label.text) if not (one is node and self.is_place_label(node)) else None
            # The heading of a text or of a large part of it tells of its figure, in words as `final results`.
            high = one.block.kind == "heading" and one.block.rank < 3
            if told is not None and not (high and (told.words is not None or one.block.rank < 2)):
                place, phase = (told, None) if told.words is None else (None, told)
        names = tuple(label.lower() for label in self.context.y_labels)
        interpreting = "interpretation" in node.topics()
        near = node.nearest_axis()
        axis = near if near is not None and near.side in ("left", "right") else None
        return Scope(panel, series, place, phase, self.finder.only, self.context.one_series, names, interpreting, axis)

    def _label_place(self, words: str) -> Place | None:
        """A label's place on x: in numbers (`Steps 0-50`), or in words (`Late training`)."""
        names = self.finder.spans(words, 0, len(words))
        found = [m for m in self.numbers.find(words, 0, len(words), names) if m.numbers]
        found = [
            m for m in found if (m.side == "x" and m.sure) or (len(m.numbers) == 2 and m.bracketed and m.side is None)
        ]
        if found:
            return place_of(found[0])
        if names and _EVENT_LABEL.fullmatch(words, names[-1][1]):
            return None  # `A start: 0.1` tells a value, not a place
        told = phase_words(words)
        return Place(words=told.lower()) if told and len(told.split()) <= 6 else None
