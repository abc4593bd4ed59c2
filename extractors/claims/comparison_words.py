"""Words that compare two curves, and by which number of theirs."""

from __future__ import annotations

import re

from extractors.claims.quantities import HEDGE
from schemas.claims import Measure, Relation

ABOVE_VERB = re.compile(
    r"\b(?:(?:slightly|consistently|significantly|clearly|generally|marginally|substantially|always|"
    r"often)\s+)?(?:outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|beat(?:s|ing)?|"
    r"dominat(?:es?|ed|ing)|overtak(?:es?|en|ing)|overtook|"
    r"out-?pac(?:es?|ed|ing)|leads?(?= (?:over|ahead|the)?)|tops)\b(?!\s*(?:to\b|up\b))",
    re.I,
)
IN_LEAD = re.compile(
    r"\b(?:leads|led|(?:is|was|stays?|stayed|remains?|remained|runs?) (?:clearly |well |still |always )?"
    r"(?:ahead|in the lead|in front|on top))\b(?!\s*(?:to|of|by|over|the|up)\b)",
    re.I,
)
BELOW_VERB = re.compile(
    r"\b(?:underperform(?:s|ed|ing)?|trail(?:s|ed|ing)?(?: behind)?|lag(?:s|ged|ging)?(?: behind)?|"
    r"falls? behind)\b(?!\s*off)",
    re.I,
)
STANDS = re.compile(
    r"\b(?:(?:(?P<verb>ends?|ended|finish(?:es|ed)?|starts?|started|begins?|began)|"
    r"is|are|was|were|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|l[iay]+(?:es|s|ing)?|sit(?:s|"
    r"ting)?|run(?:s|ning)?|keep(?:s|ing)?|stand(?:s|ing)?|hover(?:s|ing)?)\s+)(?:(?:\w+ly|well|far|"
    r"just|always|still|somewhat)\s+){0,2}"
    r"(?P<rel>above|below|higher|lower|greater|smaller|better|worse|larger|under|over|ahead of|"
    r"behind)(?:\s+than)?\b",
    re.I,
)
COMPARED = re.compile(
    r"\b(?P<rel>higher|lower|greater|smaller|larger|better|worse|steeper|shallower|faster|slower|more|"
    r"less|fewer|steadier|smoother|noisier|stronger|weaker|earlier|later|sharper|wider|narrower|"
    r"superior)\b",
    re.I,
)
PRONOUNCED = re.compile(
    r"\b(?:volatility|fluctuations?|variance|variability|instability|noise)\b[^,.;]{0,20}\b(?:is|"
    r"are)\s+(?:\w+\s)?(?:more|greater|higher|larger)(?: pronounced| severe| marked)?",
    re.I,
)
THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|relative to|over|versus|vs\.?)\s+(?:that of\s+|for\s+|in\s+)?(?:the\s+)?", re.I
)
MEASURE_WORDS: tuple[tuple[Measure, str], ...] = (
    ("maximum", r"\bpeak|maxim|\bmax\b|highest"),
    ("minimum", r"minim|\bmin\b|lowest|trough|floor"),
    (
        "volatility",
        r"volatil|fluctuat|varia(?:nce|bil|tion)|instabil|unstable|nois(?:e|y|ier)|steadier|smoother|"
        r"stable|stabil|erratic|consisten(?:t|cy)\b",
    ),
    ("start", r"\b(?:start|initial|beginning|begins)"),
    (
        "end",
        r"\b(?:final|end(?:s|ed|ing)?|finish\w*|last)\b(?! (?:stage|phase|few|training|part|portion|steps|epochs|"
        r"iterations|third|half|quarter))",
    ),
    (
        "change",
        r"increase|growth|grows?|improve|gain|drop|declin|decreas|steep|faster|slower|shallower|rate|"
        r"rises?|slope|sharper",
    ),
    ("mean", r"\b(?:average|mean|on average)"),
)
LEADS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "end",
        re.compile(
            r"\b(?:ends?|ended|finish(?:es|ed)?|finally|eventually|concludes?|closes?|"
            r"(?:final|last|end) (?:value|score|level|point)s?)\b",
            re.I,
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:starts?|started|begins?|began|(?:initial|first|starting) (?:value|score|level|point)s?)\b", re.I
        ),
    ),
    ("maximum", re.compile(r"\b(?:peaks?|peaked|maximum|max|highest (?:value|point|score))\b", re.I)),
    ("minimum", re.compile(r"\b(?:minimum|min|lowest (?:value|point|score)|bottoms)\b", re.I)),
)
MEASURES = tuple((measure, re.compile(words, re.I)) for measure, words in MEASURE_WORDS)
SO_HIGH = re.compile(
    r"\b(?:does not|doesn't|do not|don't|did not|never|fails to|cannot)\s+(?:\w+ly )?(?:get|reach|rise|climb|go|come|"
    r"peak|end|finish)s?(?: up)?\s+(?:quite )?(?:as|so) (?P<rel>high|far up|low|far down)\s+as\b",
    re.I,
)
SIGN = re.compile(r"(?<=[\w)\"' ])\s*(?P<rel>[<>])\s*(?=[\"']?\S)(?!\s*[=<>])")  # `final: A > B`
POINTS = re.compile(r"(?:\s?(?:percentage |score )?(?:points?|pts?|units?|pp))?\s*", re.I)
# `is 0.25 above B`, `finishes 25 points ahead of B`
BY_SO_MUCH = re.compile(
    r"(?<=[\w%])\s(?P<rel>above|below|over|under|ahead of|behind|(?:higher|lower|greater|smaller|more|less) than)\s+"
    r"(?=[\"'*`]?[A-Z]|(?:the|that of)\s)"
)
AMOUNT_BEHIND = re.compile(rf"[^.;\d]{{0,30}}?\bby (?=(?:{HEDGE}\s*)?[\d.])", re.I)
COMPARISONS: tuple[tuple[re.Pattern[str], Relation | None], ...] = (
    (ABOVE_VERB, "above"),
    (BELOW_VERB, "below"),
    (SIGN, None),
    (SO_HIGH, None),
    (STANDS, None),
    (BY_SO_MUCH, None),
    (PRONOUNCED, "above"),
    (COMPARED, None),
)
NUMBER = re.compile(r"\s*(?:(?:approx\w*|around|about|roughly|nearly)\.?\s*)?[~≈]?[-−]?(?=\.?\d)", re.I)
# `A gets higher than B at its peak`, `A is above B in the end`.
BEHIND: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "maximum",
        re.compile(r"\s*,?\s*(?:at|in|by) (?:its|their|the|each) (?:own )?(?:peaks?|maxim\w+|highest|height)\b", re.I),
    ),
    (
        "minimum",
        re.compile(r"\s*,?\s*(?:at|in|by) (?:its|their|the|each) (?:own )?(?:minim\w+|lowest|troughs?)\b", re.I),
    ),
    (
        "end",
        re.compile(
            r"\s*,?\s*(?:(?:at|in|by|towards?) the (?:very |far |right )*end|finally|eventually)\b(?! of)", re.I
        ),
    ),
    ("start", re.compile(r"\s*,?\s*(?:at|in) the (?:very |far |left )*(?:start|beginning|outset)\b(?! of)", re.I)),
)
BEFORE: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("end", re.compile(r"\W*(?:(?:at|in|by) the (?:very )?end|finally|eventually|in conclusion),?\s", re.I)),
    ("start", re.compile(r"\W*(?:(?:at|in) the (?:very )?(?:start|beginning|outset)|initially),?\s", re.I)),
)
BY = re.compile(
    rf",\s*(?:{HEDGE}\s*)?[\d.,]+\s?%?(?: (?:points?|units?|pp))?\s*$", re.I
)  # `ends at 0.5, 0.2 lower than B`
REACH = 60  # characters behind a verb within which its object stands
LOWER = frozenset(
    [
        "below",
        "lower",
        "smaller",
        "worse",
        "shallower",
        "slower",
        "less",
        "fewer",
        "under",
        "behind",
        "steadier",
        "smoother",
        "weaker",
        "earlier",
        "narrower",
    ]
)
