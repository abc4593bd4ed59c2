"""The little TeX that tools keep of a label whose print they draw as outlines, and codes of its fonts: as text."""

from __future__ import annotations

import re
import unicodedata

_FONTS = re.compile(r"\\(?:mathdefault|mathrm|mathit|mathbf|text|operatorname)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_RAISED = re.compile(r"\^\{([^{}]*)\}")
_LOWERED = re.compile(r"_\{([^{}]*)\}")
_NAMED = re.compile(r"\\([A-Za-z]+)\s*")
# What the fonts of TeX have at the codes of BaKoMa, in which Matplotlib writes them: its signs and its slanted letters.
_CODES = {
    "cmsy": str.maketrans("¡¢£§", "−·×±"),
    "cmmi": str.maketrans(":;!®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃ", ".,ωαβγδεζηθικλμνξπρστυφχψ"),
}
_SIGNS = {"times": "×", "cdot": "·", "pm": "±", "circ": "°", "degree": "°", "infty": "∞", "mu": "μ", "lambda": "λ"}


def shown(text: str) -> str:
    """``$\\mathdefault{10^{-3}}$`` as ``10^-3``; text without dollar signs stays as it is."""
    return re.sub(r"\$([^$]*)\$", lambda match: _plain(match[1]), text)


def decoded(text: str, font: str) -> str:
    """The text that letters of a font of TeX show which a file names by their codes alone."""
    return next((text.translate(codes) for name, codes in _CODES.items() if name in font.lower()), text)


def _plain(tex: str) -> str:
    for _ in range(3):
        tex = _FONTS.sub(r"\1", tex)
    tex = _LOWERED.sub(r"\1", _RAISED.sub(r"^\1", tex))
    tex = _NAMED.sub(lambda match: _sign(match[1]), tex)
    return tex.replace("_", "").replace("{", "").replace("}", "").replace("\\", "")


def _sign(name: str) -> str:
    if name in _SIGNS:
        return _SIGNS[name]
    try:
        return unicodedata.lookup(f"GREEK {'CAPITAL' if name[0].isupper() else 'SMALL'} LETTER {name.upper()}")
    except KeyError:
        return ""
