"""Evidence of a series that nothing speaks against, for tests of what follows from it."""

from __future__ import annotations

BEST = {
    "coverage": 1.0,
    "on_ink": 1.0,
    "explained": 1.0,
    "near": 1.0,
    "interpolated": 0.0,
    "open_ends": 0.0,
    "paused": 0.0,
    "span": 1.0,
    "reach": 0.0,
    "jump": 0.0,
    "beside": 0.0,
    "steep": 0.0,
    "vague": 0.0,
    "name": 1.0,
    "color_gap": 1.0,
    "gray": 0.2,
    "same_color": 0.0,
    "thicker": 0.0,
    "ticks": 1.0,
    "residual": 0.0,
    "print_height": 14.0,
    "stroke": 3.0,
    "dashed": 0.0,
    "width": 1e9,
    "height": 1e9,
    "markers": 0.0,
    "others": 0.0,
}


def evidence(**change: float) -> dict[str, float]:
    """The best evidence there is, but for what is given."""
    return BEST | change
