"""``python -m benchmarks``: measure the accuracy, or draw figures with known numbers."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.progress import track

from benchmarks.accuracy import Case, find_cases, measure_cases
from benchmarks.measures import FigureMeasure
from benchmarks.summary import COLUMNS, describe, legend_of_columns, summarise, to_markdown, worst_first
from schemas.options import OcrChoice, Options

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
ALL_READERS: tuple[OcrChoice, ...] = ("rapidocr", "tesseract", "both")
EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"
KEY_COLUMNS = ("figures", "series", "right", "names", "extra", "exact", "panels", "axes", "median", "ok", "seconds")


@app.command()
def accuracy(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True, file_okay=False, help="figures beside <stem>.json; the examples where none is given"
        ),
    ] = None,
    ocr: Annotated[
        str, typer.Option(help="auto, rapidocr, tesseract, both; all: the last three side by side")
    ] = "auto",
    workers: Annotated[int, typer.Option(help="processes; 0: all in this one")] = os.cpu_count() or 1,
    json_out: Annotated[Path | None, typer.Option("--json", help="write every measure of every figure")] = None,
    markdown: Annotated[Path | None, typer.Option(help="write the tables and what their columns say")] = None,
    only: Annotated[str, typer.Option(help="only files with this in their name")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="this many figures, spread evenly")] = None,
    worst: Annotated[int, typer.Option(help="how many of the worst figures to print")] = 20,
    dump: Annotated[Path | None, typer.Option(help="folder for each figure's record and overlay")] = None,
) -> None:
    """Digitise figures that lie beside their truth and print the table of measures."""
    cases = find_cases(folders or [EXAMPLES], only, limit)
    if not cases:
        raise typer.BadParameter("no figure with a truth file beside it", param_hint="folders")
    results = {reader: _measure(cases, reader, workers, dump) for reader in _readers(ocr)}
    console = Console()
    for reader, measures in results.items():
        _print(console, reader, measures, worst)
    if markdown is not None:
        markdown.write_text(_report(results))
    if json_out is not None:
        json_out.write_text(json.dumps({reader: [_row(m) for m in ms] for reader, ms in results.items()}, indent=1))


@app.command()
def generate(
    out: Annotated[Path, typer.Argument(file_okay=False, help="folder for the figures and their truth")],
    tool: Annotated[str, typer.Option(help="the tool that draws them")] = "matplotlib",
    n: Annotated[int, typer.Option("--n", min=1, help="number of figures")] = 120,
    seed: Annotated[int, typer.Option(help="another seed gives other figures")] = 1,
    split: Annotated[str, typer.Option(help="dev, or test: other data and other ranges of styling")] = "dev",
) -> None:
    """Draw random figures with known numbers."""
    from benchmarks.drawing.generate import generate
    from benchmarks.drawing.styles import SPLITS
    from benchmarks.drawing.tools import TOOLS

    for value, known, hint in ((tool, TOOLS, "--tool"), (split, SPLITS, "--split")):
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=hint)
    if not TOOLS[tool].is_there():
        raise typer.BadParameter(f"{tool} is not here; it comes with: {TOOLS[tool].install}", param_hint="--tool")
    figures = generate(out, tool, n, seed, split)
    written = sum(1 for _ in track(figures, description="draw", total=n, console=Console(stderr=True)))
    Console().print(f"{written} figures in {out}")


def _readers(ocr: str) -> tuple[OcrChoice, ...]:
    if ocr == "all":
        return ALL_READERS
    chosen = tuple(choice for choice in get_args(OcrChoice) if choice == ocr)
    if not chosen:
        raise typer.BadParameter(f"{ocr!r} is none of {', '.join(get_args(OcrChoice))}, all", param_hint="--ocr")
    return chosen


def _measure(cases: list[Case], ocr: OcrChoice, workers: int, dump: Path | None) -> list[FigureMeasure]:
    """Measures in the order of the cases, so that two runs can be compared line by line."""
    folder = dump / ocr if dump is not None else None
    running = measure_cases(cases, Options(ocr=ocr), workers, folder)
    console = Console(stderr=True)
    done = dict(track(running, description=f"digitise ({ocr})", total=len(cases), console=console))
    return [done[case] for case in cases]


def _print(console: Console, reader: str, measures: list[FigureMeasure], worst: int) -> None:
    console.print(f"\n[bold]{reader}[/bold]")
    console.print(to_markdown(summarise(measures), KEY_COLUMNS), markup=False, soft_wrap=True)
    console.print(to_markdown(summarise(measures)[:2], tuple(COLUMNS)), markup=False, soft_wrap=True)
    for measure in worst_first(measures)[:worst]:
        console.print(describe(measure), markup=False, highlight=False, soft_wrap=True)


def _report(results: dict[OcrChoice, list[FigureMeasure]]) -> str:
    tables = [f"## Reader `{reader}`\n\n{to_markdown(summarise(ms), tuple(COLUMNS))}" for reader, ms in results.items()]
    return "\n\n".join([*tables, "## Columns", legend_of_columns()]) + "\n"


def _row(measure: FigureMeasure) -> dict[str, object]:
    """A figure's measures as JSON knows them: NaN, which says that nothing was measured, becomes null."""
    row = asdict(measure) | {"exact": measure.exact, "right": sum(s.right for s in measure.series)}
    row["series"] = [{key: None if value != value else value for key, value in s.items()} for s in row["series"]]
    return row


if __name__ == "__main__":
    app()
