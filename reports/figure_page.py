"""The page of one figure: its record, its claims and its picture as one HTML file that needs nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from reports.labels import tick_text
from reports.overlay import series_colors
from reports.page_assets import STATUS_NAMES, environment, json_block, policy, script_of, style
from reports.pictures import Picture
from schemas.claims import ClaimKind
from schemas.reasons import MEANING
from schemas.record import AxisRecord, FigureRecord, TickRecord, name_of
from schemas.verdicts import TEXT_REASON_MEANING, Verdict

Row = dict[str, Any]

_SCRIPTS = ("axis.js", "curves.js", "chart.js", "overlay.js", "figure.js")
# Lengths of dash and gap in the swatches, which are 26 units wide.
_DASHES = {"dashed": "6 4", "dotted": "2 3", "dashdot": "7 3 2 3"}

_OF_LEGENDS = (ClaimKind.LEGEND_ENTRY, ClaimKind.LEGEND_POSITION, ClaimKind.LEGEND_TITLE)
# Marks of Markdown that stand in the words of a claim where it ends within them.
_MARKS = re.compile(r"\*\*|__|`")
# Claims of these verdicts are shown first; the others follow in the order of the text.
_URGENT = {Verdict.REFUTED.value: 0, Verdict.IMPRECISE.value: 1}


@dataclass(frozen=True)
class Said:
    """Rows of the tables ``claims``, ``descriptions`` and ``conflicts`` about one figure."""

    claims: tuple[Row, ...] = ()
    descriptions: tuple[Row, ...] = ()
    conflicts: tuple[Row, ...] = ()


def figure_page(
    record: FigureRecord, said: Said, picture: Picture | None, previous: str | None, following: str | None
) -> str:
    """The page as HTML; ``previous`` and ``following`` are the figures beside it in the order of the dataset."""
    script = script_of(*_SCRIPTS)
    page = {
        "stem": PurePosixPath(name_of(record.source)).stem,
        "colors": [[_hex(color) for color in series_colors(panel)] for panel in record.panels],
        "claims": [_target(claim, record) for claim in said.claims],
    }
    env = environment()
    env.filters |= {"tick_words": _tick_words, "sentence": _sentence}
    return env.get_template("figure.html").render(
        record=record,
        record_json=json_block(record.model_dump_json()),
        page_json=json_block(json.dumps(page)),
        picture=Markup(picture.url) if picture else None,
        texts=_texts(said),
        has_series=any(panel.series for panel in record.panels),
        previous=previous,
        next=following,
        meanings=MEANING,
        statuses=STATUS_NAMES,
        dashes=_DASHES,
        style=Markup(style()),
        script=Markup(script),
        csp=policy(script),
    )


def _texts(said: Said) -> list[Row]:
    """What is shown of each description: its claims, those that the figure denies first, and its conflicts."""
    return [_text(description, said) for description in said.descriptions]


def _text(description: Row, said: Said) -> Row:
    source = description["source"]
    numbered = [(number, claim) for number, claim in enumerate(said.claims) if claim["source"] == source]
    conflicts = {row["sentence"]: None for row in said.conflicts if row["source"] == source}
    if description["reason"]:
        conflicts = {TEXT_REASON_MEANING[description["reason"]]: None} | conflicts
    counts = [(verdict.value, description[f"n_{verdict.value}"]) for verdict in Verdict]
    return {
        "title": f"Claims of {source}" if source else "Claims of the description",
        "summary": ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts if count),
        "conflicts": list(conflicts),
        "claims": [
            {
                "number": number,
                "verdict": claim["verdict"],
                "text": " ".join(_MARKS.sub("", claim["text"]).split()),
                "evidence": claim["evidence"],
            }
            for number, claim in sorted(numbered, key=lambda item: _URGENT.get(item[1]["verdict"], len(_URGENT)))
        ],
    }


def _target(claim: Row, record: FigureRecord) -> Row:
    """The place in the figure that a claim speaks of: points, else a series, the legend or a panel."""
    points = json.loads(claim["points"])
    told = claim["panel"] if claim["panel"] is not None else next((point["panel"] for point in points), None)
    panel = int(told) if told is not None else None
    legend = record.panels[panel].legend if panel is not None and panel < len(record.panels) else None
    if claim["kind"] in _OF_LEGENDS and legend is not None:
        return {"panel": panel, "series": None, "points": [], "box": legend.box.model_dump()}
    return {"panel": panel, "series": claim["series"], "points": points}


def _tick_words(tick: TickRecord, axis: AxisRecord) -> str:
    """The print of a tick, and the value where that does not show in it."""
    value = tick_text(tick, axis)
    plain = tick.text.replace(",", "").replace("−", "-").replace(" ", "")
    if tick.value is None:
        return value
    return tick.text if value in (tick.text, plain) or _is_number(plain, tick.value) else f"{tick.text} → {value}"


def _is_number(text: str, value: float) -> bool:
    try:
        return float(text) == value
    except ValueError:
        return False


def _sentence(words: str) -> str:
    text = words.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def _hex(color: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
