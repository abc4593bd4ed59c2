"""Arguments and options that several commands have, so that they are called and told alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.addresses import address_of

DATASET = Path("data/processed")


def _folder_or_address(path: Path | None) -> Path | None:
    if path is not None and address_of(path) is None and not path.is_dir():
        raise typer.BadParameter(f"{path} is not a folder")
    return path


Figures = Annotated[
    Path,
    typer.Argument(help="Folder with pictures, PDF and SVG, read with all in it, or its address: s3://bucket/figures."),
]
Out = Annotated[Path, typer.Option(help="Folder or address of tables, records and overlays.")]
Dataset = Annotated[Path, typer.Option(help="Folder of the dataset.")]
Descriptions = Annotated[
    Path | None,
    typer.Option(
        callback=_folder_or_address,
        metavar="<dir>",
        help="Folder with texts about the figures, or its address. [default: beside them]",
    ),
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
