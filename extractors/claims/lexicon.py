"""Words of figure descriptions, by what they mean; patterns for colours, markers and dashes."""

from __future__ import annotations

import re

_BASES = (
    "red blue green orange purple violet yellow cyan magenta pink brown gray grey black white teal turquoise navy "
    "maroon olive lime gold golden salmon coral crimson indigo lavender beige tan khaki aqua burgundy peach mauve "
    "mustard rust amber charcoal silver lilac periwinkle fuchsia plum mint rose scarlet azure emerald cream ochre "
    "terracotta tomato slate orchid chocolate sienna aquamarine chartreuse cerulean cobalt ruby bronze copper"
)
_SHADES = (
    "dark darker light lighter pale bright deep medium muted soft dull vivid royal sky steel forest sea hot baby navy "
    "dusty neon pastel midnight powder lime olive burnt brick blood mint faded very slate cornflower dodger reddish "
    "bluish greenish yellowish brownish purplish pinkish grayish greyish orangish"
)
BASE = r"(?:" + "|".join(sorted(_BASES.split(), key=len, reverse=True)) + r")"
COLOR = (
    rf"(?:(?:{'|'.join(sorted(_SHADES.split(), key=len, reverse=True))})[ -]?){{0,3}}{BASE}"
    rf"(?:ish)?(?:(?: ?/ ?|[ -]| or )(?:(?:{'|'.join(_SHADES.split())})[ -])?{BASE}(?:ish)?)?|#[0-9A-Fa-f]{{6}}"
)
COLOR_RE = re.compile(rf"(?<![\w-])(?:{COLOR})(?![\w])", re.I)
LINE = r"(?:lines?|curves?|traces?|plots?|series|trend ?lines?)"
MARKERS = {
    "circle": r"circular|circles?|rounded?|dots?|discs?|bullets?",
    "square": r"squares?|rectangular|boxes",
    "triangle": r"(?:(?:up|down|left|right)(?:wards?)?[ -](?:pointing )?|inverted )?triang(?:les?|ular)",
    "diamond": r"diamonds?(?:-shaped)?|rhomb(?:us|ic)",
    "star": r"stars?|asterisks?|starred",
    "x": r"crosses|crossed|cross|'?x'?(?:-shaped|es)?|'?×'?",
    "plus": r"plus(?: signs?)?|'\+'",
    "pentagon": r"pentagons?",
    "hexagon": r"hexagons?",
}
SIGN = r"(?:markers?|symbols?|points?|data points?|glyphs?|marks?|signs?|nodes?)"
MARKER_RE = re.compile(
    r"(?<![\w-])(?P<word>" + "|".join(MARKERS.values()) + rf")(?:[- ]?(?:shaped|shape|style|filled|hollow|open))?"
    rf"(?: (?:data )?(?P<sign>{SIGN})\b)?(?![\w-])",
    re.I,
)
NO_MARKER_RE = re.compile(rf"\b(?:no|without(?: any)?) (?:visible |data )?{SIGN}", re.I)
DASHES = {
    "dashdot": r"dash[- ]dot(?:ted)?|dot[- ]dash(?:ed)?|dashed[- ]dotted",
    "dashed": r"dashed|long[- ]dash(?:ed)?|broken",
    "dotted": r"dotted",
    "solid": r"solid|continuous|unbroken",
}
DASH_RE = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in DASHES.items()) + r")(?![\w-])", re.I)
BAND_RE = re.compile(
    r"\b(?:shaded|translucent|semi-transparent)(?: \w+){0,3}? (?:regions?|areas?|bands?|ribbons?|"
    r"envelopes?|intervals?)|"
    r"\b(?:shading|shaded)\b|\b(?:confidence|uncertainty|variance|error) (?:bands?|ribbons?|bars?|"
    r"envelopes?|regions?|areas?)\b",
    re.I,
)
STYLE_WORD_RE = re.compile(
    r"(?:"
    + "|".join(
        (
            COLOR,
            *MARKERS.values(),
            *DASHES.values(),
            LINE,
            SIGN,
            r"a|an|the|with|and|in|of|by|thick|thin|bold|colou?red?|colou?rs?|filled|hollow|open|small|large|smooth|"
            r"marked|represented|shown|drawn|line ?style|shade|style|no|each|tones?|hue|up|down|pointing|-|,|;|/|&",
        )
    )
    + r")(?![\w])",
    re.I,
)

