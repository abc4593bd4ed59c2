"""Writing styles that are forms rather than prose: questions with their answers, keys with their values."""

from __future__ import annotations

from benchmarks.descriptions.style import Style

QUESTIONS = Style(
    name="questions",
    bullet="",
    gap="\n\n",
    hedges=("about ", "roughly ", "~", ""),
    templates={
        "title": ("Q: What is the title of the chart?\nA: {w}",),
        "series_count": ("Q: How many lines are there?\nA: {v}",),
        "axis_label": ("Q: What does the {a} show?\nA: {w}",),
        "axis_range": ("Q: What is the range of the {a}?\nA: {v} to {v2}",),
        "series_color": ("Q: What colour is {s}?\nA: {W}.",),
        "start": ("Q: What is the initial value of {s}?\nA: {v}",),
        "end": ("Q: At what value does {s} end?\nA: {v}",),
        "maximum": ("Q: What is the highest value of {s}?\nA: {v}, at {xn} {x}.",),
        "minimum": ("Q: What is the minimum of {s}?\nA: {v} at {xn} {x}",),
        "range": ("Q: Between which values does {s} stay from {xn} {x} to {x2}?\nA: It stays between {v} and {v2}.",),
        "trend rises": ("Q: How does {s} change between {xn} {x} and {x2}?\nA: It rises.",),
        "trend falls": ("Q: How does {s} change between {xn} {x} and {x2}?\nA: It falls.",),
        "value": ("Q: What is the value of {s} at {xn} {x}?\nA: {v}",),
        "comparison peak": ("Q: How do the peaks of {s} and {o} compare?\nA: {s} has a higher peak than {o}.",),
        "comparison no peak": ("Q: How do the peaks of {s} and {o} compare?\nA: {s} has a lower peak than {o}.",),
        "comparison end": ("Q: Which is higher at the end?\nA: {s} ends above {o}.",),
        "comparison no end": ("Q: Which is lower at the end?\nA: {s} ends below {o}.",),
    },
    sides={"x": "x-axis", "left": "y-axis", "right": "right y-axis"},
)
FACTS = Style(
    name="facts",
    listing=("legend = ", ", ", ", ", "\n"),
    bullet="",
    templates={
        "title": ("title = {w}",),
        "series_count": ("n_series = {v}",),
        "axis_label": ("{a}_label = {w}",),
        "axis_range": ("{a}_range = [{v}, {v2}]",),
        "legend_entry": ("{w}",),
        "series_color": ("{s} color: {w}",),
        "start": ("{s} start: {v}",),
        "end": ("{s} end: {v}",),
        "maximum": ("{s} max: {v} @ {xn} {x}",),
        "minimum": ("{s} min: {v} @ {xn} {x}",),
        "value": ("{s} at {xn} {x}: {v}",),
        "comparison end": ("final: {s} > {o}",),
        "comparison no end": ("final: {s} < {o}",),
    },
    sides={"x": "x", "left": "y", "right": "right_y"},
)
FORMS = (QUESTIONS, FACTS)
