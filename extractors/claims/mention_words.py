"""Words and forms that tell what a number of a sentence measures."""

from __future__ import annotations

import re

from extractors.claims.lexicon import EARLY_LATE, MONTH, STAGE
from extractors.claims.quantities import HEDGE

PREPOSITION = (
    r"(?P<prep>(?:up)?on reaching|from around|between|from|until|till|up to|after|before|beyond|past|since|by|at|"
    r"around|"
    r"near|towards?|over|through|during|"
    r"across|within|throughout|in|on|for|to|of|below|above|under|around|into|=|@|about|exceeding|"
    r"exceeds?|starting from|starting at|"
    r"onwards? from|as of|roughly at|and|than|when)"
)
BETWEEN = re.compile(
    r"\s*(?:(?P<dash>-|–|—|\.\.\.?)|(?P<to>to|through|until|till|up to|→|all the way to|down to|up to)|"
    r"(?P<and>and))\s*(?:the\s)?",
    re.I,
)
PAIR = re.compile(
    r"\((?:[A-Za-z][\w ]{0,20}?\s*[=:]?\s*)?(?P<x>[^(),;]{1,24}),\s+"
    r"(?:[A-Za-z][\w ]{0,20}?\s*[=:]\s*)?(?P<y>[^(),;]{1,24})\)"
    r"|\((?P<x2>-?[\d.]{1,12}),(?P<y2>[~≈]?-?[\d.]{1,12}%?)\)"
)
LOOSELY = re.compile(rf"\b(?:around|near|about|roughly)\b|{HEDGE}", re.I)
CATEGORY = re.compile(r"\b(?:at|by|around|near|for)\s+x\s*=?\s*(?P<name>[A-Za-z][\w-]*)\b(?!\s+(?:to|and)\b)")
FROM = re.compile(r"\bfrom\s+(?:the\s+)?[A-Za-z]+\s+$", re.I)  # `from temperature 0 until 600`
UNTIL = re.compile(r"until|till|through", re.I)
ORDINAL = re.compile(r"(?:first|initial|opening)\s*$", re.I)
LAST = re.compile(r"(?:last|final|closing)\s*$", re.I)
ONWARD = re.compile(r"\s*(?:onwards?|on\b(?! the)|and (?:beyond|later|after|onwards?)|\+(?!\d)|forward)", re.I)
MARK = re.compile(r"(?:[- ](?:th|st|nd|rd))?[- ]?(?:mark|point)\b", re.I)
WORDS = re.compile(
    rf"\b(?:(?:in|during|at|towards?|by|over|throughout|around|near|through|for|until|"
    rf"after)\s+(?:the\s+)?(?:very\s+)?)?(?P<words>"
    rf"(?:(?:final|last|first|initial|early|earlier|earliest|later|late|latter|middle|mid|beginning|end|"
    rf"closing|opening|second half|first half)"
    rf"[- ](?:few |several |couple of |training |learning )*{STAGE}(?: of (?:the )?(?:training|chart|"
    rf"experiment|period|process|x-axis|run))?)|"
    rf"(?:in|at|towards?|by|near) (?:the )?(?:very )?(?:end|beginning|start|outset|middle|"
    rf"midpoint)\b(?: of (?:the )?(?:training|chart|experiment|period|process|x-axis|run|graph))?|"
    rf"(?:(?:in|by|during|until|since|from|around|after|before) )(?:late |early |mid-?)?{MONTH}(?! \d)|"
    rf"(?:about |roughly )?"
    rf"(?:(?:a|one|two|three) (?:quarters?|thirds?|fourths?|fifths?)|half|\d{{1,2}} ?(?:%|per ?cent))"
    rf"(?: of the way|(?= (?:through|along|across|into)\b))(?: (?:through|along|across|into)"
    rf"(?: the (?:\w+[- ])?(?:axis|run|chart|training|period|plot|graph|range))?)?|"
    rf"halfway(?: (?:through|along|across))?|"
    rf"(?:{EARLY_LATE})[- ](?:stage|training|phase)s?|early on|late in training|early in training|"
    rf"initially|mid-?way|midpoint|throughout)\b",
    re.I,
)
_PREPS = (
    "between from until till after before beyond past since by at around near toward towards over through during "
    "across within throughout in on for to of into"
)
PREPS = frozenset(
    (*_PREPS.split(), "up to", "on reaching", "upon reaching")
)  # those after which a noun of x makes a number a place
BEFORE_NOUN = "|".join(sorted(PREPS, key=len, reverse=True))
EXTENTS = frozenset(("", "over", "for", "of", "across", "with", "spans", "spanning", "and", "the", "than", "covering"))
_DATING = (
    "in by since until till from after before around during through to at near between of past beyond toward towards"
)
DATE_PREPS = frozenset((*_DATING.split(), "up to", "as of", "starting from", "starting at"))
# `σ² = 4` and `x₁ = 2` are names of series or settings.
SYMBOL = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}[²³⁰-⁹₀-₉]|[α-ω])\s?=\s?[-−]?\d+(?:\.\d+)?")
