"""How the verdicts on written descriptions fare: errors found, and true statements called wrong."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.descriptions.facts import scenes_of
from benchmarks.descriptions.style import Style
from benchmarks.descriptions.styles import STYLES
from benchmarks.descriptions.writing import Piece, Written, is_large, write
from checks.texts import judge_text as judge_claims
from schemas.claims import ClaimKind
from schemas.record import FigureRecord
from schemas.truth import Truth
from schemas.verdicts import Judged, Verdict

LARGE = 0.03
_DECIDED = (Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.REFUTED)

# Kinds as which a fact may be read: a value at the end of a curve is its end.
_VALUES = frozenset(
    {
        ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM, ClaimKind.RANGE,
        ClaimKind.BOUND, ClaimKind.TREND,
    }
)  # fmt: skip
_FAMILIES = dict.fromkeys(_VALUES, _VALUES)


@dataclass(frozen=True)
class Outcome:
    """What became of one fact of a text, or of a claim that states none (``corruption`` empty, ``fact`` False).

    ``corruption``: its type where it is larger than 3 % of the axis; ``ignored``: it is smaller, so that either verdict
    is right. ``verdict`` is None where the reader found no claim in it.
    """

    figure: str
    style: str
    held_out: bool
    kind: str
    corruption: str
    ignored: bool
    verdict: Verdict | None
    words: str
    sentence: str


def judge_figure(
    name: str, record: FigureRecord, truth: Truth, turn: int = 0, count: int = 1, styles: Sequence[Style] = STYLES
) -> list[Outcome]:
    """Write ``count`` descriptions of a figure, in the styles from the one numbered ``turn`` on, and judge them.

    What is written depends on the figure's name and the style alone. Nothing of a figure that cannot be written about.
    """
    scenes = scenes_of(truth)
    outcomes = []
    for number in range(turn, turn + count) if scenes else ():
        style = styles[number % len(styles)]
        rng = np.random.default_rng(zlib.crc32(f"{name} {style.name}".encode()))
        outcomes += judge_text(name, write(scenes, style, rng), record)
    return outcomes


def judge_text(name: str, written: Written, record: FigureRecord) -> list[Outcome]:
    """The outcome of each fact of a text, and of claims outside of all facts that were refuted."""
    _, judged = judge_claims(written.text, record)
    found: dict[int, list[Judged]] = defaultdict(list)
    starts = [piece.start for piece in written.pieces]
    outcomes = []
    for one in judged:
        index = _piece_of(one, written.pieces, starts)
        if index is not None:
            found[index].append(one)
        elif one.verdict is Verdict.REFUTED:
            outcomes.append(_stray(name, written, one))
    return outcomes + [_outcome(name, written, piece, found[i]) for i, piece in enumerate(written.pieces)]


def _piece_of(judged: Judged, pieces: Sequence[Piece], starts: list[int]) -> int | None:
    """The fact in whose words the claim stands."""
    index = int(np.searchsorted(starts, (judged.claim.start + judged.claim.end) // 2, side="right")) - 1
    inside = index >= 0 and judged.claim.start < pieces[index].end
    return index if inside else None


def _outcome(name: str, written: Written, piece: Piece, judged: list[Judged]) -> Outcome:
    """A fact is refuted where a claim in it is, else as its claims were decided; None where none speaks of it."""
    order = (Verdict.REFUTED, Verdict.IMPRECISE, Verdict.SUPPORTED, Verdict.NOT_VERIFIABLE)
    fact = piece.fact
    large = is_large(fact, LARGE)
    # What finds an error has to speak of it; what calls a true statement wrong may be any claim.
    about = [one for one in judged if one.claim.kind in _FAMILIES.get(fact.kind, {fact.kind})]
    wrong = [one for one in judged if one.verdict is Verdict.REFUTED and not fact.corruption]
    worst = min(wrong or about, key=lambda one: order.index(one.verdict), default=None)
    return Outcome(
        figure=name,
        style=written.style.name,
        held_out=written.style.held_out,
        kind=fact.kind.value,
        corruption=fact.corruption if large else "",
        ignored=bool(fact.corruption) and not large,
        verdict=worst.verdict if worst is not None else None,
        words=written.text[piece.start : piece.end],
        sentence=f"{worst.doubt.value} {worst.sentence}" if worst is not None else "",
    )


def _stray(name: str, written: Written, one: Judged) -> Outcome:
    style = written.style
    kind = one.claim.kind.value
    return Outcome(
        name, style.name, style.held_out, kind, "", False, one.verdict, one.claim.text, f"stray: {one.sentence}"
    )


@dataclass(frozen=True)
class Score:
    """Numbers of one group of facts."""

    group: str
    texts: int
    facts: int
    corrupted: int
    decided: int  # corrupted facts that were decided
    refuted: int  # of those
    true: int  # facts without a corruption
    true_decided: int
    true_refuted: int

    @property
    def precision(self) -> float:
        """Share of the refuted facts that were corrupted."""
        total = self.refuted + self.true_refuted
        return self.refuted / total if total else float("nan")

    @property
    def recall(self) -> float:
        """Share of the corrupted facts that were refuted, of those that were decided."""
        return self.refuted / self.decided if self.decided else float("nan")

    @property
    def overall_recall(self) -> float:
        """Share of all corrupted facts that were refuted."""
        return self.refuted / self.corrupted if self.corrupted else float("nan")

    @property
    def false_refutals(self) -> float:
        """Share of the facts without a corruption that were refuted, of those that were decided."""
        return self.true_refuted / self.true_decided if self.true_decided else float("nan")


def score(group: str, outcomes: Sequence[Outcome]) -> Score:
    """Count a group of outcomes."""
    counted = [one for one in outcomes if not one.ignored]
    corrupted = [one for one in counted if one.corruption]
    true = [one for one in counted if not one.corruption]
    return Score(
        group=group,
        texts=len({(one.figure, one.style) for one in outcomes}),
        facts=len(counted),
        corrupted=len(corrupted),
        decided=sum(one.verdict in _DECIDED for one in corrupted),
        refuted=sum(one.verdict is Verdict.REFUTED for one in corrupted),
        true=len(true),
        true_decided=sum(one.verdict in _DECIDED for one in true),
        true_refuted=sum(one.verdict is Verdict.REFUTED for one in true),
    )


def scores(outcomes: Sequence[Outcome]) -> list[Score]:
    """All facts, those in the styles that were kept out of development, and by type of corruption and style."""
    own, kept_out = ([one for one in outcomes if one.held_out == held] for held in (False, True))
    rows = [score("all", outcomes), score("styles of development", own), score("styles kept out", kept_out)]
    types = sorted({one.corruption for one in outcomes if one.corruption})
    rows += [score(f"corrupted: {name}", [one for one in outcomes if one.corruption == name]) for name in types]
    rows += [
        score(f"kind: {name}", [o for o in outcomes if o.kind == name]) for name in sorted({o.kind for o in outcomes})
    ]
    names = dict.fromkeys(one.style for one in outcomes)
    return rows + [score(f"style: {name}", [one for one in outcomes if one.style == name]) for name in names]
