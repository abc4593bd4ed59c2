"""Names of series that a text does not introduce in so many words: in legends, as headings, as subjects of verbs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.claims.lexicon import EARLY_LATE, TREND_RE
from extractors.claims.outline import Node
from extractors.claims.sentences import sentences
from extractors.claims.style_words import NOT_NAMES

SPLIT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+vs\.?\s+|\s+versus\s+|\s*&\s*|\s+with\s+")
_HEADS = re.compile(
    r"\W*(?:overview|components?|axes|axis|detail|analysis|observ|trend|data|key|summary|note|chart|"
    r"legend|descri|title|values?|points?|compar|phase|initial|final|early|mid|late|step|x|y|interpret|"
    r"conclu|general|overall|"
    r"line|graph|figure|content|visual|range|start|end|peak|min|max|variance|the|a|in|at|and|"
    r"performance|approximate|numerical|spatial|language|caption|alt|abstract|section|main|findings?|"
    r"insights?|first|second|third|\d[\d.,]*\W*$)",
    re.I,
)
_SUBJECT = re.compile(
    r"(?:(?:the|finally|overall|meanwhile),?\s+)?(?P<name>[^\W_][^,;:()\n]{0,40}?)\s+(?:(?:line|curve|"
    r"series|model)\s+)?"
    r"(?:starts|begins|ends|finishes|peaks|rises|falls|increases|decreases|declines|climbs|drops|"
    r"fluctuates|reaches|remains|"
    r"stays|plateaus|stands|attains|achieves|outperforms|trails|(?:has|shows) (?:its|a|an) |is (?:at|"
    r"about|highest|lowest)|never)\b",
    re.I,
)
_NO_SUBJECT = re.compile(
    rf"\b(?:it|they|this|that|these|both|all|each|which|there|line|lines|curve|axis|chart|graph|figure|"
    rf"plot|panel|legend|then|"
    rf"trend|value|values|performance|score|at|in|on|by|from|between|after|before|with|as|while|where|"
    rf"who|we|{EARLY_LATE})\b",
    re.I,
)
# `A start: 0.1`, `A max: 0.5` are values of A.
_KEY = re.compile(
    r"[\s_.](?:start|end|max|min|maximum|minimum|peak|values?|range|colou?r|label|lim(?:it)?s?|scale|step|count|initial|"
    r"final|highest|lowest|marker|trend)$",
    re.I,
)
OFTEN = 2  # times that a noun has to be the subject of such a verb to be taken for a series


def subjects(nodes: Sequence[Node], titles: Sequence[str]) -> Iterator[str]:
    """Nouns that again and again begin a sentence on how a curve runs."""
    counts: Counter[str] = Counter()
    for node in nodes:
        if "interpretation" in node.topics() or "axis" in node.topics() or node.block.kind == "heading":
            continue
        text = node.plain.text
        rest = node.label.rest if node.label else 0
        for start, end in sentences(text[rest:]):
            match = _SUBJECT.match(text, rest + start, rest + end)
            name = re.sub(r"['’]s$", "", match["name"].strip(" -–—")) if match else ""
            if name and name not in titles and not _NO_SUBJECT.search(name) and not TREND_RE.search(name):
                counts[name] += 1
    yield from (name for name, count in counts.items() if count >= OFTEN and not NOT_NAMES.fullmatch(name))


def legend_names(node: Node) -> Iterator[str]:
    """Names in quotes or alone in the items below a legend."""
    text = node.plain.text
    label = node.label
    rest = text[label.rest :] if label else text
    for match in re.finditer(r"\"([^\"\n]{1,60})\"", rest):
        if node.topic != "legend_title" and not re.search(r"title\W{0,4}$", rest[: match.start()], re.I):
            yield match[1]
    if node.topic == "legend" and "," in rest:
        after = re.search(
            r"\b(?:entries|identif\w+|lists?|shows?|contains?|labels?|with|for)\b[^\"A-Z]{0,30}(.+)", rest
        )
        listed = after[1] if after else rest
        names = [re.sub(r"\s*\([^()]*\)", "", name).strip(" .\"'") for name in SPLIT.split(listed)]
        if len(names) > 1 and all(
            0 < len(n.split()) <= 4
            and not NOT_NAMES.fullmatch(n)
            and n[0].isupper()
            and not re.search(r"located|corner|left|right", n, re.I)
            for n in names
            if n
        ):
            yield from (n for n in names if n)


def heads(nodes: Sequence[Node]) -> Iterator[str]:
    """Headings with values below them, two at least, that name nothing else: one for each series."""
    found: dict[int, list[str]] = {}
    for number, node in enumerate(nodes):
        label = node.label
        if (
            label is None
            or node.topic
            or node.block.kind == "question"
            or _KEY.search(label.text)
            or len(label.text.split()) > 5
            or _HEADS.match(label.text)
            or not re.search(r"[^\W\d_]", label.text)
            or (node.block.kind == "paragraph" and len(label.text.split()) > 3)
        ):
            continue
        if (
            (node.block.kind == "heading" and node.block.rank < 2)
            or "axis" in node.topics()
            or "interpretation" in node.topics()
        ):
            continue
        if any(
            above.label is not None and re.search(r"observ|finding|insight|interpret|trend", above.label.text, re.I)
            for above in node.above
        ):
            continue
        below = [
            other.plain.text[other.label.rest if other.label and other is node else 0 :]
            for other in nodes[number : number + 4]
            if other is node or any(a.block is node.block for a in other.above)
        ]
        if any(re.search(r"\d", text) for text in below):
            found.setdefault(node.block.rank, []).append(re.sub(r"\s*\([^()]*\)\s*$", "", label.text).strip(" \"'"))
    for names in found.values():
        if len(set(names)) >= 2:
            # What stands above several parts is the name of none of them: `Course` below each of two headings.
            once = [name for name in names if names.count(name) == 1]
            yield from (name for name in once if name and not NOT_NAMES.fullmatch(name))
