"""The unit in an axis label."""

from __future__ import annotations

import re

BRACKETS = re.compile(r"^(?P<name>.*\S)\s*[(\[（](?P<unit>[^()\[\]（）]{1,24})[)\]）]\s*$")
SEPARATED = re.compile(r"^(?P<name>.*?[^,/\s])\s*(?:,\s+|\s/\s)(?P<unit>[^,\s].{0,23})$")
SYMBOL = r"(?:%|°C|°F|°|[$€£¥]|[kMGTmµμnpcdh]?(?:[A-Z]{1,3}|Ω|Å|[a-zµμ]{1,3}|Hz|Pa|Wh|eV|mol|bar|Torr|deg|rad|bit|B))"
POWER = r"(?:\^?\{?[+\-−⁻]?[0-9⁰¹²³⁴-⁹]+\}?)?"
UNIT = re.compile(rf"^{SYMBOL}{POWER}(?:[\s·*/⋅]+{SYMBOL}{POWER})*$")


def split_unit(label: str) -> tuple[str, str | None]:
    """The name and the unit of an axis label, the unit None where the label names none.

    ``Time [s]`` and ``Price (USD)`` name it in brackets at the end, ``Price, $`` and ``Speed / m s^-1`` after a sign;
    after a sign only what is built like a unit counts, because ``Mean, median`` is a name.
    """
    string = label.strip()
    bracketed = BRACKETS.match(string)
    if bracketed:
        return bracketed["name"], bracketed["unit"].strip()
    separated = SEPARATED.match(string)
    if separated and UNIT.match(separated["unit"].strip()):
        return separated["name"], separated["unit"].strip()
    return string, None
