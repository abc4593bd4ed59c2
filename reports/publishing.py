"""Publish the tables of figures, in proportion to what is new: only parts that hold a change are written again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.files import CannotWrite
from reports.generations import (
    Generation,
    Part,
    Parts,
    add_part,
    current_generation,
    next_generation,
    put_in_place,
    show_tables,
)
from reports.parts import Piece, Repair, merge_parts, write_part
from schemas.record import FigureRecord
from schemas.tables import TABLES

# Some hundred megabytes of points; a table of so many figures is read in a second.
PART_FIGURES = 2000
# A night adds a part at least; more of less than half the size than this are merged.
_SMALL_PARTS = 8
_WORK = "work"


@dataclass(frozen=True)
class _Source:
    """A part of the generation in use, or one written now, with the stamps of those of its figures that are wanted.

    ``name``: of a part in use of which all figures are wanted, so that it can stay as it is.
    """

    piece: Piece
    stamps: dict[str, str]
    whole: bool = True
    name: str | None = None


def publish(
    out_dir: Path,
    figure_ids: Sequence[str],
    part_figures: int = PART_FIGURES,
    repair: Repair | None = None,
    anew: bool = False,
) -> bool:
    """Let the tables hold these figures, given in the order of their sources, as their corrected records tell them.

    Figures whose record and correction are the files that they were are taken from the tables. A dataset of more than
    ``part_figures`` figures becomes folders of parts of so many, and stays folders. With ``anew`` everything is
    written from records. Returns whether anything had to be written. Raises ``FileNotFoundError`` for a record that is
    missing, ``ValueError`` for one that breaks a table where there is no ``repair``, and
    :class:`reports.files.CannotWrite`; the tables then stay as they were.
    """
    before = None if anew else current_generation(out_dir)
    stamps = record_stamps(out_dir)
    wanted = {figure_id: stamps.get(figure_id, "") for figure_id in figure_ids}
    if before is not None and {k: v for part in before.parts.parts for k, v in part.stamps.items()} == wanted:
        show_tables(out_dir)
        return False
    single = len(wanted) <= part_figures and (before is None or before.parts.single)
    try:
        _publish(out_dir, wanted, before, single, part_figures, repair)
    except (CannotWrite, FileNotFoundError):
        raise
    except OSError as error:
        raise CannotWrite(error.errno, error.strerror or str(error), str(error.filename or out_dir)) from error
    return True


def _publish(
    out_dir: Path,
    wanted: dict[str, str],
    before: Generation | None,
    single: bool,
    part_figures: int,
    repair: Repair | None,
) -> None:
    with next_generation(out_dir) as folder:
        sources = _kept(before, wanted)
        known = {figure_id for source in sources for figure_id in source.stamps}
        fresh = [figure_id for figure_id in wanted if figure_id not in known]
        for start in range(0, len(fresh), part_figures):
            ids = fresh[start : start + part_figures]
            sources.append(_written(out_dir, ids, wanted, folder / _WORK / f"fresh-{start}", repair))
        parts = _assembled(folder, _groups(sources, single, part_figures), list(wanted), single, before)
        shutil.rmtree(folder / _WORK, ignore_errors=True)
        put_in_place(out_dir, folder, parts)


def record_stamps(out_dir: Path) -> dict[str, str]:
    """What tells the record of each figure, and the correction of it, from any other: without reading them."""
    stamps = _stamps(out_dir / "records")
    for figure_id, stamp in _stamps(out_dir / "corrections").items():
        if figure_id in stamps:
            stamps[figure_id] += f" {stamp}"
    return stamps


def _stamps(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name, dot, suffix = entry.name.partition(".")
            if name and (dot, suffix) == (".", "json"):
                status = entry.stat()
                found[name] = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
    return found


def _written(
    out_dir: Path, figure_ids: list[str], stamps: dict[str, str], folder: Path, repair: Repair | None
) -> _Source:
    """A part written from records."""
    repaired = []

    def noted(record: FigureRecord, wrong: str) -> FigureRecord:
        repaired.append(record.figure_id)
        if repair is None:
            raise ValueError(wrong)
        return repair(record, wrong)

    paths = _paths(folder)
    write_part(out_dir, figure_ids, paths, noted)
    now = record_stamps(out_dir) if repaired else stamps
    found = {figure_id: (now if figure_id in repaired else stamps).get(figure_id, "") for figure_id in figure_ids}
    return _Source(Piece(paths, frozenset(figure_ids)), found)


def _kept(before: Generation | None, wanted: dict[str, str]) -> list[_Source]:
    """What can be taken from the parts in use."""
    sources = []
    for part in before.parts.parts if before is not None else ():
        stamps = {figure_id: stamp for figure_id, stamp in part.stamps.items() if wanted.get(figure_id) == stamp}
        if stamps and before is not None:
            piece = Piece(before.paths(part.name), frozenset(stamps))
            whole = len(stamps) == len(part.stamps)
            sources.append(_Source(piece, stamps, whole, part.name if whole else None))
    return sources


def _groups(sources: list[_Source], single: bool, part_figures: int) -> list[list[_Source]]:
    """The sources that become a part together: all, or small ones where there are too many of them."""
    if single:
        return [sources] if sources else []
    small = [source for source in sources if 2 * len(source.stamps) < part_figures]
    if len(small) <= _SMALL_PARTS:
        return [[source] for source in sources]
    groups = [[source] for source in sources if source not in small]
    room = 0
    for source in small:
        if len(source.stamps) > room:
            groups.append([])
            room = part_figures
        groups[-1].append(source)
        room -= len(source.stamps)
    return groups


def _assembled(
    folder: Path, groups: list[list[_Source]], order: list[str], single: bool, before: Generation | None
) -> Parts:
    """Make a part of each group, in the folder of the next generation."""
    rank = {figure_id: place for place, figure_id in enumerate(order)}
    number = before.parts.next_name if before is not None else 0
    parts = []
    for group in groups:
        name = group[0].name if len(group) == 1 else None
        if name is None:
            name, number = f"part-{number:06d}", number + 1
        if len(group) == 1 and group[0].whole:
            paths = dict(group[0].piece.paths)
        else:
            paths = _paths(folder / _WORK / name)
            merge_parts([source.piece for source in group], rank, paths)
        add_part(folder, name, single, paths)
        stamps = {figure_id: stamp for source in group for figure_id, stamp in source.stamps.items()}
        parts.append(Part(name=name, stamps={i: stamps[i] for i in sorted(stamps, key=rank.__getitem__)}))
    return Parts(single=single, next_name=number, parts=parts)


def _paths(folder: Path) -> dict[str, Path]:
    return {table: folder / f"{table}.parquet" for table in TABLES}
