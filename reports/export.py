"""Datasets in the formats of other programs, one file per figure or one for all."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Literal

import pandas as pd
from pydantic import BaseModel

from reports.corrections import is_stale, read_correction
from reports.dataset import read_corrected, read_record
from reports.files import write_atomically
from reports.names import named_file
from reports.published import published_figures
from reports.script import script_of
from reports.tidy import write_csv
from reports.truths import truth_of
from reports.workbook import write_workbook
from reports.wpd import project_of
from schemas.record import FigureRecord, file_of, name_of

Kind = Literal["csv", "tidy", "xlsx", "json", "wpd", "matplotlib", "truth"]
OnProgress = Callable[[int, int], None]

_SUFFIX: dict[Kind, str] = {
    "csv": ".csv",
    "tidy": ".csv",
    "xlsx": ".xlsx",
    "json": ".json",
    "wpd": ".tar",
    "matplotlib": ".py",
    "truth": ".json",
}
_TIDY_KEYS = ["figure_id", "panel", "series"]


class Exported(BaseModel):
    """What was written, and figures of which nothing was: those without series or, of truths, not accepted."""

    files: list[Path]
    empty: list[str] = []


class UnknownFigure(ValueError):
    """No figure of the dataset goes by this name."""


def export(
    out_dir: Path,
    kind: Kind,
    into: Path,
    figures: Path | None = None,
    only: Sequence[str] = (),
    on_progress: OnProgress | None = None,
) -> Exported:
    """Write the figures of the tables of ``out_dir`` to the folder ``into``, as corrected, and return what was written.

    ``only`` names some of them, by id or path. ``figures`` is the folder that was digitised, from which projects take
    their pictures; a truth lies beside its picture, of figures that a person accepted and
    that have a file of their own. Raises
    :class:`reports.published.NoDataset` and :class:`UnknownFigure`.
    """
    sources = chosen_figures(published_figures(out_dir), only)
    if kind in ("tidy", "xlsx"):
        path = into / f"unplot{_SUFFIX[kind]}"
        tables = _tables(out_dir, sources)
        write_atomically(path, partial(write_workbook if kind == "xlsx" else _write_tidy, tables))
        return Exported(files=[path])
    written = Exported(files=[])
    names = file_names(sources)
    for number, (figure_id, source) in enumerate(sources.items()):
        picture = _bytes(named_file(figures, file_of(source))) if figures and kind in ("wpd", "truth") else None
        files = _files(out_dir, figure_id, kind, names[figure_id], picture)
        for name, data in files.items():
            write_atomically(into / name, partial(_write, data))
            written.files.append(into / name)
        if not files:
            written.empty.append(source)
        if on_progress:
            on_progress(number + 1, len(sources))
    return written


def _files(out_dir: Path, figure_id: str, kind: Kind, name: str, picture: bytes | None) -> dict[str, bytes]:
    """The files of a figure by name; none where there is nothing to be written."""
    record = read_corrected(out_dir, figure_id)
    if kind == "truth":
        if picture is None or record.place or not _is_accepted(out_dir, figure_id):
            return {}
        truth = truth_of(record, name).model_dump_json(indent=1) + "\n"
        return {f"{name}{PurePosixPath(record.source).suffix}": picture, f"{name}{_SUFFIX[kind]}": truth.encode()}
    if kind != "json" and not any(panel.series for panel in record.panels):
        return {}
    return {f"{name}{_SUFFIX[kind]}": _encoded(record, kind, picture)}


def _is_accepted(out_dir: Path, figure_id: str) -> bool:
    """Whether a person has accepted the figure, as a chart or as none, and it is still read as it was then."""
    try:
        correction = read_correction(out_dir, figure_id)
    except ValueError:
        return False
    return correction is not None and correction.accepted and not is_stale(read_record(out_dir, figure_id), correction)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(data: bytes, file: IO[bytes]) -> None:
    file.write(data)


def chosen_figures(sources: Mapping[str, str], only: Sequence[str]) -> dict[str, str]:
    """Those of the figures that are named, by id or path, or all; raises :class:`UnknownFigure`."""
    by_name = {source: figure_id for figure_id, source in sources.items()} | {key: key for key in sources}
    for name in only:
        if name not in by_name:
            raise UnknownFigure(f"the dataset holds no figure {name}: figures.parquet lists ids and paths")
    ids = {by_name[name] for name in only} or set(sources)
    return {figure_id: source for figure_id, source in sources.items() if figure_id in ids}


def file_names(sources: Mapping[str, str]) -> dict[str, str]:
    """A name for the files of each figure: its path without suffix, with it where that is the name of several."""
    plain = {figure_id: _inside(name_of(source)) for figure_id, source in sources.items()}
    stems = Counter(path.with_suffix("") for path in plain.values())
    return {
        figure_id: (path.with_suffix("") if stems[path.with_suffix("")] == 1 else path).as_posix()
        for figure_id, path in plain.items()
    }


def _inside(source: str) -> PurePosixPath:
    """The path of a figure with nothing in it that leads out of a folder."""
    return PurePosixPath(*(part for part in PurePosixPath(source).parts if part not in ("..", "/")))


def _encoded(record: FigureRecord, kind: Kind, picture: bytes | None) -> bytes:
    match kind:
        case "csv":
            text = io.StringIO()
            write_csv(record, text)
            return text.getvalue().encode()
        case "matplotlib":
            return script_of(record).encode()
        case "wpd":
            return project_of(record, picture)
        case _:
            return (record.model_dump_json(indent=1) + "\n").encode()


def _tables(out_dir: Path, sources: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    names = ("figures", "panels", "axes", "series", "points")
    frames = {name: pd.read_parquet(out_dir / f"{name}.parquet") for name in names}
    return {name: frame[frame["figure_id"].isin(list(sources))] for name, frame in frames.items()}


def _write_tidy(tables: Mapping[str, pd.DataFrame], file: IO[bytes]) -> None:
    """All points with the names of what they belong to."""
    figures = tables["figures"][["figure_id", "source", "status"]].rename(columns={"status": "figure_status"})
    series = tables["series"][[*_TIDY_KEYS, "name", "axis", "confidence"]]
    tidy = tables["points"].merge(series, on=_TIDY_KEYS).merge(figures, on="figure_id")
    first = ["figure_id", "source", "figure_status", "panel", "series", "name", "axis", "confidence"]
    tidy[first + [column for column in tidy.columns if column not in first]].to_csv(file, index=False)