# Words for movements, by trend; each is a verb or a noun with what may follow.
TRENDS: dict[str, str] = {
    "u_shaped": r"(?<!inverted )(?<!inverted-)\b[UV][- ]shaped?\b|\b[Uu]-curve",
    "peaked": r"\binverted[- ][UV](?:[- ]shaped?)?\b|\bbell[- ]shaped\b|\bhump[- ]shaped\b|\bunimodal\b",
    "s_shaped": r"\bsigmoid(?:al)?\b|\bS[- ]shaped?\b|\blogistic (?:curve|growth|shape)\b|\bs-curve\b",
    "flat": (
        r"plateau(?:s|ed|ing|x)?|level(?:s|ed|ing|led|ling)?[- ]off|flatten(?:s|ed|ing)?(?: out| off)?|"
        r"stabili[sz](?:es?|ed|ing|ation)|saturat(?:es?|ed|ing|ion)|stagnat(?:es?|ed|ing|ion)|"
        r"(?:remain|stay|keep|hold|is|are|be|was|were|stand)(?:s|ed|ing|ept)?"
        r"(?: (?:relatively|fairly|nearly|almost|mostly|roughly|largely|very|approximately|essentially|virtually|quite|"
        r"generally|consistently|more or less|somewhat|reasonably|comparatively))*"
        r" (?:stable|constant|flat|steady|unchanged|static|level)|"
        r"(?:maintain(?:s|ed|ing)?|show(?:s|ed|ing)?|exhibit(?:s|ed|ing)?) (?:an? )?"
        r"(?:(?:relatively|fairly|nearly|mostly|very|more) )?(?:stable|constant|flat|steady)"
        r"(?! (?:increas|decreas|ris|gro|declin|upward|downward|improv|climb|fall|gain))|"
        r"flat(?:-?lines?|-?lined|-?lining)?|(?<!trivial )plateauing|steady[- ]state|"
        r"(?:little|no|minimal|negligible)(?: \w+)? (?:change|variation|movement)|"
        r"hold(?:s|ing)? steady|asymptotes?|(?:constant|steady|flat|stable)(?= (?:at|around|near)\b)"
    ),
    "volatile": (
        r"fluctuat(?:es?|ed|ing|ions?)|oscillat(?:es?|ed|ing|ions?|ory)|(?:highly |very |more |extremely )?volatile|"
        r"volatility|erratic(?:ally)?|nois[ye]|noisy|unstable|instability|zig-?zags?(?:ging)?|jagged|"
        r"var(?:ies|ied|ying)(?: (?:considerably|widely|significantly|substantially|wildly))?|"
        r"(?:multiple|several|frequent|sharp|alternating) (?:\w+ )?(?:peaks|spikes|rises|ups) and (?:\w+ )?"
        r"(?:troughs|valleys|dips|drops|downs|falls)|ups and downs|swings?|bounces?|seesaws?"
    ),
    "moves": r"(?:goes|went|mov(?:es|ed)|chang(?:es|ed|ing)|shift(?:s|ed|ing)|evolv(?:es|ed|ing))(?= from )",
    "rises": (
        r"ris(?:es?|ing|en)|rose|increas(?:es?|ed|ing)|climb(?:s|ed|ing)?|gr[oe]w(?:s|n|ing|th)?|improv(?:es?|ed|ing|"
        r"ements?)|surg(?:es?|ed|ing)|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|gain(?:s|ed|ing)?|ascen(?:ds?|ded|ding|t)|"
        r"(?:upwards?|increasing|rising|positive|growing|ascending|improving)(?:[- ](?:sloping|moving))?"
        r"(?: \w+)?? (?:trend|trajectory|slope|path|movement|progression|momentum|growth|pattern)s?|"
        r"(?:trend|mov|slop|go)(?:s|es|ed|ing|e)? (?:\w+ )?(?:upwards?|up)|uptrend|recover(?:s|ed|ing|y)?|"
        r"rebound(?:s|ed|ing)?|escalat(?:es?|ed|ing|ion)|rall(?:y|ies|ied)|accelerat(?:es?|ed|ing)|doubl(?:es?|ed|ing)|"
        r"spik(?:es?|ed|ing)(?= (?:up|upwards?|sharply up)\b)|"
        r"(?:shoots?|shot|rockets?|leaps?|leapt)(?= (?:up|back|from|to|past)\b)|creeps? up|edges? up|picks? up"
    ),
    "falls": (
        r"fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|dip(?:s|ped|ping)?|"
        r"plummet(?:s|ed|ing)?|plung(?:es?|ed|ing)|descen(?:ds?|ded|ding|t)|decay(?:s|ed|ing)?|shr(?:ink|inks|ank|"
        r"inking)|reduc(?:es|ed|tion)|diminish(?:es|ed|ing)?|slid(?:es?|ing)|collaps(?:es?|ed|ing)|"
        r"deteriorat(?:es?|ed|ing|ion)|degrad(?:es?|ed|ing|ation)|sink(?:s|ing)?|sank|tumbl(?:es?|ed|ing)|"
        r"(?:downwards?|decreasing|falling|negative|declining|descending)(?:[- ](?:sloping|moving))?"
        r"(?: \w+)?? (?:trend|trajectory|slope|path|movement|progression|pattern)s?|downturn|downtrend|"
        r"(?:trend|mov|slop|go)(?:s|es|ed|ing|e)? (?:\w+ )?(?:downwards?|down)|taper(?:s|ed|ing)?(?: off)?|"
        r"regress(?:es|ed|ing)?|slip(?:s|ped|ping)?(?! of)|"
        r"(?:edges?|drifts?|comes?|came|creeps?) (?:\w+ly )?down|slump(?:s|ed|ing)?|crash(?:es|ed|ing)?|"
        r"(?:loses|lost)(?! (?:on|to|out|against|in|by|here|there)\b)|weaken(?:s|ed|ing)?"
    ),
}
TREND_RE = re.compile(
    "|".join(rf"(?P<{trend}>(?<![\w-])(?:{words})(?![\w])(?!-\w))" for trend, words in TRENDS.items()), re.I
)
PEAK = (
    r"peak(?:s|ed|ing)?(?! and (?:trough|valley))|maxim(?:um|al|a|ize[sd]?)|max\b|highest|all-time "
    r"high|topp?(?:s|ed|ing)? out|(?<!all-time )high(?= (?:of|at) )|"
    r"summit|(?<=its )best(?= (?:value|score|result|is|was|of|at)\b)|(?<=the )best (?:value|score|result)|"
    r"apex|zenith|culminat(?:es?|ed|ing)|high point|crest(?:s|ed|ing)?|spik(?:es?|ed|ing)"
)
TROUGH = (
    r"minim(?:um|al|a)\b|min\b|lowest|bottom(?:s|ed|ing)? out|nadir|trough(?:s|ed|ing)?|low point|"
    r"all-time low|(?<!all-time )low(?= (?:of|at) )|"
    r"valleys?"
)
EXTREME_RE = re.compile(rf"(?<![\w-])(?:(?P<max>{PEAK})|(?P<min>{TROUGH}))(?![\w])(?!-\w)", re.I)
# `peaks` alone may be said of any hump; these words are said of one only.
STRONG_RE = re.compile(
    r"\b(?:global|overall|absolute|highest|lowest|maximum|minimum|max|min|all-time|nadir|apex)\b", re.I
)
LOCAL_RE = re.compile(
    r"\b(?:local|second(?:ary)?|third|another|minor|smaller|slight|brief|temporary|intermediate|small|first|early|"
    r"initial|notable|sharp|sudden|dramatic)\b(?! highest| lowest)",
    re.I,
)
START_RE = re.compile(
    r"(?<![\w-])(?:start(?:s|ed|ing)?|initial(?= ?:)|begin(?:s|ning)?|began|originat(?:es?|ed|ing)|open(?:s|ed|"
    r"ing)?(?= (?:at|around|near))|"
    r"initial(?:ly)?(?= (?:\w+ )?(?:value|level|score|at|around|is|was|of|of about))|commenc(?:es?|ed|ing))(?![\w-])",
    re.I,
)
END_RE = re.compile(
    r"(?<![\w-])(?:end(?:ing)?(?= ?(?:values?|points?|score|level)?\s*:)|end(?:s|ed|ing)?(?= ?(?:up|at|"
    r"around|near|with|in|slightly|just|by|close|the|~|\())|"
    r"finish(?:es|ed|ing)?|"
    r"conclud(?:es?|ed|ing)|terminat(?:es?|ed|ing)|final(?:ly)?(?= (?:\w+ ){0,2}?(?:value|level|score|"
    r"reading|accuracy|loss|point|of|at)\b|\s*(?:~|\d))|"
    r"clos(?:es?|ed|ing)(?= (?:the \w+ )?(?:at|around|near)))(?![\w])",
    re.I,
)
REACH_RE = re.compile(
    r"(?<![\w-])(?:(?<!\bon )(?<!upon )reach(?:es|ed|ing)?|"
    r"attain(?:s|ed|ing)?|achiev(?:es?|ed|ing)|hit(?:s|ting)?|arriv(?:es?|ed|ing) at|"
    r"get(?:s|ting)? to|approach(?:es|ed|ing)?|settl(?:es?|ed|ing)(?= (?:at|around|near|to|in|between|"
    r"close))|converg(?:es?|ed|ing) (?:to|toward|towards|at|around|near)(?= ?(?:~|approx|around|about|"
    r"roughly|a |\d|nearly|0|\.)))(?![\w-])",
    re.I,
)
STATE_RE = re.compile(
    r"(?<![\w-])(?:is|are|was|were|equals?|record(?:s|ed)?|register(?:s|ed)?|scor(?:es|ed)|measur(?:es|"
    r"ed)|stands? at|stood at|sits? (?:at|around|near)|"
    r"hover(?:s|ed|ing)?(?: (?:at|around|near|about))?|remain(?:s|ed|ing)?(?: (?:at|around|near|close "
    r"to))?|stay(?:s|ed|ing)?(?: (?:at|around|near|close to))?|has|have|had|shows?|read(?:s|ing)?|"
    r"values? of|value is|with (?:a |an )?(?:\w+ )?(?:value|score|accuracy|level) of)(?![\w-])",
    re.I,
)
RANGE_RE = re.compile(
    r"(?<![\w-])(?:fluctuat(?:es?|ed|ing|ions?)|rang(?:es?|ed|ing)|var(?:y|ies|ied|ying)|oscillat(?:es?|ed|ing)|"
    r"hover(?:s|ed|ing)?|(?:stay|remain|l[iay]+|fall|keep|sit|vary|bounce|mov)(?:s|es|ed|ing|e)?(?: "
    r"\w+)?(?= (?:within|between|in the range))|"
    r"(?:is|are|was|were)(?= (?:always |mostly |consistently )?(?:within|between|in the range|confined))|"
    r"(?:lies|stays|remains|runs|sits|is)(?= in (?:the|a) (?:band|range|region|corridor))|"
    r"within|confined|span(?:s|ned|ning)?|(?:with )?values(?: (?:of|are|lie|stay|between|from))*)(?![\w-])",
    re.I,
)
MODAL_RE = re.compile(
    r"\b(?:may|might|could|would|should|can|cannot|suggest(?:s|ed|ing|ive)?|indicat(?:es?|ing|ive|ed)|"
    r"imply|implies|implying|"
    r"potential(?:ly)?|possibl[ey]|perhaps|likely|presumably|probably|appears? to|seems? to|reflect(?:s|ing)?|"
    r"demonstrat(?:es?|ing) (?:that|the (?:importance|effectiveness|benefit))|impl(?:y|ies|ying)|signif(?:y|ies|ying)|"
    r"highlight(?:s|ing)?|underscor(?:es?|ing)|reveal(?:s|ing)?|if|whether|must|recommend(?:s|ed)?|due to|because|"
    r"evidenc(?:ed|ing)|hint(?:s|ing)?|confirm(?:s|ing)?|point(?:s|ing)? to|represents? a "
    r"(?:significant )?(?:risk|challenge)|"
    r"mean(?:s|ing) that|explain(?:s|ed|ing)?|attribut(?:ed|able)|caus(?:es|ed|ing)|interpret(?:ed|ing)?)\b",
    re.I,
)
NEGATION_RE = re.compile(
    r"\b(?:not|no|never|neither|nor|without|lacks?|rather than|instead of|fails? to|absence of)\b|n't\b", re.I
)
VAGUE_RE = re.compile(
    r"\b(?:some|many|several|most|few|certain|other) (?:of the )?(?:charts|panels|benchmarks|plots|subplots|cases|"
    r"series|others|lines|models)\b|\bothers\b",
    re.I,
)
EVERY_RE = re.compile(
    r"\b(?:both|all|each|every|neither|the (?:two|three|four|five|six|seven|eight))(?: of (?:the|these|them))?"
    r"(?: (?:the|these|two|three|four|five|six|seven|eight))?(?: [\w-]+){0,2}? "
    r"(?:lines?|curves?|series|models?|methods?|approaches|algorithms?|traces?|groups?|variants?|configurations?|"
    r"conditions?|settings?|data ?sets?|runs?|categories|systems?|strategies|techniques|agents?|policies|"
    r"optimi[sz]ers?|countries|regions|companies|products|classifiers|networks?|baselines?|samples?|trends?|"
    r"plots?|metrics?|architectures?|types?|versions?|experiments?|them)\b|\b(?:both|they|all)\b(?= (?:\w+ly )?"
    r"(?:start|begin|end|converge|rise|fall|increase|decrease|decline|improve|show|exhibit|follow|reach|plateau|peak|"
    r"fluctuate|remain|drop|climb|grow|diverge|cross|intersect|meet|are|were|stay|keep|lie|exceed|end up|finish|level|"
    r"sit|hover|hold|gain|lose|run|move))|\ball (?:of the )?(?:values|data points|points|readings)\b",
    re.I,
)
SUBJECT_NOUN = (
    r"(?:lines?|curves?|series|models?|methods?|traces?|approach|algorithm|variant|plot|agent|trend ?line|group|"
    r"configuration|system|data)"
)
UNITS_OF_X = (
    r"(?:training |gradient |optimi[sz]ation |RL |environment |time |timestep |test |simulation |learning |global |"
    r"update |wall-clock |elapsed )*"
    r"(?:time[ -]?steps?|steps?|iterations?|iters?|epochs?|episodes?|rounds?|generations?|batch(?:es)?|"
    r"updates?|frames?|"
    r"days?|weeks?|months?|quarters?|years?|hours?|hrs?|trials?|samples|tokens|cycles?|"
    r"sessions?|folds?|layers?|nodes?|threads?|cores|workers|clients|time|index|shots?)"
)
COUNTED_IN = r"(?:minutes?|mins?|seconds?|secs?)"  # behind a number only: `min 0.3` is a minimum
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)"
)
EARLY_LATE = (
    r"(?:early|earlier|mid|middle|late|later|final|last|initial|initially|first|beginning|end|start|ending|closing|"
    r"opening|latter|early-stage|late-stage|mid-stage|later-stage)"
)
STAGE = (
    r"(?:steps?|iterations?|epochs?|stages?|phases?|training|part|portion|half|period|third|quarter|"
    r"section|years?|months?|weeks?|days?|points?|episodes?|rounds?|segment)"
)
