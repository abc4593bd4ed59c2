"""Which series of one colour every marker belongs to: the owners that shapes and the ink between markers fit best.

The shape of a small or half hidden marker is easily mistaken; the strokes that join it to the markers beside it are
not. So all columns of markers are decided together, by dynamic programming over the columns (Viterbi).
"""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from extractors.colors import Ink
from extractors.marker_strokes import inked_shares

Floats = NDArray[np.float64]
Owners = NDArray[np.int64]

# A marker whose shape fits by less is rather no marker of the series; a misfit counts no more than WORST.
LEAST_FIT, WORST = 0.25, -0.5
# A stroke that is inked over more than this share speaks for its two ends, by so much for all of it.
INKED, LINK = 0.75, 1.5
# So many of the best ways to share out a column's markers are followed.
MOST_WAYS = 250


def find_owners(ink: Ink, places: Floats, fits: Floats, duty: Floats, near: float) -> Owners:
    """(n,) the series that each of the (n, 2) places belongs to, -1 for none; at one x every series has at most one.

    ``fits``: (n, k) how well the marker of each of the k series fits there; ``duty``: (k,) the share of each series'
    line that its dashes ink; ``near``: places no farther apart in x stand in one column.
    """
    owner = np.full(len(places), -1)
    if len(places) == 0:
        return owner
    order = np.argsort(places[:, 0])
    columns = np.split(order, np.flatnonzero(np.diff(places[order, 0]) > near) + 1)
    ways = [_ways(fits[column]) for column in columns]
    scores = [_fit_of(fits[column], way) for column, way in zip(columns, ways, strict=True)]
    back: list[NDArray[np.intp]] = []
    total = scores[0]
    for k in range(1, len(columns)):
        links = _links(ink, places[columns[k - 1]], places[columns[k]], duty)
        joint = total[:, None] + _link_of(links, ways[k - 1], ways[k])
        back.append(np.asarray(joint.argmax(axis=0), np.intp))
        total = joint.max(axis=0) + scores[k]
    at = int(np.argmax(total))
    for k in range(len(columns) - 1, -1, -1):
        for series, chosen in enumerate(ways[k][at]):
            if chosen >= 0:
                owner[columns[k][chosen]] = series
        at = int(back[k - 1][at]) if k else at
    return owner


def _ways(fits: Floats) -> NDArray[np.intp]:
    """(m, k) the ways to give each of k series one place of a column, or none (-1), the best fitting ones."""
    count = fits.shape[1]
    best = np.argsort(-fits.max(axis=1))[: count + 1]
    found = [
        [dict(zip(some, chosen, strict=True)).get(series, -1) for series in range(count)]
        for size in range(min(len(best), count) + 1)
        for some in combinations(range(count), size)
        for chosen in permutations(best.tolist(), size)
    ]
    ways = np.array(found, np.intp)
    return ways[np.argsort(-_fit_of(fits, ways), kind="stable")[:MOST_WAYS]]


def _fit_of(fits: Floats, ways: NDArray[np.intp]) -> Floats:
    gain = np.vstack([np.maximum(fits, WORST) - LEAST_FIT, np.zeros((1, fits.shape[1]))])  # row -1: no place
    return np.asarray(gain[ways, np.arange(fits.shape[1])].sum(axis=1), np.float64)


def _links(ink: Ink, left: Floats, right: Floats, duty: Floats) -> Floats:
    """(k, n + 1, m + 1) what the stroke between two places speaks for their being one series; 0 with none."""
    shares = np.array([[inked_shares(ink, np.array([a, b]))[0] for b in right] for a in left])
    links = np.zeros((len(duty), len(left) + 1, len(right) + 1))
    links[:, :-1, :-1] = LINK * (np.minimum(shares[None] / duty[:, None, None], 1) - INKED)
    return links


def _link_of(links: Floats, left: NDArray[np.intp], right: NDArray[np.intp]) -> Floats:
    return np.asarray(sum(links[k][left[:, k][:, None], right[:, k][None, :]] for k in range(len(links))), np.float64)
