"""Arguments and options that several commands have, so that they are called and told alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

DATASET = Path("data/processed")

Figures = Annotated[
    Path,
    typer.Argument(help="Folder with pictures, PDF and SVG, read with all in it, or its address: s3://bucket/figures."),
]
Out = Annotated[Path, typer.Option(help="Folder or address of tables, records and overlays.")]
Dataset = Annotated[Path, typer.Option(help="Folder of the dataset.")]
Descriptions = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Folder with texts about the figures. [default: beside them]"),
]
Pictures = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Folder with the figures. [default: that of the last report]"),
]
Workers = Annotated[int | None, typer.Option(min=1, help="Worker processes. [default: one per core]")]
# The choices of schemas.options.OcrChoice, which would load pydantic; a test holds them equal.
OcrChoice = Literal["auto", "rapidocr", "tesseract", "both"]
Verify = Annotated[
    bool, typer.Option("--verify", help="Read drawings of PDF and SVG from pixels as well, and compare.")
]
Ocr = Annotated[OcrChoice, typer.Option("--ocr", help="Which text reader reads figures.")]
