"""The report: ``report/index.html`` and a page per figure, made from records, corrections and verdicts on disk.

``report/pages.json`` keeps what each page was made of, so that only pages of which something changed are made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pydantic import BaseModel

from reports.dataset import read_corrected
from reports.figure_page import Said, figure_page
from reports.files import write_atomically
from reports.index_page import index_page, index_row
from reports.names import named_file
from reports.page_assets import assets_digest
from reports.pictures import picture_of, thumbnail_of
from reports.published import published_figures
from reports.publishing import record_stamps
from schemas.record import file_of

Row = dict[str, Any]
OnProgress = Callable[[int, int], None]

_STATE = "pages.json"


class Report(BaseModel):
    """A report that was written: its first page, figures, pages that were made anew, and pictures not found."""

    index: Path
    n_figures: int
    n_made: int
    missing: tuple[str, ...]


def write_report(
    out_dir: Path, figures: Path | None = None, on_progress: OnProgress | None = None, force: bool = False
) -> Report:
    """Write the report of the figures in the tables of ``out_dir``.

    ``figures`` is the folder that was digitised; by default the one that an earlier report was made with. Without it,
    or where a file is gone, a page shows what was read without the picture. Pages are made anew where what they show
    has changed, with ``force`` all of them. Raises :class:`reports.published.NoDataset`.
    """
    sources = published_figures(out_dir)
    report = out_dir / "report"
    state = {} if force else _state(report)
    folder = figures or _folder_of(state, report)
    said, stamps = _said(out_dir), record_stamps(out_dir)
    pages: dict[str, Row] = state.get("pages", {})
    ids = list(sources)
    rows, made, missing = [], 0, []
    for number, figure_id in enumerate(ids):
        before, after = _beside(ids, number)
        file = named_file(folder, file_of(sources[figure_id])) if folder else None
        found = file is not None and file.is_file()
        digest = _digest(stamps.get(figure_id, ""), said.get(figure_id, Said()), (before, after, found))
        page = pages.get(figure_id, {})
        if page.get("digest") != digest or not (report / f"{figure_id}.html").exists():
            data = file.read_bytes() if file is not None and found else None
            row = _write_page(out_dir, figure_id, said.get(figure_id, Said()), data, (before, after))
            pages[figure_id] = page = {"digest": digest, "row": row}
            made += 1
        if not found:
            missing.append(sources[figure_id])
        rows.append(page["row"])
        if on_progress:
            on_progress(number + 1, len(ids))
    _remove_others(report, set(ids))
    index = report / "index.html"
    _write_text(index, index_page(rows))
    _write_text(report / _STATE, json.dumps(_new_state({key: pages[key] for key in ids}, folder, report)))
    return Report(index=index, n_figures=len(ids), n_made=made, missing=tuple(missing))


def figures_folder(out_dir: Path) -> Path | None:
    """The folder of figures that the last report was made with."""
    report = out_dir / "report"
    return _folder_of(_state(report), report)


def _write_page(
    out_dir: Path, figure_id: str, said: Said, data: bytes | None, beside: tuple[str | None, str | None]
) -> Row:
    """Write the page and the thumbnail of a figure and return its row of the index."""
    record = read_corrected(out_dir, figure_id)
    picture = picture_of(data, record) if data else None
    thumbnail = thumbnail_of(data, record) if data else None
    report = out_dir / "report"
    thumb = report / "thumbs" / f"{figure_id}.webp"
    if thumbnail:
        write_atomically(thumb, lambda file: file.write(thumbnail))
    else:
        thumb.unlink(missing_ok=True)
    _write_text(report / f"{figure_id}.html", figure_page(record, said, picture, *beside))
    return index_row(record, said, thumbnail is not None)


def _said(out_dir: Path) -> dict[str, Said]:
    """What texts say, by figure; nothing where no texts were checked."""
    rows = {name: _by_figure(out_dir / f"{name}.parquet") for name in ("claims", "descriptions", "conflicts")}
    ids = set(chain.from_iterable(rows.values()))
    return {id_: Said(**{name: tuple(table.get(id_, ())) for name, table in rows.items()}) for id_ in ids}


def _by_figure(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    if path.exists():
        for row in pq.read_table(path).to_pylist():
            found.setdefault(row["figure_id"], []).append(row)
    return found


def _digest(stamp: str, said: Said, rest: tuple[Any, ...]) -> str:
    """A digest of all that the page of a figure shows; ``stamp`` stands for its record and correction."""
    shown = [stamp, said.claims, said.descriptions, said.conflicts, rest, assets_digest()]
    return hashlib.sha256(json.dumps(shown, default=str).encode()).hexdigest()[:16]


def _beside(ids: Sequence[str], number: int) -> tuple[str | None, str | None]:
    before = ids[number - 1] if number else None
    return before, ids[number + 1] if number + 1 < len(ids) else None


def _state(report: Path) -> Row:
    try:
        return dict(json.loads((report / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _new_state(pages: dict[str, Row], folder: Path | None, report: Path) -> Row:
    # Relative to the report, so that figures and dataset may move together.
    return {"figures": os.path.relpath(folder, report) if folder else None, "pages": pages}


def _folder_of(state: Row, report: Path) -> Path | None:
    kept = state.get("figures")
    return Path(os.path.normpath(report / kept)) if kept else None


def _remove_others(report: Path, ids: set[str]) -> None:
    """Pages of figures that are no longer in the tables go."""
    for path in _made(report):
        if path.stem not in ids:
            path.unlink()


def _made(report: Path) -> Iterator[Path]:
    yield from (path for path in report.glob("*.html") if path.name != "index.html")
    yield from (report / "thumbs").glob("*.webp")


def _write_text(path: Path, text: str) -> None:
    write_atomically(path, lambda file: file.write(text.encode()))
