"""A text about a figure into claims: structure, first reading for names and axes, then each sentence by its topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.claims.answers import LONGEST, answer_claims
from extractors.claims.asked import asked_for
from extractors.claims.assurance import assured
from extractors.claims.attribution import Event
from extractors.claims.axes import axis_claims
from extractors.claims.bag import bag_claims
from extractors.claims.bounds import bound_claims
from extractors.claims.context import Context
from extractors.claims.course_words import is_sentence, tells_course
from extractors.claims.decode import decode, is_english
from extractors.claims.events import find_events
from extractors.claims.figure import band_claims, figure_claims, title_claim
from extractors.claims.gather import gather
from extractors.claims.known import NOTHING, Known
from extractors.claims.legend import legend_claims, legend_title_claim
from extractors.claims.lexicon import MODAL_RE
from extractors.claims.lineup import lineup_claims
from extractors.claims.looks import looks, panel_titles
from extractors.claims.markup import read_blocks
from extractors.claims.memory import Memory
from extractors.claims.mention import Mention
from extractors.claims.mention_words import SYMBOL
from extractors.claims.mentions import MentionFinder
from extractors.claims.motion import last_place, motion_claims, used_numbers
from extractors.claims.outline import Node, outline
from extractors.claims.panels import by_panel, named_panel, panel_in
from extractors.claims.piece import PanelMention, Piece, Scope
from extractors.claims.points import (
    arrow_claims,
    category_claims,
    labelled_claims,
    loose_claims,
    pair_claims,
    range_claims,
    terminal_claims,
)
from extractors.claims.relations import relation_claims
from extractors.claims.rows import chain_claims, row_claims, told_cells
from extractors.claims.scopes import Scopes
from extractors.claims.settle import settle
from extractors.claims.subjects import SeriesFinder
from extractors.claims.tables import table_claims
from extractors.claims.telling_names import telling, without
from schemas.claims import Claim, ClaimKind, PanelRef, ParsedText, Passage, Place

_SEEN = re.compile(r"can be (?:seen|observed)|May \d", re.I)


def read_claims(text: str | bytes, known: Known = NOTHING) -> ParsedText:
    """All claims of a text in the order of their places, and the passages of interpretation.

    ``known`` tells what the figure calls its series, panels and axes, for texts that use these words unexplained.
    Offsets count characters of the text as :func:`extractors.claims.decode.decode` gives it. Never raises for what a
    text holds; where it holds no claim, ``reason`` says why.
    """
    source, reason = decode(text)
    if reason:
        return ParsedText(reason=reason)
    nodes = outline(read_blocks(source), (*known.series, *known.panels))
    context = gather(source, nodes, known)
    claims: list[Claim] = []
    passages: list[Passage] = []
    reader = _Reader(source, context)
    for node in nodes:
        claims += reader.node_claims(node, passages)
    settled = settle(claims)
    if not settled:
        return ParsedText(interpretation=tuple(passages), reason="no_claims" if is_english(source) else "not_english")
    return ParsedText(claims=settled, interpretation=tuple(passages))


class _Reader:
    """The second reading of a text, block by block."""

    def __init__(self, source: str, context: Context) -> None:
        self.source = source
        self.context = context
        self.finder = SeriesFinder(context)
        self.numbers = MentionFinder(context)
        self.scopes = Scopes(context, self.finder, self.numbers)
        self.memory = Memory()
        self._others = {info.name for info in context.series} | {*context.x_labels, *context.y_labels}
        forms = "|".join(re.escape(title) for title in sorted(context.panel_titles, key=len, reverse=True))
        numbered = "|".join(re.escape(t) for t in (*context.x_labels, *context.y_labels) if re.search(r"\d", t))
        self.labels = re.compile(numbered) if numbered else None
        shown = (info.name for info in context.series if info.name and (info.color or info.marker or info.dash))
        self.telling = telling((*context.in_figure, *shown))
        self.titles = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])") if forms else None

    def node_claims(self, node: Node, passages: list[Passage]) -> Iterator[Claim]:
        """Claims of one block; what is interpretation is added to ``passages``."""
        scope = self.scopes.scope(node)
        if node.block.kind == "table":
            yield from table_claims(self.source, node, self.context, scope.panel, scope.series)
            for cell, of_row in told_cells(node, scope, self.finder):
                yield from self._stated(cell, of_row, passages)
            return
        if self.memory.node is not node:
            same = bool(node.above) and self.memory.node is not None and self.memory.node.above[-1:] == node.above[-1:]
            self.memory = replace(self.memory, panel=None, place=self.memory.place if same else None, node=node)
        if node.block.kind == "heading":
            self.memory.series = None
        if node.block.kind == "question":
            self.memory = Memory(node=node)
            return
        rows = list(row_claims(self.source, node, scope, self.finder, self.context.x_noun))
        if rows:
            yield from rows
            return
        told = [
            *panel_titles(self.source, node, scope, self.context),
            *looks(self.source, node, scope, self.context.in_figure),
            *self._stated(node, scope, passages),
        ]
        # A bare number is what its key or question says: `max: 0.46 at step 130`.
        answered = list(self._answered(node, scope)) if all(one.kind is ClaimKind.VALUE for one in told) else []
        yield from answered or told

    def _stated(self, node: Node, scope: Scope, passages: list[Passage]) -> Iterator[Claim]:
        """The claims of its sentences."""
        blind = self._blind(node.plain.text)
        for start, end in self.scopes.spans(node):
            found = list(self._sentence(node, start, end, scope, blind))
            yield from found
            if (
                not found
                and node.block.kind != "heading"
                and (scope.interpreting or self._modal(node.plain.text, start, end) < end)
            ):
                first, last = node.plain.original(start, end)
                passages.append(Passage(text=self.source[first:last], start=first, end=last))

    def _answered(self, node: Node, scope: Scope) -> Iterator[Claim]:
        """What a block says in answer to the question above it, or as the value of its key."""
        above = node.above[-1] if node.above else None
        key = above if above is not None and above.block.kind == "question" else node
        text, start = node.plain.text, node.label.rest if key is node and node.label is not None else 0
        if key.label is None or node.block.kind == "heading" or scope.interpreting or len(text) - start > LONGEST:
            return
        asked = asked_for(self._blind(key.label.text))
        if asked is not None and text[start:].strip():
            end = len(text)
            series = tuple(self.finder.find(text, start, end))
            numbers = tuple(self.numbers.find(text, start, end, self._names(text, start, end)))
            piece = Piece(self.source, node, start, end, scope, series, numbers)
            yield from answer_claims(piece, asked, scope.series or scope.only, scope.place)

    def _blind(self, text: str) -> str:
        """The text without names that are words for what curves do."""
        return without(text, self.finder.spans(text, 0, len(text)), self.telling) if self.telling else text

    def _sentence(self, node: Node, start: int, end: int, scope: Scope, blind: str) -> Iterator[Claim]:
        text = node.plain.text
        series = tuple(self.finder.find(text, start, end))
        numbers = tuple(self.numbers.find(text, start, end, self._names(text, start, end)))
        if any(not any(m.start() < one.end and one.start < m.end() for one in series)
               for m in SYMBOL.finditer(text, start, end)):  # fmt: skip
            scope = replace(scope, series=None, only=None)  # it speaks of a series that was not read
            self.memory.series = None
        told = (
            panel_in(text[start:end], self.context.many_panels)
            if node.label is None or start >= node.label.rest
            else None
        )
        if told is not None and told[0].every:
            scope = replace(scope, panel=scope.panel or told[0])
        elif told is not None:
            self.memory.panel = told[0]
            scope = replace(scope, panel=told[0])
        panels = tuple(self._titles(text, start, end))
        if told is None and panels:
            named = named_panel(text, start, panels, self._others)
            self.memory.panel = named or (self.memory.panel if len(panels) == 1 else None)
            scope = replace(scope, panel=named or scope.panel)
        if scope.panel is None and self.memory.panel is not None:
            scope = replace(scope, panel=self.memory.panel)
        piece = Piece(self.source, node, start, end, scope, series, numbers, panels)
        in_label = node.label is not None and end <= node.label.end + 1 and node.block.kind != "heading"
        if node.topic == "legend_title":
            yield from legend_title_claim(piece) if not in_label else ()
        elif node.topic == "title" and (node.label is None or start <= node.label.rest or not self._is_titled(node)):
            yield from title_claim(piece) if not in_label else ()
        elif "axis" in node.topics() and "legend" not in node.topics() and not tells_course(piece):
            yield from axis_claims(piece, node.nearest_axis(), node.topics())
        else:
            yield from self._statement(piece, in_label, blind)

    def _is_titled(self, node: Node) -> bool:
        """Whether a block goes on after its title: that stands in quotes then."""
        return node.label is not None and node.plain.text[node.label.rest : node.label.rest + 1] in ("'", '"')

    def _names(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of names of series and panels, whose digits are no numbers."""
        titles = [(one.start, one.end) for one in self._titles(text, start, end)]
        labels = [m.span() for m in self.labels.finditer(text, start, end)] if self.labels is not None else []
        return [*self.finder.spans(text, start, end), *titles, *labels]

    def _titles(self, text: str, start: int, end: int) -> Iterator[PanelMention]:
        """The panels that a sentence names by their titles."""
        if self.titles is not None:
            for match in self.titles.finditer(text, start, end):
                yield PanelMention(*match.span(), PanelRef(text=match[0], title=match[0]))

    def _statement(self, piece: Piece, in_label: bool, blind: str) -> Iterator[Claim]:
        in_legend = "legend" in piece.node.topics()
        heading = piece.node.block.kind == "heading"
        if not piece.scope.interpreting:
            yield from figure_claims(piece, heading)
            if not heading:
                yield from legend_claims(piece, in_legend)
                yield from band_claims(piece, in_legend)
                yield from lineup_claims(piece, self.context.in_figure) if not in_legend else ()
        if in_legend:
            return
        if not heading and not in_label:
            yield from axis_claims(piece, None, ())
        found = list(self._told(replace(piece, blind=blind), heading or in_label))
        if piece.scope.interpreting:
            found = [claim for claim in found if _has_numbers(claim)]
        yield from found

    def _told(self, piece: Piece, labelled: bool) -> Iterator[Claim]:
        """Claims on curves: of a label only what is a sentence with its series."""
        stop = self._modal(piece.text, piece.start, piece.end)
        label = piece.node.label
        if label is not None and piece.start == label.start and self.scopes.is_place_label(piece.node):
            yield from labelled_claims(piece, label)
            return
        yield from assured(piece, self._of_curves(piece, labelled, stop))

    def _of_curves(self, piece: Piece, labelled: bool, stop: int) -> Iterator[Claim]:
        """Relations and bounds first: their words are no movements; then movements, then what is left of numbers."""
        memory = self.memory
        claims: list[Claim] = list(terminal_claims(piece))
        if not labelled:
            claims += relation_claims(piece, stop, memory.series, memory.place)
            claims += bound_claims(piece, stop, memory.series)
            claims += chain_claims(piece)
            claims += arrow_claims(piece)
            claims += range_claims(piece)
            claims += category_claims(piece)
        if piece.numbers and piece.numbers[0].pair and piece.numbers[0].start <= piece.start + 2:
            claims += pair_claims(piece)
        events = find_events(piece, stop, memory.series)
        if labelled:
            events = [e for e in events if is_sentence(piece, e)]
        claims += by_panel(piece, motion_claims(piece, events, memory.place))
        self._mark(piece, events)
        if not labelled:
            claims += pair_claims(piece)
            claims += loose_claims(piece, used_numbers(piece, events), stop)
            claims += bag_claims(piece, stop) if not claims else ()
            self._remember(piece, events, claims)
        # `The rise may be due to …` presupposes, `rises, suggesting …` states.
        stated = stop == piece.end or piece.text[:stop].rstrip().endswith((",", "—", ";", "("))
        yield from (claim for claim in claims if stated or _has_numbers(claim))

    def _mark(self, piece: Piece, events: list[Event]) -> None:
        """Pairs that are the start, end or extreme of an event are read."""
        for event in events:
            pair: Mention | None = next((m for m in event.numbers if m.pair), None)
            if pair is not None and event.kind in ("start", "end", "max", "min"):
                piece.take(pair.start, pair.end)

    def _remember(self, piece: Piece, events: list[Event], claims: list[Claim]) -> None:
        named = [m.ref for m in piece.series if not m.ref.only and not m.ref.every]
        if claims and claims[-1].series is not None and not claims[-1].series.every:
            self.memory.series = claims[-1].series
        elif events and events[-1].series is not None and not events[-1].series.every:
            self.memory.series = events[-1].series
        elif named:
            self.memory.series = named[-1]
        place = last_place(events, None)
        numbered = [m for m in piece.numbers if m.side == "x" and m.numbers]
        if place is None and numbered:
            last = numbered[-1].numbers[-1] if not numbered[-1].pair else numbered[-1].numbers[0]
            place = Place(start=last)
        self.memory.place = place or self.memory.place

    @staticmethod
    def _modal(text: str, start: int, end: int) -> int:
        """Where a sentence turns from what is seen to what it may mean; its end where it does not."""
        for match in MODAL_RE.finditer(text, start, end):
            if not _SEEN.match(text, match.start()):
                return match.start()
        return end


def _has_numbers(claim: Claim) -> bool:
    return bool(claim.values) or (claim.x is not None and claim.x.start is not None)
