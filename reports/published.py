"""The figures that the tables of a dataset hold."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException


class NoDataset(ValueError):
    """The folder holds no tables of figures."""


def published_figures(out_dir: Path) -> dict[str, str]:
    """The figures of the tables with the paths of their files, in the order of these; raises :class:`NoDataset`."""
    try:
        table = pq.read_table(out_dir / "figures.parquet", columns=["figure_id", "source"]).sort_by("source")
    except (OSError, ArrowException) as error:
        raise NoDataset(f"{out_dir} holds no figures.parquet: unplot run FOLDER --out {out_dir} makes one") from error
    return dict(zip(table["figure_id"].to_pylist(), table["source"].to_pylist(), strict=True))
