"""Claims about how a figure looks: its kind, counts and titles, the legend, colours, markers and dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.colors import judge_color, name_of
from checks.finding import Finding, doubtful, plain
from checks.likeness import OTHER_TEXT, SAME_TEXT, best_name, same_text
from checks.names import normalise
from checks.views import FigureView, PanelView
from schemas.claims import Claim
from schemas.record import BoxRecord, SeriesRecord
from schemas.verdicts import Doubt, Verdict

_OTHER_CHARTS = re.compile(r"\b(bars?|pie|histogram|heat ?map|box ?plot|violin|treemap|donut|radar)\b", re.IGNORECASE)
_MARKS = {
    "circle": ("circ", "dot", "round", "point"), "square": ("square",), "triangle": ("triang", "caret"),
    "diamond": ("diamond", "rhomb"), "cross": ("cross", "x", "×"), "plus": ("plus", "+"), "star": ("star", "asterisk"),
    "none": ("none", "no "),
}  # fmt: skip
# Seen from the middle of the plot, a legend within this share of its sides is in the middle.
_MIDDLE = 0.12
# Of what was read less surely letters are missing or those of other words: 99 of 100 labels are read more surely.
_SURELY_READ = 0.9
# A figure below this confidence may hold a line that was not found.
_COUNTED_SURELY = 0.8


def check_chart_type(claim: Claim, figure: FigureView) -> Finding:
    """Lines were read; another kind of chart is refuted where all of the figure was."""
    words = claim.words or claim.text
    lines = sum(series.dash != "none" for panel in figure.panels for series in panel.record.series)
    if not lines:
        return doubtful(Doubt.FIGURE_NOT_READ, words)
    if _OTHER_CHARTS.search(words) and "line" not in words.lower():
        return plain(False, words, "lines") if figure.whole else doubtful(Doubt.FIGURE_NOT_READ, words, "lines")
    if re.search(r"\b(line|curve|time series)", words, re.IGNORECASE):
        return plain(True, words, "lines")
    return doubtful(Doubt.WORDS_UNTESTABLE, words, "lines")


def check_panel_count(claim: Claim, figure: FigureView) -> Finding:
    """So many panels; a figure that was not wholly read may hold more."""
    return _count(claim, len(figure.panels), "panels", figure.whole)


def check_grid(claim: Claim, figure: FigureView) -> Finding:
    """Rows and columns of panels, by where their boxes lie."""
    boxes = [panel.record.box for panel in figure.panels]
    rows = _lines([(box.y0, box.y1) for box in boxes])
    columns = _lines([(box.x0, box.x1) for box in boxes])
    expected, measured = " × ".join(q.text for q in claim.values), f"{rows} × {columns}"
    if len(claim.values) < 2:
        return doubtful(Doubt.WORDS_UNTESTABLE, claim.text)
    asked = (round(claim.values[0].value), round(claim.values[1].value))
    if (rows, columns) == asked:
        return plain(True, expected, measured)
    return plain(False, expected, measured) if figure.whole else doubtful(Doubt.PANEL_NOT_READ, expected, measured)


def check_series_count(claim: Claim, panel: PanelView, figure: FigureView) -> Finding:
    """So many series in a panel; one may have been missed, but those that were read surely by name are there."""
    sure = figure.whole and figure.record.confidence >= _COUNTED_SURELY
    named = {series.name for number, series in enumerate(panel.record.series) if panel.trusts(number) and series.name}
    more = bool(claim.values) and round(claim.values[0].value) < len(named)
    return _count(claim, len(panel.record.series), "series", sure or more)


def check_title(claim: Claim, panels: Sequence[PanelView], figure: FigureView) -> Finding:
    """The title of a panel, or any of the figure where no panel is named."""
    titles = [panel.record.title for panel in panels if panel.record.title]
    return check_text(claim.words or claim.text, titles, figure)


def check_text(claimed: str, read: Sequence[str], figure: FigureView) -> Finding:
    """A title, label or name: like what was read in its place, or unlike all that was read anywhere in the figure."""
    if not normalise(claimed):
        return doubtful(Doubt.WORDS_UNTESTABLE, claimed)
    likeness = {text: same_text(claimed, text) for text in read}
    best = max(likeness, key=lambda text: likeness[text], default="")
    expected, measured = f"“{claimed}”", f"“{best}”"
    if likeness.get(best, 0.0) >= SAME_TEXT:
        return plain(True, expected, measured)
    if not best:
        return doubtful(Doubt.TEXT_NOT_READ, expected)
    elsewhere = max((same_text(claimed, text.text) for text in figure.record.texts), default=0.0)
    if max(likeness[best], elsewhere) >= OTHER_TEXT:
        # Half alike: cut off, reworded or misread; or it stands at another place of the figure.
        verdict = Verdict.IMPRECISE if likeness[best] >= OTHER_TEXT else Verdict.NOT_VERIFIABLE
        return Finding(verdict, expected, measured, Doubt.NONE if verdict is Verdict.IMPRECISE else Doubt.TEXT_NOT_READ)
    if any(text.text == best and text.confidence < _SURELY_READ for text in figure.record.texts):
        return doubtful(Doubt.TEXT_NOT_READ, expected, measured)
    return plain(False, expected, measured)


def _misread(words: str, names: Sequence[str]) -> bool:
    """Whether one of the names is the same but for one letter: `Adem` may be `Adam`; digits tell siblings apart."""
    one = normalise(words)
    pairs = (list(zip(one, other, strict=True)) for name in names if len(other := normalise(name)) == len(one) > 3)
    return any(
        sum(a != b and (a + b).isalpha() for a, b in pair) == sum(a != b for a, b in pair) == 1 for pair in pairs
    )


def check_legend_entry(claim: Claim, panel: PanelView, figure: FigureView) -> Finding:
    """A name stands in the legend, or beside a line where there is no legend."""
    words = claim.words or claim.text
    names = _names(panel)
    if not normalise(words):
        return doubtful(Doubt.WORDS_UNTESTABLE, words)
    if best_name(words, names):
        return plain(True, f"“{words}”", f"“{names[best_name(words, names)[0]]}”")
    if not names:
        return doubtful(Doubt.TEXT_NOT_READ, f"“{words}”")
    found = check_text(words, names, figure)
    told = Finding(found.verdict, found.expected, ", ".join(f"“{name}”" for name in names), found.doubt)
    if told.verdict is Verdict.SUPPORTED or (told.verdict is Verdict.IMPRECISE and len(words) > _SHORT_NAME):
        return told
    # One or two letters, and those of other alphabets, are too easily misread to say that a name is not there.
    sure = figure.whole and len(normalise(words)) > _LEAST_NAME and words.isascii() and not _misread(words, names)
    return plain(False, told.expected, told.measured) if sure else doubtful(Doubt.TEXT_NOT_READ, told.expected)


_LEAST_NAME = 2
_SHORT_NAME = 8  # of a short name, half is another name


def check_legend_position(claim: Claim, panel: PanelView) -> Finding:
    """Where the legend lies; neighbours of the place told are imprecise."""
    words = (claim.words or claim.text).lower()
    legend = panel.record.legend
    if legend is None:
        return doubtful(Doubt.TEXT_NOT_READ, words)
    across, down, outside = _where(legend.box, panel.record.box)
    measured = " ".join(filter(None, (("top", "middle", "bottom")[down + 1], ("left", "middle", "right")[across + 1])))
    measured = f"{measured}, outside" if outside else measured
    asked = _asked_place(words)
    if asked == (None, None) and "outside" not in words:
        return doubtful(Doubt.WORDS_UNTESTABLE, words, measured)
    off = max((abs(want - at) for want, at in zip(asked, (across, down), strict=True) if want is not None), default=0)
    if off == 0:
        return Finding(Verdict.IMPRECISE if ("outside" in words) != outside else Verdict.SUPPORTED, words, measured)
    return Finding(Verdict.IMPRECISE if off == 1 else Verdict.REFUTED, words, measured)


def check_legend_title(claim: Claim, panel: PanelView, figure: FigureView) -> Finding:
    """The title of the legend."""
    title = panel.record.legend.title if panel.record.legend is not None else None
    return check_text(claim.words or claim.text, [title] if title else [], figure)


def check_no_legend(claim: Claim, panel: PanelView) -> Finding:
    """There is no legend: one that was read refutes it."""
    if panel.record.legend is not None and panel.record.legend.names:
        return plain(False, "no legend", "legend: " + ", ".join(panel.record.legend.names))
    named = any(series.name_source == "legend" for series in panel.record.series)
    return plain(not named, "no legend", "a legend" if named else "no legend found")


def check_color(claim: Claim, series: SeriesRecord) -> Finding:
    """The colour of a series goes by these words."""
    words = claim.words or ""
    measured = f"{name_of(series.color)} ({series.color})"
    try:
        return Finding(judge_color(words, series.color), words, measured)
    except ValueError:
        return doubtful(Doubt.WORDS_UNTESTABLE, words, measured)


def check_marker(claim: Claim, series: SeriesRecord) -> Finding:
    """The markers of a series are of this class; markers that were not found may be there."""
    words = (claim.words or "").lower()
    wanted = next((mark for mark, parts in _MARKS.items() if any(part in words for part in parts)), None)
    found = series.marker or "none"
    if wanted is None or found == "other":
        return doubtful(Doubt.WORDS_UNTESTABLE, words, found)
    if wanted == found:
        return plain(True, words, found)
    # Which of two small marks it is can be misread; that there are marks at all, less so.
    if found == "none":
        return doubtful(Doubt.PLACE_NOT_READ, words, "no markers found")
    return plain(False, words, found)


def check_dash(claim: Claim, series: SeriesRecord) -> Finding:
    """The stroke of a line; dashes and dots are told apart less surely than from solid lines."""
    words = (claim.words or "").lower()
    if words not in ("solid", "dashed", "dotted", "dashdot") or series.dash == "none":
        return doubtful(Doubt.WORDS_UNTESTABLE, words, series.dash)
    if words == series.dash:
        return plain(True, words, series.dash)
    if "solid" in (words, series.dash):
        return plain(False, words, series.dash)
    return Finding(Verdict.IMPRECISE, words, series.dash)


def _count(claim: Claim, found: int, what: str, whole: bool) -> Finding:
    expected, measured = f"{claim.values[0].text if claim.values else claim.text} {what}", f"{found} {what}"
    if not claim.values:
        return doubtful(Doubt.WORDS_UNTESTABLE, expected, measured)
    if found and round(claim.values[0].value) == found:
        return plain(True, expected, measured)
    return plain(False, expected, measured) if whole else doubtful(Doubt.FIGURE_NOT_READ, expected, measured)


def _names(panel: PanelView) -> list[str]:
    legend = panel.record.legend.names if panel.record.legend is not None else []
    return list(dict.fromkeys([*legend, *(name for name in panel.names if name)]))


def _lines(ends: Sequence[tuple[float, float]]) -> int:
    """How many rows (or columns) boxes stand in: those that overlap along one axis share one."""
    count, reach = 0, float("-inf")
    for low, high in sorted(ends):
        middle = (low + high) / 2
        if middle > reach:
            count, reach = count + 1, high
    return count


def _where(legend: BoxRecord, box: BoxRecord) -> tuple[int, int, bool]:
    """Left, middle or right (-1, 0, 1), top, middle or bottom, and whether it lies outside of the plot."""
    across = ((legend.x0 + legend.x1) / 2 - box.x0) / (box.x1 - box.x0) - 0.5
    down = ((legend.y0 + legend.y1) / 2 - box.y0) / (box.y1 - box.y0) - 0.5
    outside = abs(across) > 0.5 or abs(down) > 0.5
    return _side(across), _side(down), outside


def _side(offset: float) -> int:
    return 0 if abs(offset) <= _MIDDLE else 1 if offset > 0 else -1


def _asked_place(words: str) -> tuple[int | None, int | None]:
    across = -1 if "left" in words else 1 if "right" in words else None
    down = -1 if re.search("top|upper|above", words) else 1 if re.search("bottom|lower|below|under", words) else None
    return across, down
