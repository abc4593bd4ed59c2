"""Plain colour words by hue, for colours that nobody would call otherwise; apart from the list that checks use."""

from __future__ import annotations

import colorsys

# Hues in degrees in the middle of what everybody calls by one word.
_HUES = (
    ("red", 350, 8), ("orange", 24, 38), ("yellow", 50, 62), ("green", 95, 150), ("cyan", 178, 190), ("blue", 200, 245),
    ("purple", 268, 288), ("magenta", 298, 318),
)  # fmt: skip
WORDS = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "magenta", "black", "brown")
# Words that no reader takes for one another.
_NEAR = {
    "red": {"orange", "magenta", "brown"}, "orange": {"red", "yellow", "brown"}, "yellow": {"orange", "green", "brown"},
    "green": {"yellow", "cyan"}, "cyan": {"green", "blue"}, "blue": {"cyan", "purple"}, "purple": {"blue", "magenta"},
    "magenta": {"purple", "red"}, "black": {"brown"}, "brown": {"red", "orange", "yellow", "black"},
}  # fmt: skip


def color_word(color: str) -> str | None:
    """The word for ``#rrggbb``, None where people may differ."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if light < 0.08:
        return "black"
    if not (0.3 < light < 0.72 and strong > 0.45):
        return None
    degrees = 360 * hue
    return next((word for word, low, high in _HUES if _between(degrees, low, high)), None)


def other_words(word: str) -> list[str]:
    """Colour words that are wrong beyond doubt where ``word`` is right."""
    return [other for other in WORDS if other != word and other not in _NEAR[word]]


def _between(degrees: float, low: int, high: int) -> bool:
    return low <= degrees <= high if low <= high else degrees >= low or degrees <= high
