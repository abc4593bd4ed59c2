"""Claims on axes: label, range, tick step, tick values and scale, from labelled items and from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractors.claims.axis_scope import is_beside, is_of_curve, is_of_line, tells_of_axis
from extractors.claims.axis_words import (
    LABEL_END,
    NAMED_AXIS,
    NO_LABEL,
    ON_AXIS,
    ONE_FOR,
    PARTICIPLE,
    PLACED,
    PLOTS,
    QUOTED,
    RANGED,
    SAYS,
    SCALES,
    STATEMENT,
    STEP,
    STEP_AFTER,
    STEP_WORD,
    TICKS,
)
from extractors.claims.labels import AXIS_RE, axis_ref
from extractors.claims.ladders import is_ladder, tick_run
from extractors.claims.mention import Mention
from extractors.claims.piece import Piece
from extractors.claims.plain import bare
from schemas.claims import AxisRef, Claim, ClaimKind

_SIDES: tuple[Literal["x", "y"], ...] = ("x", "y")
# Answers, and what is told of axes.
_NO_WORDS = frozenset({"yes", "no", "gridlines", "grid lines", "ticks", "tick marks"})


def axis_claims(piece: Piece, axis: AxisRef | None, topics: tuple[str, ...]) -> Iterator[Claim]:
    """Claims on the axes that a sentence speaks of; ``axis``: the one that labels above and on the block name."""
    label = piece.node.label
    if axis is not None and "axis" in topics and "legend" not in topics:
        start = max(piece.start, label.rest) if label else piece.start
        if label and piece.start <= label.start:
            yield from _within_label(piece, axis, label.end)
        if label and label.text.lower().endswith("axes") and ONE_FOR.search(piece.text, start, piece.end):
            yield from _each_axis(piece, start, piece.end)
        elif start < piece.end:
            yield from _segment(piece, axis, start, piece.end, topics[0] if topics else "", True)
            piece.take(piece.start, piece.end)
        return
    yield from _plots(piece)
    yield from _sentence(piece)


def _within_label(piece: Piece, axis: AxisRef, end: int) -> Iterator[Claim]:
    """``X-axis (Training Step)`` has its label in brackets, ``X-axis (0-140)`` its range."""
    bracket = re.compile(r"\(([^()]+)\)").search(piece.text, 0, end)
    if bracket is None:
        return
    words = bracket[1].strip(" \"'")
    if re.fullmatch(
        r"(?:left|right|primary|secondary|horizontal|vertical|bottom|top|all .*|both .*|shared.*|each .*|"
        r"common.*|left.*|right.*|log.*|linear.*)",
        words,
        re.I,
    ):
        yield from _scale(piece, axis, *bracket.span(1))
        return
    if any(bracket.start() <= m.start < bracket.end() for m in piece.numbers):
        yield from _segment(piece, axis, bracket.start(1), bracket.end(1), "range", False)
    else:
        yield piece.claim(ClaimKind.AXIS_LABEL, *bracket.span(1), axis=axis, words=words)


def _sentence(piece: Piece) -> Iterator[Claim]:
    """Each axis that is named in a sentence, with the words up to the next."""
    marks = [m for m in AXIS_RE.finditer(piece.text, piece.start, piece.end) if not piece.is_taken(*m.span())]
    for number, mark in enumerate(marks):
        axis = axis_ref(mark)
        stop = marks[number + 1].start() if number + 1 < len(marks) else piece.end
        if axis.side is None and not re.search(r"axis", mark[0], re.I):
            yield from _both_scales(piece, mark, stop)
            continue
        nearby = NAMED_AXIS.finditer(piece.text, max(mark.start() - 70, piece.start), min(mark.end() + 8, piece.end))
        named = next((m for m in nearby if m.start("axis") <= mark.start() < m.end("axis")), None)
        if named and axis.side is not None and not is_of_line(piece, named):
            span = bare(piece.text, *_after_words(piece.text, *named.span("name")))
            piece.take(*span)
            yield piece.claim(ClaimKind.AXIS_LABEL, *span, axis=axis, words=piece.text[slice(*span)])
            closing = piece.text.find(")", mark.end(), stop)
            yield from _segment(piece, axis, mark.end(), closing if closing >= 0 else mark.end(), "range", False)
            piece.take(mark.start(), max(closing, mark.end()))
            continue
        if mark[0].lower().endswith("axes") and ONE_FOR.search(piece.text, mark.end(), stop):
            yield from _each_axis(piece, mark.end(), stop)
            continue
        if axis.side is None:
            continue
        before = [
            m
            for m in piece.numbers_in(piece.start, mark.start())
            if len(m.numbers) == 2 and ON_AXIS.fullmatch(piece.text[m.end : mark.start()])
        ]
        if before:
            piece.take(before[-1].start, mark.end())
            yield piece.claim(ClaimKind.AXIS_RANGE, before[-1].start, mark.end(), axis=axis, values=before[-1].numbers)
            continue
        if is_beside(piece, mark):
            continue
        if tells_of_axis(piece, mark, stop):
            yield from _segment(piece, axis, mark.end(), stop, "", False)
            piece.take(mark.start(), stop)


def _both_scales(piece: Piece, mark: re.Match[str], stop: int) -> Iterator[Claim]:
    """``Both axes are linear``: a claim on each."""
    if re.search(r"\bboth (?:the )?$", piece.text[piece.start : mark.start()], re.I) is None:
        return
    for side in _SIDES:
        yield from _scale(piece, AxisRef(text=mark[0], side=side), mark.end(), stop)


def _each_axis(piece: Piece, start: int, stop: int) -> Iterator[Claim]:
    """``two y-axes: one for Accuracy (ranging from 0.2 to 0.95) and one for …``."""
    marks = list(ONE_FOR.finditer(piece.text, start, stop))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else stop
        name = mark["name"].strip("\"'")
        axis = AxisRef(text=name, side="y", label=name)
        yield piece.claim(ClaimKind.AXIS_LABEL, *mark.span(), axis=axis, words=name)
        yield from _segment(piece, axis, mark.end(), end, "range", False)
        piece.take(mark.start(), end)


def _plots(piece: Piece) -> Iterator[Claim]:
    """``plots "Loss" against "Epoch"``."""
    match = piece.search(PLOTS)
    if match is None or AXIS_RE.search(match[0]):
        return
    for group in reversed(_SIDES):
        quoted = QUOTED.search(match[group])
        words = quoted["name"] if quoted else match[group].rstrip(".")
        if quoted is None and group == "y" and re.match(r"(?:The|A|How)\b", words):
            continue
        yield piece.claim(
            ClaimKind.AXIS_LABEL, *match.span(group), axis=AxisRef(text=match[group], side=group), words=words
        )


def _segment(piece: Piece, axis: AxisRef, start: int, stop: int, topic: str, labelled: bool) -> Iterator[Claim]:
    """Everything that the words ``start`` to ``stop`` tell of an axis."""
    first = piece.node.label is None or start <= piece.node.label.rest
    yield from _label(piece, axis, start, stop, topic, labelled and first)
    yield from _scale(piece, axis, start, stop)
    numbers = [m for m in piece.numbers_in(start, stop) if not m.pair and m.numbers]
    index = 0
    ranged = False
    while index < len(numbers):
        mention = numbers[index]
        run = tick_run(piece, numbers, index)
        before = piece.text[max(start, mention.start - 70) : _bare_start(piece, mention)]
        own = piece.text[mention.start : mention.end]
        step_before = STEP.search(before + own[: len(own) - len(own.lstrip("abcdefghijklmnopqrstuvwxyz "))])
        if len(run) >= 3 or (
            len(run) == 2 and (topic == "ticks" or TICKS.search(before)) and "-" not in (mention.joined, "to")
        ):
            values = tuple(q for m in run for q in m.numbers)
            if is_ladder(piece, run):
                yield piece.claim(ClaimKind.TICK_VALUES, run[0].start, run[-1].end, axis=axis, values=values)
            index += len(run)
            continue
        if len(mention.numbers) == 2:
            ticks_after = re.match(r"\s*,?\s*(?:in|at|with|by)\b", piece.text[mention.end : stop]) is None
            if (
                not ranged
                and (
                    topic in ("range", "axis", "scale", "ticks", "label", "title")
                    or labelled
                    or not ticks_after
                    or RANGED.search(before)
                    or mention.bracketed
                )
                and not is_of_curve(before)
            ):
                yield piece.claim(ClaimKind.AXIS_RANGE, mention.start, mention.end, axis=axis, values=mention.numbers)
                ranged = True
        elif not PLACED.search(before) and (
            (topic == "step" and index == 0)
            or (step_before and (STEP_WORD.search(step_before[0])))
            or STEP_AFTER.match(piece.text, mention.end, stop)
            or (mention.place is None and re.search(r"increment|interval", own))
        ):
            yield piece.claim(
                ClaimKind.TICK_STEP, *_step_span(piece, mention, before), axis=axis, values=mention.numbers
            )
        index += 1


def _bare_start(piece: Piece, mention: Mention) -> int:
    """Where the number of a mention begins, its preposition and noun left out."""
    digits = re.compile(r"[~$€£¥\d.+-]").search(piece.text, mention.start, mention.end)
    return digits.start() if digits else mention.start


def _step_span(piece: Piece, mention: Mention, before: str) -> tuple[int, int]:
    step = STEP.search(before)
    bare = _bare_start(piece, mention)
    return (bare - (len(before) - step.start()) if step else mention.start), mention.end


def _label(piece: Piece, axis: AxisRef, start: int, stop: int, topic: str, labelled: bool) -> Iterator[Claim]:
    if topic in ("range", "step", "ticks", "scale"):
        return
    says = SAYS.match(piece.text, start, stop)
    if (
        not labelled
        and says is None
        and not re.match(r"\s*(?:\([^()]*\)\s*)?[:,]?\s*(?:is\s+)?[\"'(]|\s*[:=–—-]\s", piece.text[start:stop])
    ):
        return
    begin = says.end() if says and not (labelled and topic == "label" and says[0].strip() == "is") else start
    while begin < stop and piece.text[begin] in " :=-–—,(":
        begin += 1
    quoted = QUOTED.search(piece.text, start, min(stop, begin + 90))
    if quoted:
        yield piece.claim(
            ClaimKind.AXIS_LABEL, quoted.start(), quoted.end(), axis=axis, words=quoted["name"].strip(" ,.")
        )
        return
    if NO_LABEL.match(piece.text, begin):
        return
    end_mark = LABEL_END.search(piece.text, begin, stop)
    span = bare(piece.text, begin, end_mark.start() if end_mark else stop)
    words = piece.text[slice(*span)]
    words = re.sub(r"^(?:[Ll]abell?ed(?: as)?|[Rr]epresents?|[Tt]itled|[Ss]hows|[Mm]easures)\s+(?:the\s+)?", "", words)
    if (
        0 < len(words) <= 60
        and len(words.split()) <= 8
        and re.search(r"[^\W\d]", words)
        and not (STATEMENT.search(words) or (not labelled and PARTICIPLE.fullmatch(words)))
        and not any(p.fullmatch(words) for _, p in SCALES)
        and words.lower() not in _NO_WORDS
    ):
        if piece.text[span[1] : span[1] + 2] == " (" or piece.text[span[1] : span[1] + 1] == "(":
            unit = re.compile(r"\s?\(([^()\d]{1,12})\)").match(piece.text, span[1], stop)
            if unit and not re.match(
                r"left|right|log|linear|bottom|top|primary|secondary|approx|horiz|vert", unit[1], re.I
            ):
                words = f"{words} ({unit[1]})"
                span = (span[0], unit.end())
        yield piece.claim(ClaimKind.AXIS_LABEL, *span, axis=axis, words=words)


def _scale(piece: Piece, axis: AxisRef, start: int, stop: int) -> Iterator[Claim]:
    for word, pattern in SCALES:
        match = pattern.search(piece.text, start, stop)
        quote = match and piece.text.count('"', piece.start, match.start()) % 2 == 1
        if (
            match
            and not quote
            and not re.search(r"\bnot? (?:a )?$", piece.text[max(match.start() - 8, 0) : match.start()])
        ):
            yield piece.claim(ClaimKind.AXIS_SCALE, *match.span(), axis=axis, words=word)
            return


def _after_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without the words that lead up to it: `validation accuracy` of `shows the validation accuracy`."""
    lead = re.compile(
        r".*\b(?:shows?|plots?|of|the|against|versus|vs\.?|and|with|displays?|over|by|depicts?|a)\s+", re.I
    ).match(text, start, end)
    return (lead.end() if lead and lead.end() < end else start), end
