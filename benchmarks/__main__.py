"""``python -m benchmarks``: measure the accuracy, or draw figures with known numbers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.console import Console
from rich.progress import track

from benchmarks.accuracy import Case, dumped, find_cases, measure_cases
from benchmarks.folder_commands import folder, fuzz
from benchmarks.measures import FigureMeasure
from benchmarks.speed_command import speed
from benchmarks.summary import COLUMNS, describe, legend_of_columns, summarise, to_markdown, worst_first
from benchmarks.worst import write_worst
from schemas.options import OcrChoice, Options
from schemas.truth import load_truth

if TYPE_CHECKING:
    from benchmarks.descriptions.report import Plan
    from benchmarks.descriptions.verdicts import Outcome

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
ALL_READERS: tuple[OcrChoice, ...] = ("rapidocr", "tesseract", "both")
EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"
QUICK_COUNT = 60
QUICK_FOLDER = Path("build/benchmark/quick")
VECTOR_FOLDER = Path("build/benchmark/vector")
KEY_COLUMNS = ("figures", "series", "right", "names", "extra", "exact", "panels", "axes", "median", "ok", "seconds")
Measures = dict[Case, FigureMeasure]
JudgedCase = tuple[Case, "list[Outcome]"]


@app.command()
def accuracy(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True, file_okay=False, help="figures beside <stem>.json; the examples where none is given"
        ),
    ] = None,
    real: Annotated[
        list[Path] | None,
        typer.Option(exists=True, file_okay=False, help="figures made by other people, reported on lines of their own"),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help=f"{QUICK_COUNT} figures; of the benchmark where no folder is given")
    ] = False,
    ocr: Annotated[
        str, typer.Option(help="auto, rapidocr, tesseract, both; all: the last three side by side")
    ] = "auto",
    workers: Annotated[int, typer.Option(help="processes; 0: all in this one")] = os.cpu_count() or 1,
    json_out: Annotated[Path | None, typer.Option("--json", help="write every measure of every figure")] = None,
    markdown: Annotated[Path | None, typer.Option(help="write the tables and what their columns say")] = None,
    only: Annotated[str, typer.Option(help="only files with this in their name")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="this many figures, spread evenly")] = None,
    worst: Annotated[int, typer.Option(help="how many of the worst figures to print")] = 20,
    worst_page: Annotated[
        Path | None, typer.Option(help="markdown page of the ten worst figures, pictures in a folder of its name")
    ] = None,
    dump: Annotated[Path | None, typer.Option(help="folder for each figure's record and overlay")] = None,
    vector: Annotated[bool, typer.Option("--vector", help="the benchmark of PDF and SVG figures")] = False,
    split: Annotated[str, typer.Option(help="of --vector: dev, or test")] = "dev",
) -> None:
    """Digitise figures that lie beside their truth and print the table of measures."""
    if vector and not folders:
        folders = [_vector_figures(split, workers)]
    if quick and not folders:
        folders = [_quick_part(workers)]
    if not folders and not real:
        folders = [EXAMPLES]
    limit = QUICK_COUNT if quick else limit
    cases = find_cases(folders or [], only, limit) + find_cases(real or [], only, limit, real=True)
    if not cases:
        raise typer.BadParameter("no figure with a truth file beside it", param_hint="folders")
    results = {reader: _measure(cases, reader, workers, dump) for reader in _readers(ocr)}
    console = Console()
    for reader, measures in results.items():
        _print(console, reader, list(measures.values()), worst)
    if markdown is not None:
        markdown.write_text(_report(results))
    if json_out is not None:
        rows = {reader: [_row(m) for m in measures.values()] for reader, measures in results.items()}
        json_out.write_text(json.dumps(rows, indent=1))
    if worst_page is not None:
        reader, measures = next(iter(results.items()))
        write_worst(measures, worst_page, 10, Options(ocr=reader))


@app.command()
def build(
    out: Annotated[Path, typer.Argument(file_okay=False, help="folder for the figures and their truth")],
    split: Annotated[str, typer.Option(help="dev, or test: other data and other ranges of styling")] = "dev",
    quick: Annotated[bool, typer.Option("--quick", help=f"{QUICK_COUNT} figures only")] = False,
    tool: Annotated[list[str] | None, typer.Option(help="only the figures of this tool; may be given again")] = None,
    workers: Annotated[int, typer.Option(help="processes; 0: all in this one")] = os.cpu_count() or 1,
) -> None:
    """Draw the whole benchmark with every tool that is there: figures that are the same each time."""
    from benchmarks.drawing.styles import SPLITS
    from benchmarks.drawing.suite import build, missing_tools, orders
    from benchmarks.drawing.tools import TOOLS

    _check(split, SPLITS, "--split")
    for name in tool or []:
        _check(name, TOOLS, "--tool")
    wanted, console = [order for order in orders(quick) if order.tool in (tool or TOOLS)], Console(stderr=True)
    for line in missing_tools(wanted):
        console.print(line, highlight=False, soft_wrap=True)
    names = list(track(build(out, split, wanted, workers), description="draw", total=len(wanted), console=console))
    Console().print(f"{len(names)} figures in {out}")


@app.command()
def generate(
    out: Annotated[Path, typer.Argument(file_okay=False, help="folder for the figures and their truth")],
    tool: Annotated[str, typer.Option(help="the tool that draws them")] = "matplotlib",
    n: Annotated[int, typer.Option("--n", min=1, help="number of figures")] = 120,
    seed: Annotated[int, typer.Option(help="another seed gives other figures")] = 1,
    split: Annotated[str, typer.Option(help="dev, or test: other data and other ranges of styling")] = "dev",
) -> None:
    """Draw random figures of one tool with known numbers."""
    from benchmarks.drawing.generate import generate
    from benchmarks.drawing.styles import SPLITS
    from benchmarks.drawing.tools import TOOLS

    _check(tool, TOOLS, "--tool")
    _check(split, SPLITS, "--split")
    if not TOOLS[tool].is_there():
        raise typer.BadParameter(f"{tool} is not there ({TOOLS[tool].install})", param_hint="--tool")
    figures = generate(out, tool, n, seed, split)
    written = sum(1 for _ in track(figures, description="draw", total=n, console=Console(stderr=True)))
    Console().print(f"{written} figures in {out}")


@app.command()
def calibrate(
    records: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="a reader's folder of accuracy --dump")],
    folders: Annotated[list[Path], typer.Argument(exists=True, file_okay=False, help="the figures and their truth")],
    write: Annotated[bool, typer.Option("--write", help="put the weights where the extractors read them")] = False,
) -> None:
    """Show how honest the confidence is on digitised figures, and what fitting it to half of them gives on the rest."""
    from benchmarks.confidence_fit import bear_witness, fit_weights, halves, judged, reliability, shares_above
    from extractors.confidence import WEIGHTS, fitted_weights

    pairs = ((dumped(case, records), load_truth(case.truth)) for case in find_cases(folders))
    witnesses = [w for record, truth in pairs if record is not None and (w := bear_witness(record, truth)) is not None]
    fitted, tested = halves(witnesses)
    console = Console()
    for title, part, weights in (
        (f"as shipped, {len(witnesses)} figures", witnesses, fitted_weights()),
        (f"fitted to {len(fitted)} figures, tested on {len(tested)} others", tested, fit_weights(fitted)),
    ):
        for kind, (chances, right) in judged(part, weights).items():
            tables = f"{reliability(chances, right)}\n\n{shares_above(chances, right)}"
            console.print(f"\n[bold]{kind}, {title}[/bold]")
            console.print(tables, markup=False, soft_wrap=True)
    if write:
        WEIGHTS.write_text(json.dumps(fit_weights(witnesses), indent=1) + "\n")


@app.command()
def claims(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True, file_okay=False, help="figures beside their truth: descriptions of them are written and judged"
        ),
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="a reader's folder of accuracy --dump; other figures are digitised now"
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="folder with the labelled texts, which are not shipped"),
    ] = None,
    ideal: Annotated[
        bool, typer.Option("--ideal", help="judge on the truth as if read without a fault: only texts can be misread")
    ] = False,
    per_figure: Annotated[int, typer.Option(min=1, help="descriptions of each figure, in turn in each style")] = 1,
    workers: Annotated[int, typer.Option(help="processes; 0: all in this one")] = os.cpu_count() or 1,
    only: Annotated[str, typer.Option(help="only files with this in their name")] = "",
    list_all: Annotated[bool, typer.Option("--list", help="print every claim that was read or judged wrong")] = False,
) -> None:
    """Measure how well claims are read from texts labelled by hand, and how right the verdicts on written ones are."""
    if texts is None and not folders:
        raise typer.BadParameter(
            "the labelled texts are not part of the project; say where they are, or give folders of figures",
            param_hint="--texts",
        )
    console = Console()
    if texts is not None:
        _print_reading(console, texts, list_all)
    if folders:
        from benchmarks.descriptions.report import Plan

        _print_verdicts(console, find_cases(folders, only), Plan(records, ideal, per_figure), workers, list_all)


def _print_reading(console: Console, texts: Path, list_all: bool) -> None:
    from benchmarks.claims.measure import TextsMissing, measure_texts, to_table

    try:
        measures = measure_texts(texts)
    except TextsMissing as error:
        raise typer.BadParameter(str(error), param_hint="--texts") from error
    console.print(to_table(measures), markup=False, soft_wrap=True)
    for measure in measures if list_all else []:
        console.print("\n".join(measure.faults()), markup=False, highlight=False, soft_wrap=True)


def _print_verdicts(console: Console, cases: list[Case], plan: Plan, workers: int, list_all: bool) -> None:
    from benchmarks.descriptions.report import LEGEND, faults, measure_descriptions, to_table, without_record
    from benchmarks.descriptions.verdicts import scores

    aside = Console(stderr=True)
    unread = 0 if plan.ideal else without_record(cases, plan.records) if plan.records is not None else len(cases)
    if unread:
        aside.print(f"{unread} of {len(cases)} figures have no record and are digitised now", highlight=False)
    running = measure_descriptions(cases, plan, workers)
    done = dict(_told(track(running, description="judge", total=len(cases), console=aside), len(cases), aside))
    outcomes = [outcome for case in cases for outcome in done[case]]
    console.print(to_table(scores(outcomes)), markup=False, soft_wrap=True)
    console.print(f"\n{LEGEND}", markup=False, highlight=False, soft_wrap=True)
    for line in faults(outcomes) if list_all else []:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _told(running: Iterable[JudgedCase], total: int, console: Console) -> Iterator[JudgedCase]:
    """The same, with a line for every tenth part where there is no terminal to draw a bar on."""
    for number, one in enumerate(running, 1):
        yield one
        if not console.is_terminal and number * 10 // total > (number - 1) * 10 // total:
            console.print(f"{number} of {total} figures judged", highlight=False)


def _check(value: str, known: Iterable[str], hint: str) -> None:
    if value not in known:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=hint)


def _quick_part(workers: int) -> Path:
    """The folder of the benchmark's quick part, drawn where it is not there."""
    if not QUICK_FOLDER.is_dir():
        build(QUICK_FOLDER, quick=True, workers=workers)
    return QUICK_FOLDER


