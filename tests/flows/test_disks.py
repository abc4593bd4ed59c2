"""A full disk and a read-only one, both real: file systems in memory, mounted for one process alone."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.services import ROOT

_APART = ("unshare", "--map-root-user", "--mount")


@pytest.fixture
def apart(tmp_path: Path) -> tuple[str, ...]:
    """How to start a process that may mount file systems."""
    (tmp_path / "tried").mkdir()
    tried = [*_APART, "mount", "-t", "tmpfs", "none", str(tmp_path / "tried")]
    if shutil.which(_APART[0]) is None or subprocess.run(tried, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here, not even for one process: unshare --map-root-user --mount")
    return _APART


def test_a_full_disk_and_a_read_only_one_end_the_run_and_leave_its_tables(
    apart: tuple[str, ...], tmp_path: Path
) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "in" / "0.png").write_bytes(b"a figure")
    command = [*apart, sys.executable, "-m", "tests.flows.small_disk", str(tmp_path / "in"), str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=400)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"full": [errno.ENOSPC, True], "after": [2], "read-only": [errno.EROFS, True]}
