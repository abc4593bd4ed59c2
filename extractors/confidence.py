"""From evidence to a confidence: the chance that a series, or a whole figure, is right.

A logistic model over *troubles*, numbers from 0 (nothing speaks against it) upwards. Every weight is at most zero, so
that more trouble never raises a confidence, whatever figure comes. ``python -m benchmarks calibrate`` fits the weights
(maximum likelihood, as in Platt, 1999) on one half of the development figures, tests them on the other half and writes
``confidence.json`` beside this file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

WEIGHTS = Path(__file__).with_name("confidence.json")

# A curve is right where it is met within a hundredth of what the axis spans: of a plot of so many pixels within one.
HUNDREDTHS = 100.0
# A name that the small reader alone disputes is right nearly as often as others; trouble is where more looks do.
HALF = 2.0
# Shares are taken by their root: the first per cent of trouble says more than the fifth.
# Beyond its cap a trouble is as bad as it gets; an unseen extreme does not outweigh all else.
Troubles = Mapping[str, Callable[[Mapping[str, float]], float]]

SERIES_TROUBLES: Troubles = {
    "off its ink": lambda e: _root((1 - e["on_ink"]) * (1 - e["dashed"])),
    "dashes off their ink": lambda e: _root((1 - e["on_ink"]) * e["dashed"]),
    "uncovered": lambda e: _root(1 - e["coverage"]),
    "ink left over": lambda e: _root(1 - e["explained"]),
    "ink far off": lambda e: _root(1 - e["near"]),
    "interpolated": lambda e: _root(e["interpolated"]),
    "open ends": lambda e: _root(e["open_ends"]),
    "paused": lambda e: _root(min(e["paused"], 1.0)),
    "short": lambda e: 1 - min(e["span"], 1.0),
    "short of the others": lambda e: _root(min(e["reach"], 1.0)),
    "one jump": lambda e: _root(min(e["jump"], 1.0)),
    "beside another": lambda e: _root(e["beside"]),
    "steep": lambda e: _root(e["steep"]),
    "vague heights": lambda e: _root(e["vague"]),
    "name disputed": lambda e: max(0.0, 1 - HALF * e["name"]),
    "close colour": lambda e: 1 - e["color_gap"],
    "gray": lambda e: e["gray"],
    "shared colour": lambda e: min(e["same_color"], 3.0) / 3,
    "thicker than its swatch": lambda e: min(e["thicker"], 1.0),
    "few ticks": lambda e: 1 - e["ticks"],
    "ticks missed": lambda e: min(e["residual"], 0.5),
    "small print": lambda e: max(0.0, 1 - e["print_height"] / 12),
    "thin": lambda e: max(0.0, 1 - e["stroke"] / 3),
    "narrow plot": lambda e: min(HUNDREDTHS / max(e["width"], 1.0), 1.0),
    "low plot": lambda e: min(HUNDREDTHS / max(e["height"], 1.0), 1.0),
    "crowded": lambda e: min(e["others"], 10.0) / 10,
}


FIGURE_TROUBLES: Troubles = {
    "worst series": lambda e: 1 - e["worst"],
    "series in doubt": lambda e: min(e["doubt"], 1.0),
    "ink unexplained": lambda e: _root(min(e["unexplained"], 1.0)),
    "entries without a line": lambda e: min(e["missing"], 3.0) / 3,
    "empty panels": lambda e: e["empty"],
    "refused axes": lambda e: e["refused"],
    "no legend": lambda e: e["unnamed"],
    "names without a line": lambda e: min(e["unused"], 3.0) / 3,
    "uneven panels": lambda e: e["uneven"],
    "many series": lambda e: min(math.log2(max(e["series"], 1.0)), 5.0) / 5,
    "print unsure": lambda e: 1 - e["print"],
    "worst print": lambda e: 1 - e["worst_print"],
}

KINDS: Mapping[str, Troubles] = {"series": SERIES_TROUBLES, "figure": FIGURE_TROUBLES}


def confidence(kind: str, evidence: Mapping[str, float]) -> float:
    """Chance between 0 and 1 that a thing of this ``kind`` (series, figure) is right, all evidence considered."""
    weights = fitted_weights()[kind]
    logit = weights["base"] + sum(weights[name] * value for name, value in troubles(kind, evidence).items())
    return float(1 / (1 + np.exp(-logit)))


def troubles(kind: str, evidence: Mapping[str, float]) -> dict[str, float]:
    """Each trouble with how bad it is, from 0 on."""
    return {name: max(0.0, measure(evidence)) for name, measure in KINDS[kind].items()}


def _root(share: float) -> float:
    """Shares may be a rounding error below 0."""
    return math.sqrt(max(share, 0.0))


@cache
def fitted_weights() -> dict[str, dict[str, float]]:
    """Per kind the weight of every trouble, and ``base``, the logit without any."""
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text())
    return weights