def _vector_figures(split: str, workers: int) -> Path:
    """The folder of a split of the vector benchmark, drawn where it is not there."""
    from benchmarks.drawing.styles import SPLITS
    from benchmarks.drawing.vectors import build_vectors, missing_vector_tools, vector_orders

    _check(split, SPLITS, "--split")
    folder = VECTOR_FOLDER / split
    if not folder.is_dir():
        console, wanted = Console(stderr=True), vector_orders()
        for line in missing_vector_tools(wanted):
            console.print(line, highlight=False, soft_wrap=True)
        running = build_vectors(folder, split, wanted, workers)
        list(track(running, description="draw", total=len(wanted), console=console))
    return folder


def _readers(ocr: str) -> tuple[OcrChoice, ...]:
    if ocr == "all":
        return ALL_READERS
    chosen = tuple(choice for choice in get_args(OcrChoice) if choice == ocr)
    if not chosen:
        raise typer.BadParameter(f"{ocr!r} is none of {', '.join(get_args(OcrChoice))}, all", param_hint="--ocr")
    return chosen


def _measure(cases: list[Case], ocr: OcrChoice, workers: int, dump: Path | None) -> Measures:
    """Measures in the order of the cases, so that two runs can be compared line by line."""
    folder = dump / ocr if dump is not None else None
    running = measure_cases(cases, Options(ocr=ocr), workers, folder)
    console = Console(stderr=True)
    done = dict(track(running, description=f"digitise ({ocr})", total=len(cases), console=console))
    return {case: done[case] for case in cases}


