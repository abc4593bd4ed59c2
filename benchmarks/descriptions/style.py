"""A writing style: how it lays a description out and in which words it tells each kind of fact.

Templates hold ``{s}`` and ``{o}`` (series), ``{v}`` and ``{v2}`` (numbers, hedged as the style does), ``{x}`` and
``{x2}`` (places), ``{w}`` (words), ``{xl}`` and ``{yl}`` (labels of the axes, or plain words for them) and ``{a}`` (the
name of an axis in the style).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.descriptions.facts import Fact
from schemas.claims import ClaimKind

Templates = Mapping[str, tuple[str, ...]]

# Kinds that a style tells of the figure, its axes and its legend, of each series, and of pairs.
HEAD = frozenset({ClaimKind.TITLE, ClaimKind.SERIES_COUNT})
AXES = frozenset({ClaimKind.AXIS_LABEL, ClaimKind.AXIS_RANGE})
LEGEND = frozenset({ClaimKind.LEGEND_ENTRY, ClaimKind.SERIES_COLOR})
PAIRS = frozenset({ClaimKind.COMPARISON})


@dataclass(frozen=True)
class Style:
    """``templates`` by :func:`template_key`; kinds without one are left out by the style.

    ``head``, ``axes``, ``legend`` and ``pairs`` are printed before their facts, ``series`` before those of each series
    (with ``{s}``), ``panel`` before a panel of several (with ``{p}`` and ``{n}``). ``bullet`` begins each fact and
    ``gap`` stands between them. ``listing``: what stands before, between, before the last of and after the names of a
    legend where they are listed in one sentence. ``table``: values stand in a pipe table of all series instead.
    """

    name: str
    templates: Templates
    head: str = ""
    axes: str = ""
    legend: str = ""
    series: str = ""
    pairs: str = ""
    panel: str = "# {n}. {p}\n"
    bullet: str = "- "
    gap: str = "\n"
    hedges: tuple[str, ...] = ("",)
    sides: Mapping[str, str] = field(
        default_factory=lambda: {"x": "X-axis", "left": "Y-axis", "right": "Y-axis (right)"}
    )
    listing: tuple[str, str, str, str] | None = None
    table: bool = False
    held_out: bool = False


def template_key(fact: Fact) -> str:
    """Under which name a style keeps its templates for a fact."""
    key = fact.kind.value
    return f"{key} {fact.words}" if fact.kind in (ClaimKind.TREND, ClaimKind.COMPARISON) else key
