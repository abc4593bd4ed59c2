"""Numbers as they are printed beside ticks: a strict grammar, and repairs that a tick ladder has to confirm.

:func:`parse_number` gives the plain reading of a label, :func:`readings` every reading worth trying (a decimal
comma against a thousands comma, a letter that stands for a digit), :func:`power_readings` those of a power whose
exponent lost its raise.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, replace

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_PLAIN_FORMS = str.maketrans(
    {c: "-" for c in "−–—‒‐‑﹣－¯ー一"}  # every dash a reader may give for a minus
    | {c: " " for c in "\u00a0\u2009\u202f\u2007\u2008\u200a"}
    | {"％": "%", "⋅": "×", "∙": "×", "·": "×", "✕": "×", "º": "°", "˚": "°", "，": ",", "。": ".", "μ": "µ"}
)
_LATEX = ((r"\times", "×"), (r"\cdot", "×"), (r"\mathdefault", ""), ("{", ""), ("}", ""), ("\\", ""))
_CONFUSABLES = str.maketrans("OoQDlI|i!]SsBZzbgq", "000011111155822699")
# Before a scale letter nobody prints a point without a digit: it is a minus sign or a speck.
_LOST_SIGN = re.compile(r"^\.(?=\d+ ?[kKMGBT]$)")
_SPECKS = " _'`´’\"~:;-.,¬"
_LARGEST_EXPONENT = 60.0
_MOST_DIGITS = 18  # nobody prints more at a tick, but labels that run into one another have them
_EXACT = 12  # decimals of a fraction: it is not rounded
_SCALES = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "bn": 1e9, "T": 1e12, "µ": 1e-6}

_SIGN = r"(?P<sign>[+-]?) ?(?P<currency>[$€£¥₹]?) ?(?P<sign2>[+-]?)"
_DIGITS = r"(?:\d[\d,. ]*\d|\d|\.\d+)\.?"
# A scale letter counts only alone or before a currency: "5 km" stays 5 of the unit km. Single letters that more often
# stand for a digit (or for an exponent cut off) are no units.
_UNIT = r"[%‰€£$¥×]|°[CFK]?|(?![eEoOlIiZz]$)[A-Za-zµΩ]{1,4}(?:/[a-z]{1,3})?"
_TAIL = rf" ?(?P<scale>(?:bn|[kKMGBTµ])(?= ?(?:[$€£¥%]|$)))?(?P<unit> ?(?:{_UNIT}))?"
_PLAIN = re.compile(rf"{_SIGN}(?P<digits>{_DIGITS})(?: ?[eE](?P<exp>[+-]?\d{{1,3}}))?{_TAIL}")
_POWER = re.compile(rf"{_SIGN}(?:(?P<digits>{_DIGITS}) ?× ?)?(?P<base>10|2)\^(?P<exp>[+-]?\d{{1,3}}(?:\.\d+)?){_TAIL}")
_FRACTION = re.compile(r"(?P<sign>[+-]?)(?P<top>\d{1,4}) ?/ ?(?P<bottom>\d{1,4})")
_FLAT_POWER = re.compile(
    r"(?P<sign>-?)(?:(?P<digits>\d(?:\.\d+)?) ?[×xX*] ?)?(?:(?P<base>10|2) ?(?P<exp>[-_~]?\d{1,2})|10(?P<ring>[°oO]))"
)
# Exponents of a few pixels are read as raised letters, and all digits with a bowl as a ring.
_BLURRED = {"°": "035689", "ª": "1234", "]": "1", "[": "1", "'": "1", "?": "27", "z": "2", "Z": "2", "s": "5", "S": "5"}
_BLURRED_POWER = re.compile(
    r"(?:(?P<digits>\d(?:\.\d+)?) ?[×xX*] ?)?10 ?\^?(?P<minus>-)?(?P<blur>[" + re.escape("".join(_BLURRED)) + "])"
)
_TIMES = "×xX*·⋅∙•"
_MULTIPLIER = re.compile(rf"[{re.escape(_TIMES)}]? ?(?P<ten>1 ?[eE]|10 ?\^?) ?(?P<exp>[+-]?\d{{1,3}})")
_OFFSET = re.compile(r"[+-] ?\d.*")


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number as printed: ``value`` holds scale letters and exponents, not the unit.

    ``decimals`` counts the printed digits behind the point, ``factor`` is the worth of one unit of the mantissa.
    ``raised`` marks a pure power (``10^3``), ``repaired`` a reading that changes the print, ``alternative`` one that
    takes comma or point for the less usual separator.
    """

    value: float
    decimals: int = 0
    affix: str = ""
    factor: float = 1.0
    raised: bool = False
    repaired: bool = False
    alternative: bool = False

    @property
    def half_digit(self) -> float:
        """Half a unit of the last printed digit: how far rounding may have moved the number."""
        return float(0.5 * 10.0**-self.decimals * self.factor)


