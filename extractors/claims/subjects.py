"""Words that stand for series: names and short names, coloured lines, numbers, `both lines`, `the line`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.claims.context import Context, SeriesInfo
from extractors.claims.lexicon import COLOR, DASHES, EVERY_RE, SUBJECT_NOUN
from schemas.claims import SeriesRef

_COLORED = re.compile(
    rf"(?<![\w-])(?:(?P<dash1>{'|'.join(DASHES.values())}),? )?(?P<color>{COLOR})(?:[ -]colou?red)?"
    rf"(?:,? (?P<dash2>{'|'.join(DASHES.values())}))?(?: {SUBJECT_NOUN}\b| \((?:line|curve)\))(?P<every>)",
    re.I,
)
_COLOR_ALONE = re.compile(
    rf"(?<![\w-])(?:the |The )(?P<color>{COLOR})(?= (?:one|is|starts|rises|falls|drops|peaks|stays|remains|reaches)\b)",
    re.I,
)
_DASHED = re.compile(rf"(?<![\w-])(?P<dash>{'|'.join(DASHES.values())}) {SUBJECT_NOUN}\b", re.I)
_NUMBERED = re.compile(r"\b(?:data )?(?:series|line|curve|model) (?P<number>\d{1,2})\b(?!\.\d)", re.I)
_THE_LINE = re.compile(
    r"\b(?:the|this|its|a|single|one) (?:single |only |plotted |data |main )?(?:line|curve|series|"
    r"trace|trend ?line|data series)\b(?! (?:chart|graph|plot)s?\b)",
    re.I,
)
# What only an adjective stands before.
_COMPARED = re.compile(
    r"\s(?:than\b|(?:peaks?|values?|levels?|scores?|points?|ends?|maxim(?:um|a)|minim(?:um|a)|left|right|corner|half|"
    r"bounds?|limits?)\b(?! (?:at|around|near|with|below|above|higher|lower)))"
)
_SHORT = 3  # letters up to which a name is told from a word by its capitals


@dataclass(frozen=True, slots=True)
class SeriesMention:
    """Words for a series and their place in the block."""

    start: int
    end: int
    ref: SeriesRef


class SeriesFinder:
    """Finds the series of one text by the names and colours that it introduces."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._aliases = _aliases(context.series)
        self._names = _pattern(self._aliases)
        self._colors = Counter(info.color for info in context.series if info.color)

    @property
    def only(self) -> SeriesRef | None:
        """The series that goes without saying where a text introduces one only."""
        names = [info for info in self.context.series if info.name]
        if len(names) == 1 and self.context.one_series:
            return SeriesRef(text=names[0].name or "", name=names[0].name, only=True)
        return None

    def find(self, text: str, start: int, end: int) -> list[SeriesMention]:
        """Series spoken of between two places, in their order; a name in brackets after a coloured line joins it."""
        found: list[SeriesMention] = []
        for first, last in self.spans(text, start, end):
            name = self._aliases[_key(text[first:last])]
            found.append(SeriesMention(first, last, SeriesRef(text=text[first:last], name=name)))
        for pattern in (_COLORED, _COLOR_ALONE, _DASHED, _NUMBERED, EVERY_RE, _THE_LINE):
            for match in pattern.finditer(text, start, end):
                if not any(match.start() < one.end and one.start < match.end() for one in found):
                    found.append(SeriesMention(*match.span(), self._ref(match, pattern)))
        return _joined(text, sorted(found, key=lambda one: one.start))

    def named(self, words: str) -> SeriesRef | None:
        """The series that a label, as a heading, speaks of; None where it is about several or none."""
        found = self.find(words, 0, len(words))
        refs = {one.ref.name or one.ref.color or one.ref.number: one.ref for one in found if not one.ref.only}
        return next(iter(refs.values())) if len(refs) == 1 else None

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Places of names; numbers within them measure nothing."""
        if self._names is None:
            return []
        found = [match.span() for match in self._names.finditer(text, start, end)]
        return [span for span in found if not _is_attribute(text, *span)]

    def _ref(self, match: re.Match[str], pattern: re.Pattern[str]) -> SeriesRef:
        words = match[0]
        if pattern is EVERY_RE:
            return SeriesRef(text=words, every=True)
        if pattern is _THE_LINE:
            return SeriesRef(text=words, only=True)
        if pattern is _NUMBERED:
            number = int(match["number"])
            info = next((info for info in self.context.series if info.number == number), None)
            return SeriesRef(text=words, number=number, name=info.name if info else None)
        if pattern is _DASHED:
            dash = _dash(match["dash"])
            names = [info.name for info in self.context.series if info.dash == dash]
            return SeriesRef(text=words, dash=dash, name=names[0] if len(names) == 1 else None)
        color = match["color"].lower()
        names = [info.name for info in self.context.series if info.color == color]
        dash_words = (match["dash1"] or match["dash2"]) if pattern is _COLORED else None
        return SeriesRef(
            text=words,
            color=color,
            dash=_dash(dash_words) if dash_words else None,
            name=names[0] if len(names) == 1 else None,
        )


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Whether a name like ``lower`` is an adjective where it stands: `a lower peak`, `is lower than B`."""
    word = text[start:end]
    return word.isalpha() and word.islower() and _COMPARED.match(text, end) is not None


