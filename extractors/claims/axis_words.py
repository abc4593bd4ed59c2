"""Words and forms in which texts speak of axes."""

from __future__ import annotations

import re

QUOTED = re.compile(r"[\"'](?P<name>[^\"\n]{1,80}?)[\"'](?=[\s,.;:)(]|$)")
SAYS = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:,\s*)?(?:(?:is|are|which|that|was)\s+)?(?:(?:clearly|also)\s+)?"
    r"(?:labell?ed(?: as)?|titled|represents?|shows?|displays?|measures?|indicates?|denotes?|depicts?|"
    r"plots?|marked(?: as)?|tracks?|"
    r"corresponds? to|gives?|representing|showing|displaying|measuring|indicating|denoting|reads|"
    r"stands for|is|are|quantifies|captures|tracking)\s+"
    r"(?:the\s+)?(?:values? of\s+(?:the\s+)?|number of (?!\w+ steps))?",
    re.I,
)
NO_LABEL = re.compile(
    r"(?:in|on|from|with|at|not|a|an|between|linear|log|logarithmic|scaled|unlabell?ed|divided|shared|"
    r"drawn|the same|evenly|marked)\b|[\d~(-]",
    re.I,
)
LABEL_END = re.compile(
    r"\s*(?:[,;(]|\.(?:\s|$)|\s[-–—]\s|\b(?:ranging|ranges?|rang|from|with|and (?:ranges?|spans?|the|"
    r"is|goes|runs|has|y|x|right|left)|on a|in (?:increments|steps|intervals)|spanning|spans?|"
    r"runs?|while|which|marked|at intervals|increments?|over (?:a|the)|scaled|between|extending|"
    r"extends|for (?:all|each|both)|starting|going|goes|using|ticks?|against|versus|vs\.?)\b)",
    re.I,
)
# `(step 0)` is a place, `tick step 20` none.
PLACED = re.compile(r"(?<!tick )(?<!grid )(?<!axis )\(?(?<![:=] )\bstep\s*$", re.I)
STEP = re.compile(
    r"\b(?:(?:with\s+|in\s+|at\s+|using\s+|by\s+)?(?:(?:major|minor|regular|equal|even|fixed|constant|"
    r"uniform|labell?ed|consistent)\s+)*"
    r"(?:tick ?marks?|ticks?|grid ?lines?|markings?|labels?|marks?|intervals?|increments?|steps?|"
    r"spac(?:ed|ing)|marked|markers?|divisions?)"
    r"(?:\s+(?:labels?|marks?|intervals?|increments?|spacing|are|is|occur|appear|placed|shown|spaced|"
    r"marked|positioned|set|every|in|at|of|by|with|increasing|regular|equal|evenly|located|apart|"
    r"visible|drawn|labell?ed|major))*"
    r"|every|in units of)\s*[:=]?\s*$",
    re.I,
)
STEP_WORD = re.compile(r"interval|increment|every|step|spac|units of|divisions", re.I)
STEP_AFTER = re.compile(
    r"[- ]?(?:unit|step|point|%)?[- ]?(?:\w+ )?(?:increments?|intervals?|steps|spacing|apart)\b", re.I
)
TICKS = re.compile(
    r"\b(?:tick ?marks?|ticks?|grid ?lines?|markings?|labels?|labell?ed|values?|marks?|markers?|marked|"
    r"(?:major|numerical|numeric) (?:ticks|values|labels|markers))"
    r"(?:\s+(?:labels?|marks?|values?|are|is|at|of|for|with|placed|located|shown|positioned|include|"
    r"including|read|appear|visible|the|points?|positions?|markers?|numbers?))*\s*[:=]?\s*\(?$",
    re.I,
)
LIST = re.compile(r"\s*,?\s*(?:(?:and|\.\.\.|…|through|to|&)\s*,?\s*)*")
SCALES = (
    (
        "log",
        re.compile(
            r"\b(?:log(?:arithmic|10|2)?|semi-?log|exponential|powers? of (?:10|ten|two|2))\b(?![- ]?(?:loss|"
            r"likelihood|prob))[- ]?(?:scale[ds]?)?",
            re.I,
        ),
    ),
    (
        "linear",
        re.compile(
            r"\blinear(?:ly)?(?:[- ]scaled?)?\b(?! (?:trend|increase|decrease|growth|decline|rise|relation|fit|"
            r"regression|improve|model|line|fashion|manner|path|drop|progress|layer|probe))",
            re.I,
        ),
    ),
    ("date", re.compile(r"\b(?:date|time|temporal|chronological|datetime)[- ]?(?:scale|axis)\b", re.I)),
    ("category", re.compile(r"\b(?:categorical|category|nominal)\b", re.I)),
)
RANGED = re.compile(
    r"\b(?:rang(?:es?|ing)|from|spans?|spanning|runs?|running|scale[ds]?|extends?|extending|goes|going|"
    r"between|limits?|covers?|covering|values?|domain|interval|varies|varying)\b",
    re.I,
)
PLOTS = re.compile(
    r"\b(?:plots?|plotting|shows?|showing|displays?|plotted|illustrat(?:es|ing)|depict(?:s|ing)|"
    r"graphs)\s+(?:the\s+|how\s+)?(?P<y>\"[^\"]{1,60}\"(?: \w+)?|"
    r"[A-Za-z$][\w@./%^$-]*(?:\s[\w@./%()°-]+){0,4}?)\s+"
    r"(?:against|versus|vs\.?|as a function of)\s+(?:the\s+)?(?P<x>\"[^\"]{1,60}\"|"
    r"[\w@./%-]+(?:\s[\w@./%()°-]+){0,3}?)(?=\s(?:count|axis|for|with|across|in|on|over|from|,)|[,.;]|"
    r"$)"
)
NAMED_AXIS = re.compile(
    r"(?P<name>\"[^\"]{1,60}\"|"
    r"[A-Za-z][\w@./%-]*(?:\s[\w@./%-]+){0,3})\s*\((?:on\s+)?(?:the\s+)?(?P<axis>(?:left |right |"
    r"primary |secondary )?[xy]-?axis(?:,? (?:left|right))?|left axis|right axis)(?:\)|(?=[,;:]))",
    re.I,
)
ONE_FOR = re.compile(
    r"\bone (?:for|showing|representing|measuring) (?:the )?(?P<name>\"[^\"]+\"|"
    r"[A-Z][\w@./%-]*(?:\s[A-Z][\w@./%-]*){0,4})",
    re.I,
)
ON_AXIS = re.compile(r"\s*(?:\)|,)?\s*(?:is |are )?(?:on|along|for|in)\s+(?:the\s+)?$", re.I)
PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)")  # `the axis is graduated from 0 to 9` tells no label
STATEMENT = re.compile(r"\b(?:is|are|was|were|its?|they|belongs?|begins?|starts?|ends|reads|here)\b", re.I)
