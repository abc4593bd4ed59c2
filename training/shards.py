"""Drawn labels in files: strips as the network sees them beside the strings that it shall answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.readers.strip_reader import as_strip
from training.accidents import crop_of
from training.drawing import Drawn, by_matplotlib, by_pillow
from training.kinds import Kind

Strip = NDArray[np.uint8]
SHARD = 4000
_SHEET = 120


def write_shard(folder: Path, kind: Kind, seed: int, held_out: bool = False) -> Path:
    """Draw ``SHARD`` labels; the same seed gives the same labels."""
    samples: list[tuple[Strip, str]] = []
    rng = np.random.default_rng(seed)
    while len(samples) < SHARD:
        texts = [kind.random(rng) for _ in range(_SHEET)]
        drawn: list[Drawn | None] = []
        if rng.random() < 0.5:
            drawn = by_matplotlib(texts, kind.hand, rng, held_out)
        else:
            drawn = [by_pillow(text, kind.hand, rng, held_out) for text in texts]
        samples += [
            (as_strip(crop_of(one, rng), kind.script.most_columns), kind.target_of(text))
            for one, text in zip(drawn, texts, strict=True)
            if one
        ]
    path = folder / f"{'held' if held_out else 'train'}_{seed:05d}.npz"
    part = path.with_suffix(".part.npz")
    pixels = np.concatenate([strip for strip, _ in samples], axis=1)
    np.savez(part, pixels=pixels, widths=[s.shape[1] for s, _ in samples], labels=[t for _, t in samples])
    return part.rename(path)


def read_shard(path: Path) -> list[tuple[Strip, str]]:
    with np.load(path) as shard:
        ends = np.cumsum(shard["widths"])
        strips = np.split(shard["pixels"], ends[:-1], axis=1)
        return list(zip(strips, shard["labels"].tolist(), strict=True))
