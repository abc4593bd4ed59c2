"""Panels as texts call them: by letter or number, by place, or by a title that heads a list item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extractors.claims.outline import Node, phase_words
from extractors.claims.piece import PanelMention, Piece
from extractors.claims.quantities import find_quantities
from schemas.claims import Claim, PanelRef

_WHERE = (
    r"(?:(?:top|upper|bottom|lower|middle|center|centre|central|left|right|first|second|third|fourth|"
    r"fifth|sixth|last|leftmost|rightmost)"
    r"(?:[- ](?:left|right|center|centre|middle|most|row,? \w+))?(?:[- ]hand)?)"
)
_NOUN = r"(?:panel|sub-?plot|sub-?figure|chart|graph|plot|sub-?chart|figure)"
_PLACED = re.compile(rf"\b(?:the )?(?P<place>{_WHERE})(?: side)?,? (?:(?:line|small|main|sub) )?{_NOUN}\b(?!'s)", re.I)
_LETTERED = re.compile(
    rf"\b{_NOUN}s? ?(?:\((?P<a>[a-zA-Z])\)|(?P<b>[A-Ha-h])(?=[\s:.,)–-]|$)|"
    rf"\(?(?P<n>\d{{1,2}})\)?(?![\d.]*\d))|(?:^|(?<=\s))\((?P<c>[a-h])\)(?=\s)",
    re.I,
)
_FIGURE_NUMBER = re.compile(r"^(?:fig(?:ure)?|chart|graph|plot)\.? ?\d", re.I)
_EVERY = re.compile(rf"\b(?:each|every|all|both)(?: of the)?(?: \w+)? {_NOUN}s?\b(?! of)", re.I)
# What a panel is compared with is not what a sentence speaks of.
ASIDE = re.compile(r"\b(?:unlike|than|except|but|besides|as in|(?:compared|contrast) (?:to|with))\b[^,]*$", re.I)
_MARKED = re.compile(r"(?<![\w(])\(([a-h])\)(?=\s)")
_COUNT = re.compile(r"\s*(?:\(?\d{1,2}(?:[.):]|(?:\.\d{1,2})+\.?)|\(?[a-hA-H][.):]|[-–—•])\s+(?=\S)")
_BESIDE = 2  # words beside a title in a label: `Panel on Accuracy`, `Accuracy results`
_ORDINALS = {w: n for n, w in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)}
_GENERAL = re.compile(
    r"\b(?:observ|finding|interpret|component|axes|axis|overview|summary|legend|insight|conclusion|"
    r"layout|common|shared|general|structure|notable|takeaway|comparison|elements|spatial|description "
    r"of)\w*",
    re.I,
)
_GENERIC = re.compile(
    r"\W*(?:trends?|data|values?|notes?|key|points?|overview|summary|series|lines?|x|y|title|legend|"
    r"range|start|end|peak|observations?|overall|performance|general|shape|initial|final|phase|"
    r"variance|comparison|axis|axes|color|colour|style|"
    r"chart|graph|plot|panel|min|max|minimum|maximum|highest|lowest|starting|ending|legend|colou?rs?|layout|type|content|context|details?|description|analysis|visual|"
    r"grid|background|scale|units?|all|each|pattern|behaviou?r|correlation|fluctuations?|source|"
    r"language)\b",
    re.I,
)


def panel_in(words: str, many: bool) -> tuple[PanelRef, int] | None:
    """The panel that words speak of, and where that is told in full."""
    every = _EVERY.search(words)
    if every:
        return PanelRef(text=every[0], every=True), every.end()
    placed = _PLACED.search(words)
    if placed:
        place = placed["place"].lower()
        return PanelRef(
            text=placed[0], number=_ORDINALS.get(place), position=None if place in _ORDINALS else place
        ), placed.end()
    lettered = _LETTERED.search(words)
    if lettered and many and not _FIGURE_NUMBER.match(words):
        letter = lettered["a"] or lettered["b"] or lettered["c"]
        number = ord(letter.lower()) - ord("a") + 1 if letter else int(lettered["n"])
        return PanelRef(text=lettered[0].strip(), number=number or None), lettered.end()
    return None


def marks_panels(text: str) -> bool:
    """Whether a text counts its panels: `(a) … (b) …`."""
    return {"a", "b"} <= {match[1] for match in _MARKED.finditer(text)}


def label_panel(node: Node, titles: Sequence[str], many: bool) -> PanelRef | None:
    """The panel that the label of a block names, with its title where the label tells it."""
    if node.label is None or node.topic in ("axis", "legend", "title", "interpretation"):
        return None
    words = node.label.text
    found = panel_in(words, many)
    if found is None or found[1] > 60:
        title = _title_in(words, titles)
        return PanelRef(text=words, title=title, number=node.block.number) if title is not None else None
    ref, end = found
    rest = words[end:].strip(" :–—-()\"'")
    title = rest if 2 < len(rest) <= 80 and not re.match(r"(?:left|right|top|bottom|chart|\d)\b", rest, re.I) else None
    return ref.model_copy(update={"title": title}) if title else ref


def _title_in(words: str, titles: Sequence[str]) -> str | None:
    """The title that a label is, but for what counts it (``3. Task A``) and a word or two beside it."""
    if words in titles:
        return words
    bare = _COUNT.sub("", words).strip(" \"'")
    same = [title for title in titles if title.lower() == bare.lower()]
    if same:
        return same[0]
    inside = [t for t in titles if re.search(rf"(?<!\w){re.escape(t)}(?!\w)", bare)]
    longest = max(inside, key=len, default=None)
    if longest is None or any(title not in longest for title in inside) or _GENERAL.search(bare):
        return None
    return longest if len(bare.split()) - len(longest.split()) <= _BESIDE else None


def named_panel(
    text: str, start: int, panels: Sequence[PanelMention], others: Collection[str | None]
) -> PanelRef | None:
    """The one panel that a sentence from ``start`` on names, unless series or axes (``others``) are called so too."""
    titles = {one.ref.title for one in panels}
    if len(titles) != 1 or ASIDE.search(text, start, panels[0].start) or not titles.isdisjoint(others):
        return None
    return panels[0].ref


def listed_titles(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Titles of panels in a text that announces several: labels of one list, two at least, that are nothing else."""
    groups: dict[tuple[int, int], list[str]] = {}
    for place, node in enumerate(nodes):
        label = node.label
        if label is None or node.topic or node.block.kind in ("paragraph", "question") or not _may_be_title(label.text):
            continue
        if panel_in(label.text, True) is not None:
            continue
        if (
            any(_GENERAL.search(above.label.text) for above in node.above if above.label)
            or "legend" in node.topics()
            or "axis" in node.topics()
        ):
            continue
        if any(
            re.search(r"\b(?:data )?(?:series|lines?)\b", above.label.text, re.I) for above in node.above if above.label
        ):
            continue
        if (node.block.kind == "heading" and node.block.rank < 3) or (
            label.rest >= len(node.plain.text) and not _has_children(nodes, place)
        ):
            continue
        parent = id(node.above[-1].block) if node.above else 0
        groups.setdefault((parent, node.block.rank), []).append(label.text)
    best = max(groups.values(), key=len, default=[])
    return tuple(dict.fromkeys(best)) if len(best) >= 2 else ()


