"""Runs on a disk that is really full, and on one that is read-only, in a process that may mount one of its own.

`unshare --map-root-user --mount python -m tests.flows.small_disk FOLDER OUT` prints what came of them as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from reports.files import CannotWrite
from tests.flows.stubbed import run_stubbed

MEBIBYTES = 4


def main(folder: Path, out: Path) -> None:
    _mount("-t", "tmpfs", "-o", f"size={MEBIBYTES}m", "none", str(out))
    run_stubbed(folder, out)
    filler = out / "filler"
    _fill_up(filler)
    found = {"full": _refused(folder, out)}
    filler.unlink()
    found["after"] = [run_stubbed(folder, out).n_figures]
    _mount("-o", "remount,ro", str(out))
    found["read-only"] = _refused(folder, out)
    print(json.dumps(found))


def _refused(folder: Path, out: Path) -> list[object]:
    """The error of a run with a new figure, and whether the tables stayed as they were."""
    (folder / f"{len(list(folder.iterdir()))}.png").write_bytes(b"another figure" * len(list(folder.iterdir())))
    before = (out / "figures.parquet").read_bytes()
    try:
        run_stubbed(folder, out)
    except CannotWrite as error:
        return [error.errno, (out / "figures.parquet").read_bytes() == before]
    return []


def _fill_up(path: Path) -> None:
    try:
        with path.open("wb", buffering=0) as file:
            while file.write(bytes(1024)):
                pass
    except OSError:
        return


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
