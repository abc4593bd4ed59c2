"""The little TeX that tools keep of a label whose print they draw as outlines: as the text it shows."""

from __future__ import annotations

import re
import unicodedata

_FONTS = re.compile(r"\\(?:mathdefault|mathrm|mathit|mathbf|text|operatorname)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_RAISED = re.compile(r"\^\{([^{}]*)\}")
_LOWERED = re.compile(r"_\{([^{}]*)\}")
_NAMED = re.compile(r"\\([A-Za-z]+)\s*")
_SIGNS = {"times": "×", "cdot": "·", "pm": "±", "circ": "°", "degree": "°", "infty": "∞", "mu": "μ", "lambda": "λ"}


def shown(text: str) -> str:
    """``$\\mathdefault{10^{-3}}$`` as ``10^-3``; text without dollar signs stays as it is."""
    return re.sub(r"\$([^$]*)\$", lambda match: _plain(match[1]), text)


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