def _print(console: Console, reader: str, measures: list[FigureMeasure], worst: int) -> None:
    console.print(f"\n[bold]{reader}[/bold]")
    console.print(to_markdown(summarise(measures), KEY_COLUMNS), markup=False, soft_wrap=True)
    console.print(to_markdown(summarise(measures)[:2], tuple(COLUMNS)), markup=False, soft_wrap=True)
    for measure in worst_first(measures)[:worst]:
        console.print(describe(measure), markup=False, highlight=False, soft_wrap=True)


def _report(results: dict[OcrChoice, Measures]) -> str:
    tables = [
        f"## Reader `{reader}`\n\n{to_markdown(summarise(list(measures.values())), tuple(COLUMNS))}"
        for reader, measures in results.items()
    ]
    return "\n\n".join([*tables, "## Columns", legend_of_columns()]) + "\n"


def _row(measure: FigureMeasure) -> dict[str, object]:
    """A figure's measures as JSON knows them: NaN, which says that nothing was measured, becomes null."""
    row = asdict(measure) | {"exact": measure.exact, "right": sum(s.right for s in measure.series)}
    row["series"] = [{key: None if value != value else value for key, value in s.items()} for s in row["series"]]
    return row


app.command()(fuzz)
app.command()(folder)
app.command()(speed)

if __name__ == "__main__":
    app()
