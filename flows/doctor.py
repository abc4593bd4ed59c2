"""Check an installation: what is missing, and how to mend it. Each check does what a run would do."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

# An overlay, a record and the rows of a figure take about a megabyte at most: room for a few thousand.
_LEAST_FREE_BYTES = 2 << 30
_WORD = "Loss 12.5"
_DISTRIBUTION = "unplot"
_MEND_INSTALL = "pip install --constraint requirements.lock ."
_MEND_TESSERACT = "apt-get install tesseract-ocr, if --ocr tesseract or both is wanted"

State = Literal["ok", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; ``mend`` says what to do where it is not ``ok``. Only ``missing`` keeps runs from working."""

    check: str
    state: State
    found: str
    mend: str = ""


def examine(out: Path, prefect: bool = True) -> Iterator[Finding]:
    """All checks, one after another; that of Prefect's server, which takes ten seconds or so, only with ``prefect``."""
    yield _python()
    yield from _requirements()
    yield _one_opencv()
    yield _read_by("rapidocr", "missing")
    yield _read_by("tesseract", "warning")
    yield _checked("font of overlays", _draw_font, "missing", _MEND_INSTALL)
    yield _checked("writing the dataset", lambda: _write(out), "missing", f"make {out} writable, or give another --out")
    yield _free_space(out)
    if prefect:
        yield _checked("Prefect's server", _reach_server, "missing", "run with --no-prefect, or see docs/operations.md")


def _python() -> Finding:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding(
        "Python", "ok" if supported else "missing", found, "" if supported else "install Python 3.11 to 3.13"
    )


def _requirements() -> Iterator[Finding]:
    """The version of unplot and of the packages that it needs, each where it does not fit."""
    try:
        version, needed = metadata.version(_DISTRIBUTION), metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Finding(
            "packages", "warning", "unplot is not installed, so its requirements are not known", _MEND_INSTALL
        )
        return
    wanted = [item for item in map(Requirement, needed) if item.marker is None or item.marker.evaluate({"extra": ""})]
    problems = [problem for problem in map(_problem, wanted) if problem]
    for problem in problems:
        yield Finding("package", "missing", problem, _MEND_INSTALL)
    if not problems:
        yield Finding("packages", "ok", f"unplot {version}; all {len(wanted)} that it needs are there and fit")


def _problem(wanted: Requirement) -> str:
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"{wanted.name} is not installed"
    fits = wanted.specifier.contains(found, prereleases=True)
    return "" if fits else f"{wanted.name} {found} is installed, needed is {wanted.specifier}"


def _one_opencv() -> Finding:
    """Several builds of OpenCV write into one folder: the last one wins, and removing one breaks the others."""
    found = sorted(set(metadata.packages_distributions().get("cv2", [])))
    if len(found) > 1:
        remove = f"pip uninstall --yes {' '.join(found)} && {_MEND_INSTALL}"
        return Finding("OpenCV", "missing", f"{' and '.join(found)} overwrite each other", remove)
    return _checked("OpenCV", _import_opencv, "missing", f"pip uninstall opencv-python; {_MEND_INSTALL}")


def _import_opencv() -> str:
    import cv2

    return f"{cv2.__version__}"


def _read_by(name: Literal["rapidocr", "tesseract"], state: State) -> Finding:
    mend = (
        "apt-get install tesseract-ocr, if --ocr tesseract or both is wanted" if name == "tesseract" else _MEND_INSTALL
    )
    return _checked(f"reader {name}", lambda: _read_word(name), state, mend)


def _read_word(name: Literal["rapidocr", "tesseract"]) -> str:
    import cv2
    import numpy as np

    from extractors.errors import ReaderMissing
    from extractors.readers import open_reader

    picture = np.full((120, 420, 3), 255, np.uint8)
    cv2.putText(picture, _WORD, (20, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (0, 0, 0), 3, cv2.LINE_AA)
    start = time.perf_counter()
    try:
        read = [text.string for text in open_reader(name).find(picture)]
    except ReaderMissing as error:
        raise RuntimeError(error.message) from error
    if read != [_WORD]:
        raise RuntimeError(f"reads {_WORD!r} as {read}")
    return f"reads a drawn word in {time.perf_counter() - start:.1f} s"


def _draw_font() -> str:
    from PIL import ImageFont

    font = ImageFont.load_default(12)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType, which draws the print of overlays")
    return f"{font.getname()[0]}, which comes with Pillow"


def _write(out: Path) -> str:
    from reports.files import write_atomically

    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".doctor-") as folder:
        write_atomically(Path(folder) / "file", lambda file: file.write(_WORD.encode()))
    if made:
        out.rmdir()
    return f"{out.resolve()} can be written"


def _free_space(out: Path) -> Finding:
    place = next(folder for folder in (out.resolve(), *out.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    found = f"{free / (1 << 30):.1f} GiB on the disk of {place}"
    if free < _LEAST_FREE_BYTES:
        return Finding("free space", "warning", found, "a few thousand figures take two GiB")
    return Finding("free space", "ok", found)


def _reach_server() -> str:
    from prefect import __version__
    from prefect.settings import PREFECT_API_URL

    from flows.digitise_folder import reach_server
    from flows.serving import free_port, own_server

    address = PREFECT_API_URL.value()
    if address:
        reach_server()
        return f"Prefect {__version__}; the server at {address} answers"
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as home, own_server(free_port(), {"PREFECT_HOME": home}):
        pass
    return f"Prefect {__version__}; a server starts in {time.perf_counter() - start:.0f} s"


def _checked(check: str, attempt: Callable[[], str], otherwise: State, mend: str) -> Finding:
    try:
        return Finding(check, "ok", attempt())
    except Exception as error:
        return Finding(check, otherwise, f"{error}" or type(error).__name__, mend)
