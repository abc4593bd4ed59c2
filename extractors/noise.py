"""Noisy curves: which ink beside a traced path is the curve's own.

A path through noise runs along one of many strokes in each column. The tips that it leaves out are cut off by dashes
and by whatever crosses them, but they are data too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d
from scipy.signal import find_peaks
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from extractors.colors import Ink, shortest_extents
from extractors.following import Path
from extractors.runs import SOLID, Chain, Ints, Runs, touching_pairs

# A path is noisy where it turns back in this share of the stretches as long as the text is high and so often at least.
# Error bars and the risers of a step curve are fewer.
TURNING, TURNS = 0.5, 12
# Tips are narrower than so many strokes. Noise reaches as far as this percentile of what a path rises and falls within
# a tip's width.
TIP, TALL = 6.0, 90.0
# Noise that fills its columns is mostly so many times as thick as its thinnest places, the tips, which hold this
# percentage of the ink.
FILLED, TIPS = 2.5, 10.0


def is_noisy(path: Path, least: float, unit: float) -> bool:
    """Whether a traced curve goes up and down like noise, by more than ``least`` pixels; ``unit``: the text height."""
    seen = ~np.isnan(path.y)
    rise = np.diff(path.y[seen])
    far = np.abs(rise) > least
    at, ways = path.x[seen][1:][far], np.sign(rise[far])
    turns = at[1:][ways[1:] != ways[:-1]]
    return len(turns) >= TURNS and bool(len(np.unique(turns // unit)) > TURNING * np.ptp(path.x) / unit)


def stroke_in_noise(ink: Ink, stroke: float) -> float:
    """The thickness of the line in pixels where noise fills its columns, so that ``stroke`` is that of all its strokes.

    Such noise has tips above and below; a fill has them on one side at most.
    """
    shortest = shortest_extents(ink)
    if len(shortest) == 0 or stroke <= FILLED * (thin := float(np.percentile(shortest, TIPS))):
        return stroke
    solid = ink > SOLID
    solid = solid[:, solid.any(axis=0)]
    edges = solid.argmax(axis=0), solid[::-1].argmax(axis=0)
    tips = [len(find_peaks(-edge, prominence=thin)[0]) for edge in edges]
    return thin if min(tips) >= TURNS else stroke


def find_spikes(runs: Runs, chains: list[Chain], path: list[int], stroke: float, height: int) -> list[Chain]:
    """The chains that are tips of the noisy curve along ``path`` (indices of chains): joined to it, or close by.

    Loose ink at the first or last of the plot's ``height`` rows is a tick mark of the frame.
    """
    joined = _joined(runs, chains, path)
    own = np.sort(np.concatenate([chains[i].runs for i in np.flatnonzero(joined)]))
    columns, first = np.unique(runs.column[own], return_index=True)
    top, bottom = np.minimum.reduceat(runs.top[own], first), np.maximum.reduceat(runs.bottom[own], first)
    width = 2 * round(TIP * stroke / 2) + 1
    reach = float(np.percentile(maximum_filter1d(bottom, width) - minimum_filter1d(top, width), TALL))
    spikes = [i for i in np.flatnonzero(joined) if i not in path]
    for i in np.flatnonzero(~joined):
        chain = chains[i]
        near = slice(*np.searchsorted(columns, (chain.first - stroke, chain.last + stroke + 1)))
        if chain.mass < stroke**2 or len(chain.runs) > TIP * stroke or near.start == near.stop:
            continue
        highest, lowest = runs.top[chain.runs].min(), runs.bottom[chain.runs].max()
        if highest <= stroke or lowest >= height - 1 - stroke:
            continue
        if max(top[near].min() - lowest, highest - bottom[near].max()) < reach:
            spikes.append(i)
    return [chains[i] for i in spikes]


def _joined(runs: Runs, chains: list[Chain], path: list[int]) -> NDArray[np.bool_]:
    """Which chains hang together with a path."""
    owner: Ints = np.zeros(len(runs.column), np.int64)
    for i, chain in enumerate(chains):
        owner[chain.runs] = i
    left, right = touching_pairs(runs)
    touching = coo_matrix((np.ones(len(left)), (owner[left], owner[right])), shape=(len(chains), len(chains)))
    _, piece = connected_components(touching, directed=False)
    return np.asarray(np.isin(piece, piece[path]), dtype=np.bool_)
