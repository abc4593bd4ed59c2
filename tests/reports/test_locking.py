"""One writer at a time: the second is told who the first is, and a dead one is nobody."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from reports.files import CannotWrite
from reports.locking import DatasetLocked, locked

ROOT = Path(__file__).parents[2]
_HOLD = """
import sys, time
from pathlib import Path
from reports.locking import locked
with locked(Path(sys.argv[1]), "run x"):
    print("held", flush=True)
    time.sleep(600)
"""


def test_the_second_is_told_who_the_first_is_and_a_killed_one_is_gone(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        told = rf"written to by process {holder.pid} on {socket.gethostname()} since \d{{4}}-.* UTC \(run x\)"
        with pytest.raises(DatasetLocked, match=told), locked(tmp_path, "run y"):
            raise AssertionError("two writers at once")
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    with locked(tmp_path, "run y"):
        assert (tmp_path / ".unplot" / "holder.json").exists()
    assert not (tmp_path / ".unplot" / "holder.json").exists()


def test_two_runs_of_one_process_are_two(tmp_path: Path) -> None:
    with locked(tmp_path, "run x"), pytest.raises(DatasetLocked, match="run x"), locked(tmp_path, "run y"):
        raise AssertionError("two writers at once")


def test_where_there_are_no_locks_a_file_stands_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(FileLock, "acquire", no_locks)
    with locked(tmp_path, "run x"), pytest.raises(DatasetLocked, match="run x"), locked(tmp_path, "run y"):
        raise AssertionError("two writers at once")
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    (tmp_path / ".unplot" / "lock.file").write_text(f"{int(ended.stdout)}\n{socket.gethostname()}\n")
    with locked(tmp_path, "run z"):
        pass


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="file"), locked(tmp_path / "file", "run x"):
        raise AssertionError("there is no folder")