def parse_number(text: str) -> ParsedNumber | None:
    """The likeliest reading of a label, or None where it is no number."""
    found = readings(text)
    return found[0] if found else None


@functools.lru_cache(maxsize=4096)  # every stage that meets a label asks again
def readings(text: str) -> tuple[ParsedNumber, ...]:
    """All readings of a label, the likelier first, each value once; empty where it is no number."""
    plain = normalise(text)
    found = _literal(plain)
    if _LOST_SIGN.match(plain):
        found = [replace(number, repaired=True) for number in found]
    for repaired in _repairs(plain):
        found += [replace(number, repaired=True) for number in _literal(repaired)]
    unique: dict[float, ParsedNumber] = {}
    for number in found:
        unique.setdefault(number.value, number)
    return tuple(unique.values())


def power_readings(text: str) -> tuple[ParsedNumber, ...]:
    """Readings of a flat-printed power: ``10-3`` and ``103`` as 10^±3, ``26`` as 2^6, ``10°`` as 10^0.

    A negative exponent or a factor (``2×103``) can be read no other way; all others come marked ``repaired``.
    """
    plain = normalise(text).strip(" .,'`")
    match = next((found for form in (plain, *_repairs(plain)) if (found := _FLAT_POWER.fullmatch(form))), None)
    if match is None:
        return ()
    exponent = "0" if match["ring"] else match["exp"].replace("_", "-").replace("~", "-")
    if len(exponent.lstrip("-")) > 1 and exponent.lstrip("-").startswith("0"):
        return ()
    factor = float(match["base"] or 10) ** int(exponent)
    value = float(match["digits"] or 1) * factor * (-1 if match["sign"] else 1)
    certain = exponent.startswith("-") or match["digits"] is not None
    return (ParsedNumber(value, factor=factor, raised=match["digits"] is None, repaired=not certain),)


def blurred_powers(text: str) -> tuple[ParsedNumber, ...]:
    """What ``10ª`` or ``2×10°`` may be: powers whose exponent of one digit was read as another small sign."""
    match = _BLURRED_POWER.fullmatch(normalise(text).strip(" .,'`"))
    if match is None:
        return ()
    sign = -1 if match["minus"] else 1
    exponents = [int(digit) for digit in _BLURRED[match["blur"]] if sign > 0 or digit != "0"]
    lead, factors = match["digits"], [10.0 ** (sign * e) for e in exponents]
    return tuple(ParsedNumber(float(lead or 1) * f, factor=f, raised=lead is None, repaired=True) for f in factors)


def parse_multiplier(text: str) -> float | None:
    """The factor written at an axis end (``1e6``, ``×10^4``, ``·10⁴``, ``1e-5+3e2``), or None."""
    plain = normalise(text)
    match = _MULTIPLIER.match(plain)
    if match is None or (match.end() < len(plain) and not _OFFSET.fullmatch(plain[match.end() :].strip())):
        return None
    if match["ten"].startswith("10") and "^" not in match["ten"] and plain[0] not in _TIMES:
        return None  # a bare "104" is a tick label, not a note
    return float(10.0 ** int(match["exp"]))


def parse_offset(text: str) -> float | None:
    """The summand written at an axis end (``+1.2e3``, ``1e-5+3e2``), or None."""
    plain = normalise(text)
    factor = _MULTIPLIER.match(plain)
    rest = plain[factor.end() :].strip() if factor else plain
    if not _OFFSET.fullmatch(rest):
        return None
    number = parse_number(rest)
    return number.value if number and not number.repaired else None


def normalise(text: str) -> str:
    """One form for dashes, spaces, products and raised digits: ``×10⁻³`` becomes ``×10^-3``."""
    plain = text.strip().translate(_PLAIN_FORMS)
    plain = re.sub("[" + "".join(_SUPERSCRIPTS) + "]+", lambda m: "^" + "".join(_SUPERSCRIPTS[c] for c in m[0]), plain)
    if len(plain) > 1 and plain.startswith("$") and plain.endswith("$"):
        plain = plain[1:-1]
    for old, new in _LATEX:
        plain = plain.replace(old, new)
    plain = re.sub(r"(?<=\d)([+-])\^ ?(?=\d)", r"^\1", plain)  # of "10⁻¹" the sign was read flat
    plain = re.sub(r"\^ ?([+-]?) ?(?=\d)", r"^\1", plain.replace("**", "^"))
    plain = re.sub(r"(?<=\d) ?[xX*×] ?(?=10\^)", "×", plain)
    return re.sub(r" +", " ", plain).strip()


def undo_confusables(text: str) -> str:
    """The text with every letter that looks like a digit turned into it."""
    return text.translate(_CONFUSABLES)


