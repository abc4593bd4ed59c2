"""Trains the network on drawn labels for a given time, and exports it again and again while it learns."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from extractors.readers.strip_reader import Script, decoded, padded_width, stacked
from training.network import StripNetwork, export, start_from
from training.shards import Strip, read_shard

_BATCH = 96
_RATE, _WARM_UP, _LEAST_RATE = 1.2e-3, 200, 0.01
_DECAY = 0.02
_CLIP = 2.0
# Steps after which new shards are looked for and the network is measured and exported.
_REPORT = 400
_MEMORY = 0.02  # of the running mean of the loss
# Strips of one width set the statistics of a network that training goes on from.
_EXAMPLE, _EXAMPLES = 128, 512
Sample = tuple[Strip, str]


def train(script: Script, shards: Path, out: Path, minutes: float, start: Path | None = None) -> float:
    """Train on all ``train_*.npz`` of a folder, also those still to come; the share of held-out labels read right."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rng = np.random.default_rng(1)
    samples, seen = _new_samples(shards, set())
    held = [s for path in sorted(shards.glob("held_*.npz")) for s in read_shard(path)]
    network = StripNetwork(len(script.alphabet))
    if start is not None:
        example = [strip for strip, _ in samples if padded_width(strip.shape[1], script.most_columns) == _EXAMPLE][
            :_EXAMPLES
        ]
        start_from(network, start, torch.from_numpy(stacked(example, _EXAMPLE)))
        print(f"start: {right(network, script, held):.4f} of {len(held)} held-out labels right", flush=True)
    network.to(memory_format=torch.channels_last)  # a quarter faster on a CPU
    optimiser = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=_DECAY)
    index = {c: i + 1 for i, c in enumerate(script.alphabet)}
    begun, step, mean_loss = time.monotonic(), 0, 0.0
    while (part := (time.monotonic() - begun) / (60 * minutes)) < 1:
        for strips, labels in itertools.islice(_batches(script, samples, rng), _REPORT):
            part = (time.monotonic() - begun) / (60 * minutes)
            rate = _RATE * min(1.0, (step + 1) / _WARM_UP) * max(_LEAST_RATE, _cosine(part))
            loss = _step(network, optimiser, rate, strips, [[index[c] for c in label] for label in labels])
            step += 1
            mean_loss += (loss - mean_loss) * max(_MEMORY, 1 / step)
            if part >= 1:
                break
        print(f"{step} steps, {part:.0%}: loss {mean_loss:.4f}, right {right(network, script, held):.4f}", flush=True)
        export(network, out)
        more, seen = _new_samples(shards, seen)
        samples += more
    return right(network, script, held)


def right(network: StripNetwork, script: Script, held: list[Sample]) -> float:
    """The share of labels read exactly."""
    network.eval()
    hits = 0
    with torch.no_grad():
        for members in _groups(script, held, np.arange(len(held)), 256):
            width = padded_width(held[members[0]][0].shape[1], script.most_columns)
            steps = network(torch.from_numpy(stacked([held[i][0] for i in members], width))).numpy()
            hits += sum(
                decoded(own, script.alphabet).string == held[i][1] for i, own in zip(members, steps, strict=True)
            )
    return hits / max(len(held), 1)


def _new_samples(shards: Path, seen: set[Path]) -> tuple[list[Sample], set[Path]]:
    fresh = [path for path in sorted(shards.glob("train_*.npz")) if path not in seen and ".part" not in path.name]
    return [s for path in fresh for s in read_shard(path)], seen | set(fresh)


def _batches(
    script: Script, samples: list[Sample], rng: np.random.Generator
) -> Iterator[tuple[NDArray[np.float32], list[str]]]:
    """Batches of strips of one width, in random order, with ink of random strength."""
    groups = list(_groups(script, samples, rng.permutation(len(samples)), _BATCH))
    for k in rng.permutation(len(groups)):
        members = groups[k]
        width = padded_width(samples[members[0]][0].shape[1], script.most_columns)
        strips = stacked([samples[i][0] for i in members], width)
        strips *= rng.uniform(0.85, 1.15, (len(members), 1, 1, 1)).astype(np.float32)
        # Crops begin at other columns of the grid on which the network pools.
        strips = np.roll(strips, int(rng.integers(0, 4)), axis=3)
        yield np.clip(strips, 0, 1), [samples[i][1] for i in members]


def _groups(script: Script, samples: list[Sample], order: NDArray[np.int64], size: int) -> Iterator[list[int]]:
    filling: dict[int, list[int]] = {}
    for i in order.tolist():
        width = padded_width(samples[i][0].shape[1], script.most_columns)
        group = filling.setdefault(width, [])
        group.append(i)
        if len(group) == size:
            yield filling.pop(width)
    yield from filling.values()


def _step(
    network: StripNetwork,
    optimiser: torch.optim.Optimizer,
    rate: float,
    strips: NDArray[np.float32],
    labels: list[list[int]],
) -> float:
    """One step down the CTC loss of a batch at a learning rate; the loss."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    network.train()
    steps: torch.Tensor = network(torch.from_numpy(strips).contiguous(memory_format=torch.channels_last))
    targets = torch.tensor([character for label in labels for character in label])
    lengths = torch.tensor([len(label) for label in labels])
    times = torch.full((len(labels),), steps.shape[1])
    loss = nn.functional.ctc_loss(steps.permute(1, 0, 2), targets, times, lengths, zero_infinity=True)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
    optimiser.step()
    return float(loss.item())


def _cosine(part: float) -> float:
    return 0.5 * (1 + math.cos(math.pi * min(part, 1.0)))
