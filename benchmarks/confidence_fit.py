"""Fit the weights of the confidence to what turned out right, and see how honest it is on figures it was not fitted to.

Logistic regression (Platt, 1999) with weights kept at or below zero and a light ridge.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.matching import Pair, match_series, pair_panels, with_numbers
from benchmarks.measures import measure_figure, measure_series
from extractors.confidence import KINDS, troubles
from extractors.figure_evidence import LEAST_CHANCE
from schemas.reasons import Reason
from schemas.record import FigureRecord
from schemas.truth import Truth

Floats = NDArray[np.float64]
Weights = dict[str, dict[str, float]]

# Of the sum of squared weights: so little that it only keeps weights that the figures do not speak about near zero.
RIDGE = 1.0
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Witness:
    """A figure that was digitised: per series found its evidence and whether it is right, and the same of the whole."""

    id: str
    series: tuple[tuple[dict[str, float], bool], ...]
    evidence: dict[str, float]
    exact: bool


def bear_witness(record: FigureRecord, truth: Truth) -> Witness | None:
    """What a record tells about confidence; None where it holds no calibrated series, so that none was claimed."""
    if not any(s.reason is not Reason.AXIS_NOT_CALIBRATED for p in record.panels for s in p.series):
        return None
    pairs, left_over = pair_panels(truth.panels, record.panels)
    series = [(s.evidence, False) for panel in left_over for s in with_numbers(panel)]
    for pair in pairs:
        series += _of_panel(pair)
    return Witness(truth.id, tuple(series), record.evidence, measure_figure(truth, record).exact)


def _of_panel(pair: Pair) -> list[tuple[dict[str, float], bool]]:
    """Series that match an optional one count neither way."""
    met = {j: i for i, j in match_series(pair).items()}
    told = []
    for j, found in enumerate(pair.series):
        i = met.get(j)
        if i is None or i in pair.required:
            told.append((found.evidence, i is not None and measure_series(0, pair, i, j).right))
    return told


def fit_weights(witnesses: Sequence[Witness]) -> Weights:
    """Weights of all kinds; those of figures build on the confidence of their series."""
    series = _fit("series", [row for w in witnesses for row in w.series])
    figures = [(figure_evidence(w, series), w.exact) for w in witnesses]
    return {"series": series, "figure": _fit("figure", figures)}


def figure_evidence(witness: Witness, weights: dict[str, float]) -> dict[str, float]:
    """A figure's evidence with its series judged by ``weights`` instead of those it was digitised with."""
    chances = [max(chance("series", e, weights), LEAST_CHANCE) for e, _ in witness.series] or [LEAST_CHANCE]
    return witness.evidence | {"worst": min(chances), "doubt": float(-np.log(chances).mean())}


def chance(kind: str, evidence: dict[str, float], weights: dict[str, float]) -> float:
    """The confidence by other weights than the shipped ones."""
    logit = weights["base"] + sum(weights[name] * value for name, value in troubles(kind, evidence).items())
    return float(1 / (1 + np.exp(-logit)))


def _fit(kind: str, rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    names = list(KINDS[kind])
    measured = np.array([list(troubles(kind, evidence).values()) for evidence, _ in rows]).reshape(-1, len(names))
    sign = np.where([right for _, right in rows], 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (weights[0] + measured @ weights[1:])
        pull = -sign / (1 + np.exp(margin))
        slope = np.concatenate(([pull.sum()], measured.T @ pull + RIDGE * weights[1:]))
        return float(np.logaddexp(0, -margin).sum() + RIDGE * (weights[1:] ** 2).sum() / 2), slope

    bounds = [(None, None)] + [(None, 0.0)] * len(names)
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    return {name: round(float(w), 4) for name, w in zip(["base", *names], found, strict=True)}


def halves(witnesses: Iterable[Witness]) -> tuple[list[Witness], list[Witness]]:
    """Two parts that stay the same whichever figures join."""
    parts: tuple[list[Witness], list[Witness]] = ([], [])
    for witness in witnesses:
        parts[zlib.crc32(witness.id.encode()) % 2].append(witness)
    return parts


def judged(witnesses: Sequence[Witness], weights: Weights) -> dict[str, tuple[Floats, Floats]]:
    """Per kind the confidences by ``weights``, and 1 for what is right."""
    series = [(chance("series", e, weights["series"]), right) for w in witnesses for e, right in w.series]
    figures = [(chance("figure", figure_evidence(w, weights["series"]), weights["figure"]), w.exact) for w in witnesses]
    return {kind: _columns(rows) for kind, rows in (("series", series), ("figure", figures))}


def _columns(rows: Sequence[tuple[float, bool]]) -> tuple[Floats, Floats]:
    table = np.array(rows, float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def reliability(chances: Floats, right: Floats) -> str:
    """A markdown table: what was promised and what held, per range of confidence."""
    lines = ["| confidence | number | mean confidence | right |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        inside = (chances >= low) & ((chances < high) | (high == BINS[-1]))
        if inside.any():
            mean, held = 100 * chances[inside].mean(), 100 * right[inside].mean()
            lines.append(f"| {low:.2f}-{high:.2f} | {inside.sum()} | {mean:.1f}% | {held:.1f}% |")
    return "\n".join(lines)


def shares_above(chances: Floats, right: Floats) -> str:
    """A markdown table: for a threshold, the share above it and how much of that is right."""
    lines = ["| threshold | above | of these right |", "|---|---|---|"]
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        above = chances >= threshold
        held = f"{100 * right[above].mean():.1f}%" if above.any() else "-"
        lines.append(f"| {threshold} | {100 * above.mean():.1f}% | {held} |")
    return "\n".join(lines)
