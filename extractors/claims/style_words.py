"""Words and forms in which texts tell how a series looks."""

from __future__ import annotations

import re

from extractors.claims.lexicon import (
    COLOR,
    LINE,
)

Span = tuple[int, int]
BRACKETS = re.compile(r"\((?P<inside>[^()]{2,90})\)")
SHOWN = (
    r"(?:(?:is|are|being|was|were) )?(?:then )?(?:shown|represented|depicted|plotted|drawn|displayed|"
    r"marked|indicated|colou?red|"
    r"rendered|illustrated|denoted|portrayed|traced|given|identified|presented|visuali[sz]ed)"
)
SHOWN_AS = re.compile(
    rf"(?:,? ?\b{SHOWN} (?:in|by|with|as|using) |,? (?:in|as|uses|appears as|has|is(?= (?:the|an?) )) "
    rf")(?=(?:an? |the )?)"
)
MEANS = re.compile(
    r",? (?:(?:which|that) )?(?:represents?|denotes?|depicts?|corresponds? to|stands? for|refers? to|"
    r"is for|marks?|tracks?|"
    r"is label(?:l)?ed(?: as)?|label(?:l)?ed(?: as)?|plots|shows|is|indicates|for|representing|showing|denoting|"
    r"indicating|depicting|corresponding to|labelled|tracking|traces) (?!not\b)(?:the )?",
    re.I,
)
_DASHING = r"(?:solid|dashed|dotted|dash-dot(?:ted)?|thick|thin|bold|smooth)"
STYLE_START = re.compile(
    rf"\b(?:{_DASHING},? ){{0,3}}(?:{COLOR}|{_DASHING})"
    rf"(?:,? (?:solid|dashed|dotted|dash-dotted|thick|thin)){{0,3}}(?:[ -]colou?red)?"
    rf"(?: (?:solid|dashed|dotted)){{0,2}} {LINE}\b",
    re.I,
)
SINGLE = re.compile(rf"\b(?:an?|one) (?:single|lone) (?P<looks>(?:{_DASHING},? ){{0,3}}(?:{COLOR})) {LINE}\b", re.I)
NAMED = re.compile(r"(?!(?:represents|shows|starts|rises|falls|at|from|x|step|peaks)\b|\()(?=[^=]*$)[^\d,]", re.I)
ADVERB = re.compile(r"(?:\w+ly|very|much|more|less|quite|always|also|the \w+est|highe?r?|lower|above|below)\b", re.I)
NAME_END = re.compile(
    r"[,.;:(]|\s(?:and (?:the|an?)\b|and (?=\w+ (?:line|curve))|while\b|with\b|which\b|whereas\b|"
    r"rises?\b|over\b|starts?\b|as\b|"
    r"increas|decreas|climbs?\b|that\b|shows?\b|has\b|is\b|drops?\b|falls?\b|peaks?\b|reaches\b|remains?\b|stays?\b)"
)
GENERIC = re.compile(rf"\b(?:the|an?|single|one|only) (?:data )?{LINE}$", re.I)
NUMBERED = re.compile(r"(?:data )?series (?P<number>\d{1,2}|[A-Z])\s*(?:[:.-]\s*)?", re.I)
QUOTED = re.compile(r"\"([^\"\n]{1,80})\"|'([^'\n]{1,80})'")
_STOP = (
    r"(?:(?<![\w-])(?:and|of|for|the|vs|versus|between|models?|methods?|with|by|to|in|than|from|while|"
    r"whereas|both|two|three|"
    r"lines?|namely|are|is|as|like|includ(?:es|ing)|shows?|we|it|this|compar(?:e|es|ing)|identifies|"
    r"distinguishes|lists?|contains|"
    r"whether|that|against|over|on|or|but|i\.e\.|a|an|only|at|plots?|plus|displays?|depicts?|"
    r"indicates?|represents?)(?![\w-])|[,;:.()\[\]–—/&•])"
)
STOPS = re.compile(_STOP, re.I)
MAX_NAME = 60
NOT_NAMES = re.compile(
    rf"(?:{COLOR}) (?:lines?|curves?|series|data|points?)|"
    r"(?:the |an? |data )?(?:lines?|curves?|series|colou?rs?|legend|data series|trend|key|markers?|"
    r"line style|each|it|this|which|"
    r"that|one|other|former|latter|first|second|respectively|style|title|label|peak|symbols?|models?|"
    r"(?:primary|secondary) .{0,20}|line colou?r|note|left|right|visual elements?|background|"
    r"gridlines?|grid|grid lines|data points?|"
    r"x-axis|y-axis|axes|axis|points?|shaded.*|chart type|type|appearance|shape|description|range|scale|"
    r"(?:peaks?|max\w*|min\w*|low|high|lowest|highest|starts?|ends?|final|trough) "
    r"(?:at |of |value |near |around )?[~≈]?-?\d.*|"
    r"(?:the )?(?:chart|graph|plot|figure)s?)\W*",
    re.I,
)
