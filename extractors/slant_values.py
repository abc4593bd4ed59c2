"""How slanted labels hang, told by their values: where labels differ in length, only one way sets all of them evenly.

A label's middle, its end and its start are a different way apart for each length. Of the ways to hang a row, the one
by which the values (or dates) are linear in the places of their ticks is the true one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.dates import date_readings
from extractors.numbers import parse_number
from extractors.readers import Text

# Fewer labels are linear by chance.
LEAST = 4
# In text heights: places of labels that hang so are linear to EVEN, those of others are off by UNEVEN. The shapes of
# the first and last letters count for some of that.
EVEN, UNEVEN = 0.1, 0.12
# One way is better than another by this factor; halves of labels of one length differ by less than DIFFER text heights.
BETTER, DIFFER = 3.0, 0.3

Places = NDArray[np.float64]


def linear_hang(texts: Sequence[Text], centres: Places, ends: Places, unit: float) -> Places | None:
    """Those of the (n,) ``centres`` and ``ends`` in which the values of n labels are linear; None where both may be.

    ``unit``: the text height in pixels. Values may also be linear in their logarithms.
    """
    scales = _scales(texts)
    if not scales or np.ptp(ends - centres) < DIFFER * unit:
        return None
    off_centre, off_end = (min(_unevenness(at, scale) for scale in scales) for at in (centres, ends))
    better, worse = sorted((off_centre, off_end))
    if better > EVEN * unit or worse < UNEVEN * unit or worse < BETTER * better:
        return None
    return centres if off_centre < off_end else ends


def _scales(texts: Sequence[Text]) -> list[Places]:
    """What the labels say, (n,) each: UTC seconds, or numbers and their logarithms; none where one is not read."""
    dates = [read[0].seconds if (read := date_readings(text.string)) else None for text in texts]
    numbers = [number.value if (number := parse_number(text.string)) else None for text in texts]
    for found, is_date in ((dates, True), (numbers, False)):
        known = np.array([value for value in found if value is not None])
        if len(known) == len(texts) >= LEAST and len(np.unique(known)) == len(known):
            return [known] if is_date or np.any(known <= 0) else [known, np.log10(known)]
    return []


def _unevenness(at: Places, values: Places) -> float:
    """How far places are off the line through them over the values, root mean square."""
    along, across = values - values.mean(), at - at.mean()
    spread = float(along @ along)
    if not np.isfinite(spread) or spread == 0:
        return float("inf")
    return float(np.sqrt(np.mean((across - (along @ across) / spread * along) ** 2)))
