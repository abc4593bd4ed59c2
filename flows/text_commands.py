"""The commands about texts: list their claims, check them against a figure, and write a description."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.arguments import Ocr, OcrChoice

if TYPE_CHECKING:
    from schemas.record import FigureRecord
    from schemas.verdicts import CheckedFigure

FigureFile = Annotated[Path, typer.Argument(help="The figure, or its record as JSON.", exists=True, dir_okay=False)]


def claims(
    file: Annotated[Path, typer.Argument(help="A text about a figure.", exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print every claim with its fields as JSON.")] = False,
) -> None:
    """List the claims of a text about a figure: what a figure could bear out or contradict.

    Exits with 0 where there are claims, 1 where there are none, 2 where the call is wrong.
    """
    from extractors.claims import read_claims
    from flows.console import print_claims

    parsed = read_claims(file.read_bytes())
    if as_json:
        typer.echo(parsed.model_dump_json(indent=2))
    else:
        print_claims(parsed)
    raise typer.Exit(0 if parsed.claims else 1)


def check(
    file: FigureFile,
    description: Annotated[
        list[Path], typer.Option(help="A text about the figure; may be given again.", exists=True, dir_okay=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print every verdict with its evidence as JSON.")] = False,
    ocr: Ocr = "auto",
) -> None:
    """Check what texts say of a figure against what the figure shows.

    Exits with 0 where nothing is refuted, 1 where a claim is or the figure could not be read, 2 where the call is
    wrong.
    """
    from flows.console import print_verdicts
    from schemas.verdicts import Verdict

    record = _record(file, ocr)
    checked = _check(record, description)
    if as_json:
        typer.echo(checked.model_dump_json(indent=2))
    else:
        print_verdicts(checked)
    refuted = any(text.counts[Verdict.REFUTED] for text in checked.texts)
    raise typer.Exit(1 if refuted or not record.panels else 0)


def describe(file: FigureFile, ocr: Ocr = "auto") -> None:
    """Write a description of a figure in which every number is measured.

    Exits with 0 where the figure was read, 1 where it was not, 2 where the call is wrong.
    """
    from checks.description import describe_figure

    record = _record(file, ocr)
    typer.echo(describe_figure(record), nl=False)
    raise typer.Exit(0 if record.panels else 1)


def _check(record: FigureRecord, paths: list[Path]) -> CheckedFigure:
    """The verdicts on the texts of these files, each named by its file where there are several."""
    from checks.texts import check_texts
    from flows.checking import read_bytes

    names = [str(path) if len(paths) > 1 else "" for path in paths]
    checked = check_texts({name: read_bytes(path) or b"" for name, path in zip(names, paths, strict=True)}, record)
    by_name = dict(zip(names, paths, strict=True))
    texts = tuple(text.model_copy(update={"path": str(by_name[text.source])}) for text in checked.texts)
    return checked.model_copy(update={"texts": texts})


def _record(file: Path, ocr: OcrChoice) -> FigureRecord:
    """The record of a figure that is digitised now, or was before: records are read as they are."""
    from extractors.pipeline import digitise_bytes
    from flows.cli import options_of
    from schemas.record import FigureRecord

    data = file.read_bytes()
    if file.suffix == ".json":
        try:
            return FigureRecord.model_validate_json(data)
        except ValueError as error:
            raise typer.BadParameter(f"{file} is no record of a figure") from error
    return digitise_bytes(data, file.name, options_of(ocr))
