"""Fonts that labels are drawn in, as the system has them; some families are held out for the measurement."""

from __future__ import annotations

import functools
import subprocess

from PIL import ImageFont

_FAMILIES = (
    *(
        "Liberation",
        "DejaVu",
        "Roboto",
        "Lato",
        "Carlito",
        "Gyre",
        "FreeSans",
        "FreeSerif",
        "Arimo",
        "Tinos",
        "Cousine",
    ),
    *("Cantarell", "Inconsolata", "STIX", "CMU", "Open Sans", "Noto Sans Display", "LM Roman", "LM Sans"),
    *("Source", "Noto Sans:", "Noto Serif:"),
)
_ODD = (
    *("Math", "Italic", "Oblique", "Slanted", "Symbol", "Emoji", "Upright", "Size", "Variants", "Condensed", "Thin"),
    *("Black", "Hairline", "Dingbats", "Caps", "Chorus", "Extra", "Unslanted", "Quotation", "Light"),
)
# Measured on, never trained with.
_HELD_OUT = ("Carlito", "Schola", "Noto Serif:", "Roboto:", "Sans Mono", "Cantarell")


@functools.cache
def font_files(held_out: bool = False) -> tuple[str, ...]:
    """Paths of upright fonts of ordinary width; those of the held-out families, or all the others."""
    asked = ["fc-list", ":", "file", "family", "style"]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    usable = [line for line in lines if any(f in line for f in _FAMILIES) and not any(odd in line for odd in _ODD)]
    own = [line.split(":")[0] for line in usable if any(f in line for f in _HELD_OUT) == held_out]
    return tuple(sorted({path for path in own if path.endswith((".ttf", ".otf"))}))


@functools.cache
def has_sign(path: str, sign: str) -> bool:
    """Whether a font draws a character itself rather than a box for a missing one."""
    font = ImageFont.truetype(path, 40)
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))
