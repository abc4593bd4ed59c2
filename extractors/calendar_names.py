"""Names of months and weekdays that follow one another: one that was misread is the one that belongs in its place."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace

from extractors.tick_readings import TickLabel

_ROWS = tuple(tuple(row) for row in (calendar.day_abbr, calendar.day_name))
_ROWS += tuple(tuple(row)[1:] for row in (calendar.month_abbr, calendar.month_name))
# So many labels, and this share of all, are read as names that follow one another: the others are of the same row.
LEAST, MOSTLY = 3, 0.7


def with_calendar_names(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The ``labels`` of an axis in order, those that miss a letter (``Fr``) as the name of their place."""
    texts = [label.text.strip() for label in labels]
    for row in _ROWS:
        for start in range(len(row)):
            names = [row[(start + k) % len(row)] for k in range(len(texts))]
            right = sum(name.lower() == text.lower() for name, text in zip(names, texts, strict=True))
            if right < max(LEAST, MOSTLY * len(texts)):
                continue
            if all(_is_nearly(text.lower(), name.lower()) for text, name in zip(texts, names, strict=True)):
                return [
                    label if label.text.strip().lower() == name.lower() else replace(label, text=name)
                    for label, name in zip(labels, names, strict=True)
                ]
    return list(labels)


def _is_nearly(text: str, name: str) -> bool:
    """Whether a text is a name but for one letter that it lacks or has read as another, or two read as one (``Fd``)."""
    if len(text) == len(name):
        return sum(a != b for a, b in zip(text, name, strict=True)) <= 1
    if len(text) != len(name) - 1:
        return False
    return any(text[:k] == name[:k] and text[k + 1 :] == name[k + 2 :] for k in range(len(text) + 1))
