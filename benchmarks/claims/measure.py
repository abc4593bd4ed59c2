"""Claims that were read from a text against claims that were labelled by hand, by their places and facts.

A label holds its kind, its span and facts: series, numbers, places; no words of the text but names. ``*`` as a series
stands for `both lines`, ``only`` for the one there is. Further keys: ``also`` (kinds that are as right), ``optional``
(neither missed nor spurious: too vague to demand), ``local`` (an extreme that is not said of the whole curve),
``denied`` (a movement that is denied, which claims cannot hold yet) and ``free`` (facts that are not compared).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from extractors.claims import read_claims
from schemas.claims import Claim, ClaimKind, Place, SeriesRef

LABELS = Path(__file__).with_name("labels.json")
Label = dict[str, Any]
_NEAR = 0.3  # of the shorter of two spans that has to be shared for them to be about the same words


class TextsMissing(Exception):
    """The labelled texts are not in the folder, or are not the ones that were labelled."""


@dataclass(slots=True)
class ReadingMeasure:
    """Counts over one text; ``wrong`` and the other lists say what went wrong, for people."""

    stem: str
    labels: int = 0
    found: int = 0
    right: int = 0
    read: int = 0
    spurious: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """A line for each claim that is not as labelled."""
        named = (("missed", self.missed), ("wrong", self.wrong), ("spurious", self.surplus))
        return [f"{self.stem}: {name}: {line}" for name, lines in named for line in lines]


def measure_texts(folder: Path, labels: Path = LABELS) -> list[ReadingMeasure]:
    """Read every labelled text of ``folder``; raises :class:`TextsMissing` where one is not there or another."""
    found = []
    for stem, entry in json.loads(labels.read_text(encoding="utf-8")).items():
        path = next((p for p in (folder / f"{stem}.txt", folder / f"{stem}.md") if p.is_file()), None)
        if path is None:
            raise TextsMissing(f"no {stem}.txt or .md in {folder}")
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise TextsMissing(f"{path} is not the text that was labelled")
        found.append(measure_claims(stem, read_claims(data).claims, entry["claims"]))
    return found


def to_table(measures: Sequence[ReadingMeasure]) -> str:
    """Markdown: counts and shares for each text and all together; ``right`` is a share of those found."""
    lines = ["| text | labels | found | right | read | spurious |", "|---|---|---|---|---|---|"]
    for measure in (*measures, _total(measures)):
        shares = (
            _share(measure.found, measure.labels),
            _share(measure.right, measure.found),
            str(measure.read),
            _share(measure.spurious, measure.read),
        )
        lines.append(f"| {measure.stem} | {measure.labels} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _total(measures: Sequence[ReadingMeasure]) -> ReadingMeasure:
    total = ReadingMeasure("all")
    for measure in measures:
        for name in ("labels", "found", "right", "read", "spurious"):
            setattr(total, name, getattr(total, name) + getattr(measure, name))
    return total


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "–"


def measure_claims(stem: str, claims: Sequence[Claim], labels: Sequence[Label]) -> ReadingMeasure:
    """One text: labels and claims are paired one to one, by shared words first, then by how many facts agree."""
    wanted = [label for label in labels if not label.get("optional")]
    measure = ReadingMeasure(stem, labels=len(wanted), read=len(claims))
    pairs = _paired(claims, labels)
    for number, label in enumerate(labels):
        claim = claims[pairs[number]] if number in pairs else None
        if label.get("optional"):
            continue
        if claim is None:
            measure.missed.append(_told(label))
            continue
        measure.found += 1
        differences = disagreements(claim, label)
        if differences:
            measure.wrong.append(f"{_told(label)}: {', '.join(differences)}")
        else:
            measure.right += 1
    used = set(pairs.values())
    spare = [claim for number, claim in enumerate(claims) if number not in used]
    measure.spurious = len(spare)
    measure.surplus = [f"{claim.kind} at {claim.start}: {claim.text[:80]}" for claim in spare]
    return measure


def disagreements(claim: Claim, label: Label) -> list[str]:
    """The facts in which a claim differs from a label."""
    found = []
    if claim.kind not in (label["kind"], *label.get("also", ())):
        found.append(f"kind {claim.kind}")
    if [quantity.value for quantity in claim.values] != label.get("values", []):
        found.append(f"values {[quantity.value for quantity in claim.values]}")
    if "x" not in label.get("free", ()) and not _same_place(claim.x or _inner(claim), label.get("x")):
        found.append(f"x {claim.x}")
    if "series" in label and not _same_series(claim.series, label["series"]):
        found.append(f"series {claim.series}")
    if "other" in label and not _same_series(claim.other, label["other"]):
        found.append(f"other {claim.other}")
    if "panel" in label and (claim.panel is None or claim.panel.title != label["panel"]):
        found.append(f"panel {claim.panel}")
    if "axis" in label and not (claim.axis and label["axis"] in (claim.axis.side, claim.axis.label)):
        found.append(f"axis {claim.axis}")
    if "words" in label and not _same_words(claim, label["words"]):
        found.append(f"words {claim.words}")
    for key in ("trend", "relation", "measure"):
        told = label.get(key)
        if (
            told is not None
            and claim.kind == label["kind"]
            and getattr(claim, key) not in ([told] if isinstance(told, str) else told)
        ):
            found.append(f"{key} {getattr(claim, key)}")
    if label.get("local") and claim.kind in (ClaimKind.MAXIMUM, ClaimKind.MINIMUM) and claim.within is None:
        found.append("not local")
    return found


def _paired(claims: Sequence[Claim], labels: Sequence[Label]) -> dict[int, int]:
    """The number of the claim for each label that has one."""
    if not claims or not labels:
        return {}
    scores = np.zeros((len(labels), len(claims)))
    for row, label in enumerate(labels):
        for column, claim in enumerate(claims):
            if _shares(claim, label):
                same_kind = claim.kind in (label["kind"], *label.get("also", ()))
                scores[row, column] = 20 + 20 * same_kind - len(disagreements(claim, label))
    rows, columns = linear_sum_assignment(-scores)
    return {int(r): int(c) for r, c in zip(rows, columns, strict=True) if scores[r, c] > 0}


def _shares(claim: Claim, label: Label) -> bool:
    shared = min(claim.end, label["end"]) - max(claim.start, label["start"])
    shorter = min(claim.end - claim.start, int(label["end"]) - int(label["start"]))
    return bool(shared >= _NEAR * shorter)


def _inner(claim: Claim) -> Place | None:
    """An extreme's stretch of x, where it has one in numbers."""
    return claim.within if claim.within is not None and claim.within.words is None else None