def _dash(words: str) -> str:
    return next(dash for dash, pattern in DASHES.items() if re.fullmatch(pattern, words, re.I))


def _aliases(series: Iterable[SeriesInfo]) -> dict[str, str]:
    """Ways to call each series, as keys: its whole name, and a beginning of it that no other shares."""
    names = list(dict.fromkeys(info.name for info in series if info.name))
    wholes = {_key(name): name for name in names}
    parts: dict[str, set[str]] = {}
    for name in names:
        bare = re.sub(r"\s*\([^()]*\)", "", name)
        for part in {
            bare,
            *(m[0] for m in (re.match(r"[A-Za-z]+\d*[\w.]*(?=[-_ ])", bare),) if m),
            *re.findall(r"\(([^()]+)\)", name),
        }:
            if len(part) > 1 and re.search(r"[A-Z0-9]", part) and part != name:
                parts.setdefault(_key(part), set()).add(name)
    common = {key for key in parts if key.lower() in _COMMON}
    return {key: next(iter(whole)) for key, whole in parts.items() if len(whole) == 1 and key not in common} | wholes


_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "total",
        "mean",
        "average",
        "model",
        "method",
        "series",
        "line",
        "group",
        "data",
        "training",
        "validation",
        "test",
        "train",
        "loss",
        "accuracy",
        "with",
        "without",
        "no",
        "all",
        "our",
        "baseline",
        "region",
        "product",
        "category",
        "company",
        "high",
        "low",
        "medium",
        "new",
        "old",
        "type",
        "class",
        "phase",
        "case",
        "run",
        "exp",
        "set",
        "token",
        "energy",
        "sales",
        "revenue",
        "air",
        "water",
        "global",
        "local",
    ]
)


def _key(name: str) -> str:
    return name if len(name) <= _SHORT else name.lower()


def _pattern(aliases: dict[str, str]) -> re.Pattern[str] | None:
    if not aliases:
        return None
    ordered = sorted(aliases, key=len, reverse=True)
    short = [re.escape(alias) for alias in ordered if len(alias) <= _SHORT]
    long = [re.escape(alias) for alias in ordered if len(alias) > _SHORT]
    forms = ([f"(?i:{'|'.join(long)})"] if long else []) + short
    return re.compile(rf"(?<![A-Za-z0-9_@-])(?:{'|'.join(forms)})(?![A-Za-z0-9_@]|-\w)")


def _joined(text: str, found: list[SeriesMention]) -> list[SeriesMention]:
    joined: list[SeriesMention] = []
    for one in found:
        last = joined[-1] if joined else None
        between = text[last.end : one.start] if last else ""
        if last and between.strip() in ("(", ",") and "(" in between and text[one.end : one.end + 1] == ")":
            fields = {k: v for k, v in one.ref.model_dump(exclude={"text"}).items() if v}
            own = {k: v for k, v in last.ref.model_dump(exclude={"text", "only"}).items() if v}
            ref = SeriesRef(text=text[last.start : one.end + 1], **{**own, **fields})
            joined[-1] = SeriesMention(last.start, one.end + 1, ref)
        else:
            joined.append(one)
    return joined
