"""Names that were read in part: what they say asks for more, or a bracket in them has no other half."""

from __future__ import annotations

import re

# No name ends with a sign that joins it to what follows, or begins with one that joins it to what went before. Dashes,
# plus signs and stars are left out: ions, grades and footnotes end with them.
_GOES_ON = re.compile(r"[=<≤≥,/&|]\s*$")
_CAME_BEFORE = re.compile(r"^\s*[=≤≥,/&|]")


def is_broken(name: str) -> bool:
    """Whether readers have lost a part of ``name``; ``[0, 1)`` is whole."""
    opened, closed = (sum(name.count(bracket) for bracket in brackets) for brackets in ("([{", ")]}"))
    return opened != closed or bool(_GOES_ON.search(name) or _CAME_BEFORE.search(name))
