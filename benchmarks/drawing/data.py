"""Families of random curves on 0 to 1, scaled to random units."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array

Family = Callable[[Generator, Array], Array]


def smooth(rng: Generator, t: Array) -> Array:
    """A sum of a few low waves."""
    waves = [rng.normal() / k * np.sin(np.pi * k * t + rng.uniform(0, 2 * np.pi)) for k in range(1, 5)]
    return np.asarray(np.sum(waves, axis=0))


def training(rng: Generator, t: Array) -> Array:
    """A curve that falls or rises to a plateau, with noise that does not end."""
    clean = saturating(rng, t)
    return clean + rng.normal(size=len(t)) * rng.uniform(0.01, 0.06)


def saturating(rng: Generator, t: Array) -> Array:
    """Exponential approach to a plateau, from above or below."""
    sign = rng.choice([-1.0, 1.0])
    return np.asarray(sign * (1 - np.exp(-t * rng.uniform(2, 9))) + rng.uniform(-0.3, 0.3))


def sinusoid(rng: Generator, t: Array) -> Array:
    """One wave, damped at times."""
    damping = np.exp(-t * rng.choice([0.0, 2.0]))
    return np.asarray(damping * np.sin(2 * np.pi * rng.uniform(0.7, 3) * t + rng.uniform(0, 2 * np.pi)))


def random_walk(rng: Generator, t: Array) -> Array:
    """Sums of independent steps."""
    steps = rng.normal(size=len(t)) / np.sqrt(len(t))
    return np.asarray(np.cumsum(steps) + rng.normal() * 0.3)


def monotone(rng: Generator, t: Array) -> Array:
    """A power of t, rising or falling."""
    power = np.exp(rng.uniform(-0.8, 0.8))
    return np.asarray(rng.choice([-1.0, 1.0]) * t**power + rng.uniform(-0.4, 0.4))


def peaks(rng: Generator, t: Array) -> Array:
    """A base line with one to four bells, as of a spectrum."""
    centres, widths = rng.uniform(0.1, 0.9, size=4), rng.uniform(0.02, 0.08, size=4)
    heights = rng.uniform(0.3, 1, size=4) * (np.arange(4) < rng.integers(1, 5))
    bells = [h * np.exp(-(((t - c) / w) ** 2) / 2) for c, w, h in zip(centres, widths, heights, strict=True)]
    return np.asarray(np.sum(bells, axis=0) + rng.uniform(0, 0.2))


FAMILIES: dict[str, Family] = {
    "smooth": smooth,
    "training": training,
    "saturating": saturating,
    "sinusoid": sinusoid,
    "random_walk": random_walk,
    "monotone": monotone,
    "peaks": peaks,
}


def scaled_group(rng: Generator, curves: list[Array], low: float, high: float) -> list[Array]:
    """The curves moved and stretched together, so that their joint range is ``low`` to ``high``."""
    least, most = min(c.min() for c in curves), max(c.max() for c in curves)
    return [low + (c - least) / max(most - least, 1e-12) * (high - low) for c in curves]


def random_range(rng: Generator) -> tuple[float, float]:
    """A range as figures have it: a share, a score, or a quantity of any size, at times around zero."""
    kind = rng.choice(["share", "score", "quantity", "signed"], p=[0.25, 0.25, 0.3, 0.2])
    if kind == "share":
        low = rng.uniform(0, 0.8)
        return low, rng.uniform(low + 0.1, 1)
    if kind == "score":
        low = rng.uniform(0, 80)
        return low, low + rng.uniform(5, 100 - low)
    size = 10 ** rng.uniform(-3, 6.5)
    if kind == "quantity":
        return size * rng.uniform(0, 0.5), size * rng.uniform(0.8, 1)
    return -size * rng.uniform(0.2, 1), size * rng.uniform(0.2, 1)
