"""The command that opens the review server."""

from __future__ import annotations

import getpass
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

_NEEDS = "unplot: the review server needs FastAPI and uvicorn: pip install 'unplot[review]'"


def review(
    folder: Annotated[Path, typer.Argument(help="The folder of figures that was run.")] = Path("data/raw"),
    out: Annotated[Path, typer.Option(help="The dataset: tables, records and corrections.")] = Path("data/processed"),
    by: Annotated[str | None, typer.Option(help="Your name in the corrections. [default: of the account]")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = False,
) -> None:
    """Look at doubtful figures in the browser, correct them and accept them.

    Only this machine is served, under an address with a secret token. Corrections lie in OUT/corrections; records stay
    as they were read. Runs until it is interrupted.
    """
    try:
        import uvicorn

        from reports.review.app import review_app
    except ImportError:
        typer.echo(_NEEDS, err=True)
        raise typer.Exit(2) from None
    import secrets
    import socket
    import webbrowser

    from flows.corrections import carried
    from reports.review.desk import ReviewDesk
    from reports.review.publisher import Publisher
    from schemas.options import Options

    if not (out / "figures.parquet").exists():
        typer.echo(f"unplot: {out} holds no tables; make them with: unplot run {folder} --out {out}", err=True)
        raise typer.Exit(2)

    def publish(figure_ids: frozenset[str]) -> None:
        with carried(out, figure_ids, folder):
            pass  # the desk has written them

    publisher = Publisher(publish)
    desk = ReviewDesk(folder, out, Options(), by or getpass.getuser(), publisher)
    token = secrets.token_urlsafe(18)
    listener = socket.create_server(("127.0.0.1", port))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/{token}/"
    typer.echo(f"unplot review: {address}\nOpen it in a browser of this machine; Ctrl+C ends it.")
    if browser:
        webbrowser.open(address)
    server = uvicorn.Server(uvicorn.Config(review_app(desk, token), log_level="warning", access_log=False))
    with suppress(KeyboardInterrupt):  # which uvicorn raises again once it has ended
        server.run(sockets=[listener])
    left, trouble = publisher.close()
    if left:
        typer.echo(f"unplot: {left} corrections are not in the tables yet: {trouble}", err=True)
        typer.echo(f"unplot: the next run carries them, or: unplot publish --out {out}", err=True)