def _same_place(place: Place | None, told: list[float | None] | str | None) -> bool:
    if told is None:
        return place is None or place.words is not None
    if place is None:
        return False
    if told == "words":
        return place.words is not None
    start = place.start.value if place.start else None
    end = place.end.value if place.end else None
    if place.open_start and end is None:
        start, end = None, start
    if len(told) == 1:
        return told[0] == (start if start is not None else end) and (start is None or end is None or place.open_end)
    # An interval from the very beginning may be told with or without its 0.
    return end == told[1] and (start == told[0] or (start is None and not told[0]))


def _same_series(ref: SeriesRef | None, told: str) -> bool:
    if told == "only":
        return ref is None or ref.only or not ref.every
    if ref is None:
        return False
    return bool(ref.every) if told == "*" else (ref.name or "").lower() == told.lower()


def _same_words(claim: Claim, told: str) -> bool:
    words = (claim.words or "").lower()
    if claim.kind == ClaimKind.LEGEND_POSITION:
        return words.replace("-", " ").startswith(told.replace("-", " "))
    return re.sub(r"\W+", " ", words).strip() == re.sub(r"\W+", " ", told.lower()).strip()


def _told(label: Label) -> str:
    facts = {k: v for k, v in label.items() if k not in ("kind", "start", "end")}
    return f"{label['kind']} at {label['start']} {facts}"
