"""The commands for those who run unplot as a service: on a schedule, tables built anew, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.addresses import address_of, named
from flows.arguments import DATASET, Descriptions, Figures, Out, Workers
from flows.stopping import stops_told


def serve(
    folder: Figures,
    cron: Annotated[
        str, typer.Option(help='When to run, as five fields of cron: "30 2 * * *" is every night at 2:30.')
    ],
    timezone: Annotated[str, typer.Option(help="Time zone of the schedule, as Europe/Zurich.")] = "UTC",
    out: Out = DATASET,
    descriptions: Descriptions = None,
    workers: Workers = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of Prefect's server, where none is set.")] = 4200,
) -> None:
    """Digitise a folder on a schedule, on this machine and until this process is ended.

    Prefect's server is that of PREFECT_API_URL; where that is not set, one is started on this machine alone, with its
    pages on the port. Exits with 2 where the call is wrong or the server is not reached.
    """
    from flows.cli import quiet_prefect, refuse

    quiet_prefect()
    from flows.digitise_folder import ServerNotReached
    from flows.serving import BadSchedule, cron_schedule, serve_folder

    if address_of(folder) is None and not folder.is_dir():
        refuse(f"{folder} is not a folder")
    texts = named(descriptions) if descriptions else None
    try:
        serve_folder(folder, out, cron_schedule(cron, timezone), port, descriptions=texts, workers=workers)
    except (BadSchedule, ServerNotReached) as error:
        refuse(str(error))


def publish(
    out: Annotated[Path, typer.Option(help="Folder with the records.", exists=True, file_okay=False)] = DATASET,
) -> None:
    """Build the tables of figures anew from their records; nothing is digitised.

    Exits with 0 where they were written, 2 where there are no records.
    """
    from flows.cli import refuse
    from flows.republish import NoRecords, republish

    try:
        with stops_told():
            typer.echo(f"tables of {republish(out)} figures in {out}")
    except NoRecords as error:
        refuse(str(error))


def doctor(
    out: Annotated[Path, typer.Option(help="Folder that tables would be written to.")] = DATASET,
    prefect: Annotated[bool, typer.Option(help="Try Prefect's server, which takes ten seconds or so.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check the installation: text readers, packages, fonts, write access and Prefect's server, and how to mend them.

    Exits with 0 where runs can work, 1 where something that they need is missing.
    """
    import json
    from dataclasses import asdict

    from flows.cli import quiet_prefect

    quiet_prefect()
    from flows.doctor import examine

    findings = []
    for finding in examine(out, prefect):
        findings.append(finding)
        if not as_json:
            typer.echo(f"{finding.state:<8} {finding.check}: {finding.found}")
            if finding.mend:
                typer.echo(f"{'':<8} -> {finding.mend}")
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    raise typer.Exit(1 if any(finding.state == "missing" for finding in findings) else 0)
