"""Plain text as TeX prints it."""

from __future__ import annotations

import unicodedata

_PLAIN = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "°": r"\textdegree{}",
    "×": r"$\times$",
    "–": "--",
    "½": r"\textonehalf{}",
    "€": r"\texteuro{}",
    "Å": r"\AA{}",
    "µ": r"\textmu{}",
}


def in_tex(text: str | None) -> str:
    """The text with what TeX takes for commands escaped, and letters that its fonts lack as mathematics."""
    return "".join(_character(c) for c in text or "")


def _character(c: str) -> str:
    if c in _PLAIN or c.isascii():
        return _PLAIN.get(c, c)
    name = unicodedata.name(c, "")
    if name.startswith(("SUPERSCRIPT ", "SUBSCRIPT ")):
        sign = "^" if name.startswith("SUPER") else "_"
        return f"${sign}{{{unicodedata.normalize('NFKC', c)}}}$"
    if name.startswith("GREEK "):
        return f"${_greek(name)}$"
    return c


def _greek(name: str) -> str:
    """The command of a Greek letter; capitals that look like Latin ones have none and are written as those."""
    letter = name.rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    return rf"\{letter.capitalize() if ' CAPITAL ' in name else letter}"