def _literal(plain: str) -> list[ParsedNumber]:
    fraction = _FRACTION.fullmatch(plain)
    if fraction:
        bottom = int(fraction["bottom"])
        value = _signed(fraction["sign"], int(fraction["top"]) / bottom) if bottom else 0.0
        return [ParsedNumber(value, _EXACT)] if bottom else []
    power = _POWER.fullmatch(plain)
    if power:
        factor = _power(power["base"], power["exp"]) * _SCALES[power["scale"] or ""]
        return _numbers(power, factor, raised=power["digits"] is None)
    match = _PLAIN.fullmatch(plain)
    if match is None or sum(c.isdigit() for c in match["digits"]) > _MOST_DIGITS:
        return []
    factor = _power("10", match["exp"] or "0") * _SCALES[match["scale"] or ""]
    return _numbers(match, factor, raised=False)


def _numbers(match: re.Match[str], factor: float, *, raised: bool) -> list[ParsedNumber]:
    if match["sign"] and match["sign2"]:
        return []
    affix = (match["currency"] or "") + (match["unit"] or "").strip()
    sign = match["sign"] or match["sign2"]
    numbers = []
    for mantissa in _mantissas(match["digits"] or "1"):
        value = _signed(sign, mantissa.value * factor)
        if math.isfinite(value):
            numbers.append(replace(mantissa, value=value, affix=affix, factor=factor, raised=raised))
    return numbers


def _power(base: str, exponent: str) -> float:
    """The power; infinity, which is no reading, where it is larger or smaller than any axis needs."""
    if abs(float(exponent)) * math.log10(float(base)) > _LARGEST_EXPONENT:
        return math.inf
    return float(float(base) ** float(exponent))


def _signed(sign: str, value: float) -> float:
    return -value if sign == "-" and value else value


def _mantissas(digits: str) -> list[ParsedNumber]:
    """Readings of digits with separators: as the English world writes them first, then as others do."""
    if re.fullmatch(r"\d+", digits):
        return _whole(digits)
    if re.fullmatch(r"\d*\.\d+", digits):
        padded = re.match(r"0\d", digits) is not None
        point = _decimal(digits, repaired=padded)
        grouped = [_decimal(digits.replace(".", ""), alternative=True)] if _is_grouped(digits, ".") else []
        return [point, *grouped]
    if _is_grouped(digits, ","):
        thousands = _decimal(digits.replace(",", ""))
        comma = [_decimal(digits.replace(",", "."), alternative=True)] if digits.count(",") == 1 else []
        return [thousands, *comma]
    if _is_grouped(digits, " "):
        return [_decimal(digits.replace(" ", ""))]
    if _is_grouped(digits, ".") and digits.count(".") > 1:
        return [_decimal(digits.replace(".", ""), alternative=True)]
    if re.fullmatch(r"\d+,\d+", digits):
        return [_decimal(digits.replace(",", "."), alternative=True, repaired=re.match(r"0\d", digits) is not None)]
    if re.fullmatch(r"[1-9]\d{0,2}(?:[, ]\d{3})+\.\d+", digits):
        return [_decimal(re.sub("[, ]", "", digits))]
    if re.fullmatch(r"[1-9]\d{0,2}(?:[. ]\d{3})+,\d+", digits):
        return [_decimal(re.sub("[. ]", "", digits).replace(",", "."), alternative=True)]
    return []


def _whole(digits: str) -> list[ParsedNumber]:
    """``05`` is not how a number is written: its point was lost (0.5), or a digit before it."""
    if len(digits) > 1 and digits.startswith("0"):
        return [_decimal(digits[0] + "." + digits[1:], repaired=True), _decimal(digits, repaired=True)]
    return [_decimal(digits)]


def _is_grouped(digits: str, separator: str) -> bool:
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(separator)}\d{{3}})+", digits) is not None


def _decimal(digits: str, *, alternative: bool = False, repaired: bool = False) -> ParsedNumber:
    decimals = len(digits.partition(".")[2])
    return ParsedNumber(float(digits), decimals, alternative=alternative, repaired=repaired)


def _repairs(plain: str) -> list[str]:
    """Strings that the print may stand for, where most of it is already digits or it is one such letter."""
    if len(plain) == 1:
        digit = plain.translate(_CONFUSABLES)
        return [digit] if digit != plain else []
    letters = [c for c in plain if c.isalnum() or c in "|!]"]
    if not letters or 2 * sum(c.isdigit() for c in letters) < len(letters):
        return []
    body = re.sub(r"^[_~=]", "-", plain).rstrip(_SPECKS)
    body = body.lstrip("'`´’\":;, ")
    closed = re.sub(r"\.{2,}|[.,] ?[.,]", ".", body)
    closed = re.sub(r"(?<=[\d.,-]) +(?=[\d.,])", "", closed)
    forms = dict.fromkeys((closed, undo_confusables(closed), _LOST_SIGN.sub("-", closed)))
    return [text for text in forms if text and text != plain]
