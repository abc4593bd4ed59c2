"""Several texts of one figure: where they differ from one another, and which of them the figure bears out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checks.likeness import SAME_TEXT, same_text
from checks.statements import Subjects, apart, axis_key, panel_key
from schemas.claims import Claim, ClaimKind
from schemas.verdicts import Disagreement, Judged, Verdict

_NUMBERS = frozenset(
    {
        ClaimKind.PANEL_COUNT, ClaimKind.GRID_SHAPE, ClaimKind.SERIES_COUNT, ClaimKind.AXIS_RANGE, ClaimKind.TICK_STEP,
        ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM,
    }
)  # fmt: skip
_WORDS = frozenset(
    {ClaimKind.TITLE, ClaimKind.AXIS_LABEL, ClaimKind.AXIS_SCALE, ClaimKind.SERIES_COLOR, ClaimKind.SERIES_MARKER}
)
Told = tuple[str, int, Judged]


def find_disagreements(texts: Mapping[str, Sequence[Judged]]) -> list[Disagreement]:
    """Claims on one thing in which the texts (judged claims by source) differ by more than they were rounded."""
    things: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for source, judged in texts.items():
        subjects = Subjects([one.claim for one in judged])
        for number, one in enumerate(judged):
            key = _thing(one, subjects)
            if key:
                things[key].append((source, number, one))
    return [_disagreement(told) for told in things.values() if _differ(told)]


def _thing(judged: Judged, subjects: Subjects) -> tuple[str, ...] | None:
    """What a claim is about: the same for all texts, by the panel and series that the figure resolved."""
    claim = judged.claim
    if claim.kind not in _NUMBERS | _WORDS or claim.within is not None:
        return None
    panel = panel_key(claim.panel) if judged.panel is None else str(judged.panel)
    series = subjects.series(claim, claim.series) if judged.series is None else str(judged.series)
    place = ""
    if claim.kind is ClaimKind.VALUE:
        if claim.x is None or claim.x.start is None or claim.x.end is not None:
            return None
        place = f"{claim.x.start.value:.6g}"
    return claim.kind.value, panel, series, axis_key(claim.axis), place


def _differ(told: list[Told]) -> bool:
    """Whether a claim of one text differs from one of another."""
    firsts: dict[str, Claim] = {}
    for source, _, judged in told:
        firsts.setdefault(source, judged.claim)
    claims = list(firsts.values())
    return any(_unlike(claims[0], other) for other in claims[1:])


def _unlike(one: Claim, other: Claim) -> bool:
    if one.kind in _WORDS:
        return bool(one.words and other.words) and same_text(one.words or "", other.words or "") < SAME_TEXT
    return any(apart(a, b) for a, b in zip(one.values, other.values, strict=False))


def _disagreement(told: list[Told]) -> Disagreement:
    supported = {source for source, _, judged in told if judged.verdict is Verdict.SUPPORTED}
    words = {source: judged.expected or judged.claim.text for source, _, judged in reversed(told)}
    measured = next((judged.measured for _, _, judged in told if judged.measured), "")
    sources = dict.fromkeys(source for source, _, _ in told)
    sentence = "; ".join(f"{source or 'description'}: {words[source]}" for source in sources)
    kind = told[0][2].claim.kind.value.replace("_", " ")
    return Disagreement(
        claims=tuple((source, number) for source, number, _ in told),
        supported=tuple(sorted(supported)),
        sentence=f"{kind}: {sentence}" + (f"; figure: {measured}" if measured else ""),
    )
