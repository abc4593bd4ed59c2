"""Image in, typed values out: one file per stage, no Prefect, no file writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from extractors.notebook import DigitisedFigure
    from schemas.options import Options

EXTRACTOR_VERSION = "0.24.0"


def digitise(figure: str | PathLike[str] | bytes, options: Options | None = None) -> DigitisedFigure:
    """Digitise a figure, given as a path or as the bytes of its file.

    Returns its record, with the overlay as what a notebook shows of it. What cannot be read is told in ``status`` and
    ``reason``. Raises ``OSError`` where the file cannot be opened.
    """
    # What reads figures takes a second to load, and a version is often all that is asked for.
    from extractors.notebook import digitise_figure

    return digitise_figure(figure, options)