def _may_be_title(words: str) -> bool:
    if len(words.split()) > 8 or _GENERIC.match(words) or _GENERAL.search(words) or phase_words(words):
        return False
    numbers = find_quantities(words)
    return not (
        numbers
        and numbers[0].end - numbers[0].start > len(words) - 12
        and re.search(r"^\W*(?:\d|step|epoch|iter|x\b|at\b|t\b|year)", words, re.I)
    )


def _has_children(nodes: Sequence[Node], place: int) -> bool:
    following = nodes[place + 1 : place + 2]
    return any(above.block is nodes[place].block for other in following for above in other.above)


def _is_beside(source: str, claim: Claim, span: tuple[int, int]) -> bool:
    """Whether a panel is named in brackets right behind the value of a claim."""
    opened = source.rfind("(", claim.start, span[0])
    if not claim.values or opened < 0:
        opened = claim.end if re.fullmatch(r"\s*\(\s*", source[claim.end : span[0]]) and claim.values else -1
    return opened >= 0 and not source[opened : span[0]].strip(" (") and span[0] <= claim.end + 3


def by_panel(piece: Piece, claims: Iterator[Claim]) -> Iterator[Claim]:
    """`Some benchmarks (A, B) show a rise`: the claim once for each panel that is named before it."""
    last = 0
    for claim in claims:
        named = [one for one in piece.panels if not ASIDE.search(piece.text, piece.start, one.start)]
        spans = [(piece.node.plain.original(one.start, one.end), one.ref) for one in named]
        own = [(span, ref) for span, ref in spans if last <= span[0] and span[1] <= claim.start]
        beside = [one for one in spans if _is_beside(piece.source, claim, one[0])]
        if beside:  # `the highest 0.96 (GAOKAO, iteration 150)`
            yield claim.model_copy(update={"panel": beside[0][1]})
            last = claim.end
            continue
        last = claim.end
        if not own:
            yield claim
        for (start, _), ref in own:
            words = piece.source[start : claim.end]
            yield claim.model_copy(update={"panel": ref, "start": start, "text": words})
