"""A dataset that several commands are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.dataset import fill


@pytest.fixture
def dataset(tmp_path: Path) -> tuple[Path, Path]:
    """A filled dataset and the folder of its figures."""
    out, figures = tmp_path / "out", tmp_path / "figures"
    fill(out, figures)
    return out, figures
