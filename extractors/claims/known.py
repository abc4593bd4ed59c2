"""What is known of a figure before a text about it is read: words and ranges that the text may use unexplained."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Known:
    """Names of series, titles of panels (where there are several), labels and ranges (low, high) of axes, as read.

    ``x_units``: units of x axes that no y axis has, as `s`.
    ``categories``: the places of x axes that have words for places, in their order.
    """

    series: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    x_labels: tuple[str, ...] = ()
    y_labels: tuple[str, ...] = ()
    x_ranges: tuple[Span, ...] = ()
    y_ranges: tuple[Span, ...] = ()
    categories: tuple[str, ...] = ()
    x_units: tuple[str, ...] = ()


NOTHING = Known()
