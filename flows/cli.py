"""The command line. Heavy modules are imported in the commands, so that ``--help`` answers at once."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from flows.addresses import address_of
from flows.arguments import DATASET, Descriptions, Figures, Ocr, OcrChoice, Out, Verify, Workers
from flows.exchange_commands import export, import_project
from flows.report_commands import report, write_report_of
from flows.review_command import review
from flows.service_commands import doctor, publish, serve
from flows.stopping import stops_told
from flows.text_commands import check, claims, describe

if TYPE_CHECKING:
    from flows.runs import Progress
    from schemas.options import Options
    from schemas.run import RunSummary

OK, NOT_ALL_OK, WRONG_USAGE, TOO_MANY_FAILED = 0, 1, 2, 3

# Plain help: loading rich for it would take longer than all the rest.
app = typer.Typer(
    name="unplot",
    help="Figures in, data out: read the series of plot images into validated tables.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command()
def run(
    folder: Figures,
    out: Out = DATASET,
    descriptions: Descriptions = None,
    workers: Workers = None,
    ocr: Ocr = "auto",
    verify: Verify = False,
    force: Annotated[bool, typer.Option("--force", help="Read figures again that were read before.")] = False,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Read every file to tell what changed, also those that look unchanged.")
    ] = False,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds after which a figure is given up.")] = 300,
    memory: Annotated[int, typer.Option(min=256, help="MiB of memory at which a figure is given up.")] = 4096,
    part_figures: Annotated[
        int, typer.Option(min=1, help="Figures in a part, where the tables are larger than one part.")
    ] = 2000,
    max_failed_share: Annotated[
        float, typer.Option(min=0, max=1, help="Share of figures that may fail before the run counts as failed.")
    ] = 0.5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", envvar="UNPLOT_LOG_JSON", help="Log a JSON line per figure, on stderr.")
    ] = False,
    prefect: Annotated[bool, typer.Option(help="Run as a Prefect flow, or as a plain function.")] = True,
    runner: Annotated[
        Literal["local", "dask", "ray"], typer.Option(help="Where figures are read: on this machine, or on a cluster.")
    ] = "local",
    address: Annotated[
        str | None, typer.Option(help="Address of the Dask or Ray cluster. [default: one of its own on this machine]")
    ] = None,
    with_report: Annotated[
        bool, typer.Option("--report/--no-report", help="Write report/index.html, to look at figures and readings.")
    ] = True,
) -> None:
    """Digitise a folder of figures into a dataset.

    Exits with 0 where every figure is ok, 1 where some failed or are for review, 2 where the call is wrong, 3 where too
    many failed.
    """
    from flows.console import print_summary, progress_bar
    from flows.logs import use_json_lines
    from flows.runs import NoFigures, find_figures
    from schemas.options import Limits

    here = address_of(folder) is None and address_of(out) is None
    try:
        if here:
            find_figures(folder, out)
    except NoFigures as error:
        refuse(str(error))
    if log_json:
        use_json_lines()
    options = options_of(ocr, verify)
    run_it = partial(_run_flow, max_failed_share=max_failed_share) if prefect else _run_plain
    limits = Limits(timeout_s=timeout, memory_mb=memory)
    ways: dict[str, Any] = {"workers": workers, "force": force, "rehash": rehash, "limits": limits}
    ways |= {"part_figures": part_figures, "runner": runner, "address": address}
    # At an address the report has to be there before the dataset is copied; here it comes after, with progress.
    ways["report"] = with_report and not here
    with stops_told(), progress_bar("digitising") as progress:
        try:
            summary = run_it(folder, out, options, descriptions, progress, **ways)
        except NoFigures as error:
            refuse(str(error))
    if with_report and here:
        write_report_of(out, folder)
    if as_json:
        typer.echo(summary.model_dump_json(indent=2))
    else:
        print_summary(summary, with_report)
    if summary.failed_share > max_failed_share:
        typer.echo(f"unplot: too many figures failed: {summary.n_failed} of {summary.n_figures}", err=True)
        raise typer.Exit(TOO_MANY_FAILED)
    raise typer.Exit(NOT_ALL_OK if summary.not_ok else OK)


@app.command()
def figure(
    file: Annotated[Path, typer.Argument(help="The figure.", exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record as JSON.")] = False,
    overlay: Annotated[Path | None, typer.Option(help="Draw what was read over the figure, as PNG.")] = None,
    stages: Annotated[
        Path | None, typer.Option(file_okay=False, help="Draw what each stage found into this folder, a PNG per stage.")
    ] = None,
    number: Annotated[int, typer.Option(min=1, help="Which figure of a PDF that holds several.")] = 1,
    ocr: Ocr = "auto",
    verify: Verify = False,
) -> None:
    """Digitise one figure and print its points as CSV.

    Exits with 0 where the figure was read, 1 where it was not, 2 where the call is wrong. What is in doubt is said on
    stderr.
    """
    from extractors.pipeline import digitise_document
    from flows.batches import write_overlay
    from reports.stages import write_stages
    from reports.tidy import write_csv

    options = options_of(ocr, verify)
    data = file.read_bytes()
    records = digitise_document(data, file.name, options, partial(write_stages, folder=stages) if stages else None)
    if number > len(records):
        refuse(f"{file} holds no figure {number}: there {'is 1' if len(records) == 1 else f'are {len(records)}'}")
    record = records[number - 1]
    if len(records) > 1:
        typer.echo(f"{file}: figure {number} of {len(records)}, on page {record.page}", err=True)
    if overlay is not None:
        write_overlay(data, record, options, overlay)
    if as_json:
        typer.echo(record.model_dump_json(indent=2))
    else:
        write_csv(record, sys.stdout)
    if record.reason:
        typer.echo(f"{file}: {record.status.value} ({record.reason.value}): {record.message}", err=True)
    raise typer.Exit(OK if record.status in ("ok", "review") else NOT_ALL_OK)


app.command()(claims)
app.command()(check)
app.command()(describe)
app.command()(serve)
app.command()(publish)
app.command()(report)
app.command()(review)
app.command()(doctor)
app.command()(export)
app.command("import")(import_project)


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    """Figures in, data out: read the series of plot images into validated tables."""
    if version:
        from extractors import EXTRACTOR_VERSION

        typer.echo(f"unplot {EXTRACTOR_VERSION}")
        raise typer.Exit


def options_of(ocr: OcrChoice, verify: bool = False) -> Options:
    """The options of a run; a reader that is not installed is told of here, once, and not at every figure."""
    from extractors.errors import ReaderMissing
    from extractors.readers import open_reader
    from schemas.options import Options

    if ocr in ("tesseract", "both"):
        try:
            open_reader("tesseract")
        except ReaderMissing as error:
            refuse(error.message)
    return Options(ocr=ocr, verify=verify)


def refuse(message: str) -> NoReturn:
    """End the command because of how it was called."""
    typer.echo(f"unplot: {message}", err=True)
    raise typer.Exit(WRONG_USAGE)


def _run_plain(
    folder: Path,
    out: Path,
    options: Options,
    descriptions: Path | None,
    progress: Progress,
    report: bool,
    **ways: Any,
) -> RunSummary:
    from flows.staging import run_staged
    from reports.report import write_report

    ways["write_report"] = write_report if report else None
    return run_staged(folder, out, options, descriptions=descriptions, on_progress=progress, **ways)


def _run_flow(
    folder: Path, out: Path, options: Options, descriptions: Path | None, progress: Progress, **ways: Any
) -> RunSummary:
    quiet_prefect()
    from flows.digitise_folder import ServerNotReached, run_flow

    try:
        return run_flow(folder, out, options, descriptions=descriptions, on_progress=progress, **ways)
    except ServerNotReached as error:
        refuse(f"{error}; check PREFECT_API_URL, or run with --no-prefect")


def quiet_prefect() -> None:
    """Prefect reads these as it is imported; what the user has set stays.

    Warnings only are logged, and a slow machine has time to start the server in.
    """
    settings = {
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    for name, value in settings.items():
        os.environ.setdefault(name, value)


if __name__ == "__main__":
    app()
