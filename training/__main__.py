"""``python -m training``: draw labels or names, then train the network that reads them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)


class Print(StrEnum):
    """What a network is to read."""

    TICKS = "ticks"
    NAMES = "names"


@app.command()
def draw(
    kind: Annotated[Print, typer.Argument(help="tick labels or names")],
    folder: Annotated[Path, typer.Argument(file_okay=False, help="where the shards of drawn labels go")],
    shards: Annotated[int, typer.Option(min=1, help="files of 4000 labels each")] = 40,
    first: Annotated[int, typer.Option(min=0, help="seed of the first; others give other labels")] = 0,
    held_out: Annotated[bool, typer.Option("--held-out", help="labels to measure on, in fonts of their own")] = False,
) -> None:
    """Draw labels into files; several of these may run at once with other seeds."""
    from training.kinds import KINDS
    from training.shards import write_shard

    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, first + shards):
        typer.echo(write_shard(folder, KINDS[kind], seed, held_out))


@app.command()
def train(
    kind: Annotated[Print, typer.Argument(help="tick labels or names")],
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="shards of drawn labels")],
    out: Annotated[Path, typer.Option(dir_okay=False, help="the network")] = Path("reader.onnx"),
    minutes: Annotated[float, typer.Option(min=0.1, help="how long to train")] = 60.0,
    start: Annotated[Path | None, typer.Option(exists=True, help="an exported network to go on from")] = None,
) -> None:
    """Train on the shards, one thread; prints how many held-out labels are read right."""
    from training.kinds import KINDS
    from training.train import train as train_network

    typer.echo(f"{train_network(KINDS[kind].script, folder, out, minutes, start):.4f} of the held-out print read right")


if __name__ == "__main__":
    app()
