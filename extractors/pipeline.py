"""The whole extraction, stage by stage: the bytes of a figure in, its record out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.assemble import Reading, figure_record
from extractors.axes import find_axes
from extractors.covered_print import with_covered_print
from extractors.curves import Curve, find_curves
from extractors.errors import DigitiseError, NotAChart
from extractors.failures import failed_record, unread_record
from extractors.geometry import Box
from extractors.hidden_corners import with_hidden_corners
from extractors.hidden_ends import continue_hidden_ends
from extractors.image import Figure, load_figure
from extractors.kinds import other_kind
from extractors.label_ladders import without_exponent
from extractors.legend import Legend, LegendEntry, find_legends
from extractors.legend_panels import PanelLegend, assign_legends, find_direct_labels, without_line_ends
from extractors.line_names import may_be_line_ends, names_at_ends
from extractors.name_ends import with_whole_ends
from extractors.name_opinions import with_second_opinions
from extractors.name_votes import with_voted_names
from extractors.panels import Panel, find_panels
from extractors.plot_area import Cover, find_plot_area
from extractors.print_sizes import units_of
from extractors.readers import Text, TextReader, open_reader
from extractors.readers.name_reader import open_name_reader
from extractors.side_words import without_names, words_beside
from extractors.text import find_texts, text_height
from extractors.ticks import find_ticks
from extractors.titles import find_titles
from extractors.vector.digitise import digitise_vectors, is_vector
from extractors.vector.rendering import drawn_figure
from extractors.vector.verify import held_against, is_from_vectors
from schemas.options import Options
from schemas.reasons import Reason
from schemas.record import FigureRecord

# Digits have about this share of the height of a line with ascenders and descenders.
DIGIT_SHARE = 0.8
# So many numbers give the digit height itself.
ENOUGH_NUMBERS = 3
# Numbers higher than words by this factor are powers, with their exponents above them.
RAISED = 1.7
# Markers are read as lone letters, and two in a row as words of two: only longer ones tell the height of words.
WORD = 3
# Where no text is found, print of about this share of the shorter side is assumed.
USUAL_PRINT = 0.022


def digitise_bytes(
    data: bytes, source: str, options: Options, look: Callable[[Reading], object] | None = None
) -> FigureRecord:
    """Digitise an image, PDF or SVG given as bytes (the first figure of several); never raises.

    What went wrong is in ``status`` and ``reason``.

    ``source`` is kept as the figure's name. ``look`` is called with what the stages read in pixels, before it becomes
    a record.
    """
    if is_vector(data):
        return digitise_document(data, source, options)[0]
    start = time.perf_counter()
    stages: dict[str, float] = {}
    record = unread_record(data, source, options)
    try:
        figure = load_figure(data, options)
        record = record.model_copy(update={"width": figure.width, "height": figure.height, "tilt": figure.tilt})
        reading = read_figure(figure, open_reader(options.ocr), options, stages)
        if look is not None:
            look(reading)
        record = figure_record(record, reading, options)
    except Exception as error:
        record = failed_record(record, error)
    return record.model_copy(update={"stage_seconds": stages, "seconds": round(time.perf_counter() - start, 4)})


def digitise_document(
    data: bytes, source: str, options: Options, look: Callable[[Reading], object] | None = None
) -> list[FigureRecord]:
    """The records of all figures of a PDF or SVG, and the only one of any other file; as :func:`digitise_bytes`."""
    if not is_vector(data):
        return [digitise_bytes(data, source, options, look)]

    def read_pixels(rgb: NDArray[np.uint8]) -> FigureRecord:
        encoded = cv2.imencode(".png", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))[1].tobytes()
        return digitise_bytes(encoded, source, options)

    records = digitise_vectors(data, source, options, read_pixels)
    return [_verified(record, data, options) for record in records] if options.verify else records


def _verified(record: FigureRecord, data: bytes, options: Options) -> FigureRecord:
    """The record held against what the stages read in the figure when it is drawn; an image was read so already."""
    if not is_from_vectors(record):
        return record
    start = time.perf_counter()
    try:
        reading = read_figure(drawn_figure(data, record), open_reader(options.ocr), options, {})
        record = held_against(record, figure_record(record, reading, options))
    except DigitiseError:
        pass  # what cannot be read from pixels is no witness
    except Exception as error:
        record = failed_record(record, error)
    return record.model_copy(update={"seconds": round(record.seconds + time.perf_counter() - start, 4)})


def read_figure(figure: Figure, reader: TextReader, options: Options, stages: dict[str, float]) -> Reading:
    """All stages in order; ``stages`` receives the seconds of each. Raises :class:`DigitiseError`."""
    with _timed(stages, "text"):
        texts = find_texts(figure, reader, options)
        unit = scale_of(figure, texts)
    with _timed(stages, "panels"):
        panels = find_panels(figure, texts, unit)
    with _timed(stages, "ticks"):
        units = units_of(panels, texts, unit)
        labels = [
            find_ticks(figure, panel, [p for p in panels if p is not panel], texts, reader, own)
            for panel, own in zip(panels, units, strict=True)
        ]
        ticks = [t for t in texts if any(_same(t, a.boxes) for sides in labels for a in sides.values())]
    with _timed(stages, "legend"):
        texts = with_covered_print(figure, panels, texts, ticks, reader)
        words = words_beside(labels, texts)
        numbers = [t for t in ticks if t not in words]
        legends = with_whole_ends(figure, find_legends(figure, panels, texts, numbers, reader), reader)
        legends = with_voted_names(figure, legends, texts, reader)
        legends = with_second_opinions(figure, legends, texts, reader, open_name_reader())
        own_legend = assign_legends(legends, panels, units)
        names = [
            names_at_ends(figure, panel, panels, texts, size, reader)
            if own is None or (not own.shared and may_be_line_ends(own.legend, panel, size))
            else ()
            for panel, own, size in zip(panels, own_legend, units, strict=True)
        ]
        legends = without_line_ends(legends, own_legend, names)
        own_legend = assign_legends(legends, panels, units)
        used = [*numbers, *(t for t in texts if any(_within(t, legend.box) for legend in legends))]
        entries = [
            own.legend.entries if own is not None else group or find_direct_labels(figure, panel, texts, used, reader)
            for panel, own, group in zip(panels, own_legend, names, strict=True)
        ]
        labels = without_names(labels, [e for group in entries for e in group])
        used += [t for t in texts if t in ticks or any(_same(t, [e.text_box]) for group in entries for e in group)]
    with _timed(stages, "axes"):
        titles = find_titles(figure, panels, texts, used)
        axes = find_axes(panels, labels, titles, unit)
    with _timed(stages, "curves"):
        covers = [covers_of(p, panels, legends, texts) for p in panels]
        areas = [
            find_plot_area(
                figure, panel, over, texts, [e.color for e in group], unit, [e.text_box for e in group if e.at_end]
            )
            for panel, over, group in zip(panels, covers, entries, strict=True)
        ]
        kinds = [other_kind(area) for area in areas]
        if all(kinds):
            raise NotAChart(Reason.OTHER_CHART, "what was seen in place of lines: " + "; ".join(map(str, kinds)))
        found = [
            find_curves(area, group) if kind is None else ([], [])
            for area, group, kind in zip(areas, entries, kinds, strict=True)
        ]
        # a legend that names none of the lines of a panel does not explain it
        foreign = [own is not None and not lines[0] for own, lines in zip(own_legend, found, strict=True)]
        for i in (i for i in range(len(panels)) if foreign[i] and kinds[i] is None):
            areas[i] = find_plot_area(figure, panels[i], covers[i], texts, (), unit)
            found[i] = _unnamed(find_curves(areas[i], ())[0], own_legend[i], found[i][1])
        own_legend = tuple(
            None if other and lines[0] else own for own, other, lines in zip(own_legend, foreign, found, strict=True)
        )
        curves = [
            (with_hidden_corners(continue_hidden_ends(drawn, area), area), missing)
            for area, (drawn, missing) in zip(areas, found, strict=True)
        ]
    return Reading(figure, texts, panels, axes, titles, own_legend, areas, kinds, curves)


def _unnamed(
    curves: list[Curve], legend: PanelLegend | None, missing: list[LegendEntry]
) -> tuple[list[Curve], list[LegendEntry]]:
    """Curves of a panel without a legend; one of its own that names none of them leaves them in doubt."""
    if legend is None or legend.shared:
        return curves, []
    return [replace(curve, reason=Reason.LEGEND_ENTRY_NOT_FOUND) for curve in curves], missing


def scale_of(figure: Figure, texts: Sequence[Text]) -> float:
    """The unit of the figure: the digit height of its print in working pixels."""
    numbers = [t for t in texts if _is_digits(without_exponent(t.string))]
    height = text_height(texts)
    if sum(t.rotation == 0 for t in numbers) >= ENOUGH_NUMBERS:
        words = text_height([t for t in texts if t not in numbers and len(t.string) >= WORD])
        if not words or text_height(numbers) <= RAISED * words:
            return text_height(numbers)
        height = words
    return DIGIT_SHARE * height if height > 0 else max(8.0, USUAL_PRINT * min(figure.rgb.shape[:2]))


def _is_digits(string: str) -> bool:
    return any(c.isdigit() for c in string) and not any(c.isalpha() for c in string)


def covers_of(panel: Panel, panels: Sequence[Panel], legends: Sequence[Legend], texts: Sequence[Text]) -> list[Cover]:
    """What is drawn over the data of a panel: legends with all their print, and inset panels."""
    over = [legend for legend in legends if legend.box.overlap(panel.box) > 0]
    covers = [
        Cover(
            legend.box,
            (*(e.swatch for e in legend.entries), *(t.box for t in texts if _within(t, legend.box))),
            legend.framed,
        )
        for legend in over
    ]
    smaller = [p.box for p in panels if p.box.area < panel.box.area]  # an inset may hold the centre of its panel, too
    insets = [box for box in smaller if panel.box.holds(box.cx, box.cy)]
    return covers + [Cover(box, (box,), True) for box in insets]


def _same(text: Text, boxes: Sequence[Box]) -> bool:
    return any(text.box.is_same(box, 0.5) for box in boxes)


def _within(text: Text, box: Box) -> bool:
    return box.grown(1).holds(text.box.cx, text.box.cy)


@contextmanager
def _timed(stages: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        stages[name] = round(time.perf_counter() - start, 4)
