"""A run that is killed at any moment and started again gives the tables of one that was left alone."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from schemas.tables import RUN_COLUMNS, TABLES
from tests.flows.charts import draw_chart
from tests.flows.stubbed import run_stubbed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

ROOT = Path(__file__).parents[2]
KILLS = 50
FIGURES = 24


def _tables(out: Path) -> dict[str, pd.DataFrame]:
    """Every table in the order of its key, without what tells of the run."""
    found = {}
    for name, model in TABLES.items():
        frame = pd.read_parquet(out / f"{name}.parquet").drop(columns=list(RUN_COLUMNS), errors="ignore")
        found[name] = frame.sort_values(list(model.to_schema().unique or ()), ignore_index=True)
    return found


def _assert_same(one: Path, two: Path) -> None:
    others = _tables(two)
    for name, frame in _tables(one).items():
        pd.testing.assert_frame_equal(frame, others[name])


def _figures(out: Path) -> dict[str, frozenset[str]]:
    """The figures in each table that holds rows of every figure that was read."""
    if not (out / "figures.parquet").exists():
        return {}
    tables = _tables(out)
    read = tables["figures"][tables["figures"]["n_series"] > 0]
    return {
        "figures": frozenset(read["figure_id"]),
        **{t: frozenset(tables[t]["figure_id"]) for t in tables if t != "figures"},
    }


def _change(folder: Path, rng: random.Random) -> None:
    """Remove, rename, change and add a file each."""
    paths = sorted(folder.iterdir())
    gone, moved, changed = rng.sample(paths, 3)
    gone.unlink()
    moved.rename(folder / f"moved-{rng.random()}.png")
    changed.write_bytes(f"changed {rng.random()}".encode())
    (folder / f"new-{rng.random()}.png").write_bytes(f"new {rng.random()}".encode())


@pytest.fixture(scope="module")
def context() -> Iterator[multiprocessing.context.ForkServerContext]:
    """Processes that have everything imported: only the run itself is to be killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.flows.stubbed"])
    yield context


@pytest.mark.slow
@pytest.mark.parametrize("part_figures", [5, 2000])
def test_fifty_kills_of_a_run(
    tmp_path: Path, context: multiprocessing.context.ForkServerContext, part_figures: int
) -> None:
    folder, out, rng = tmp_path / "in", tmp_path / "out", random.Random(part_figures)
    folder.mkdir()
    for number in range(FIGURES):
        (folder / f"{number:02d}.png").write_bytes(f"{'bad' if number % 7 == 3 else 'figure'} {number}".encode())
    lasts, kills = 1.0, 0
    for _ in range(8 * KILLS):
        before = _figures(out)
        process = context.Process(target=run_stubbed, args=(folder, out, part_figures))
        start = time.monotonic()
        process.start()
        process.join(rng.uniform(0, lasts))
        process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        after = _figures(out)
        assert len(set(after.values())) <= 1, "tables of two generations"
        if process.exitcode == 0:
            lasts = 0.5 * (lasts + time.monotonic() - start)
            _change(folder, rng)
        elif after == before and rng.random() < 0.2:
            _change(folder, rng)
        if 2 * kills >= KILLS:  # for each of the two sizes of parts
            break
    assert 2 * kills >= KILLS
    run_stubbed(folder, out, part_figures)
    run_stubbed(folder, tmp_path / "undisturbed", part_figures)
    _assert_same(out, tmp_path / "undisturbed")
    assert len(list((out / ".unplot").glob("generation-*"))) <= 2


@pytest.mark.slow
def test_kills_of_the_real_thing(tmp_path: Path) -> None:
    folder, out, rng = tmp_path / "in", tmp_path / "out", random.Random(3)
    folder.mkdir()
    for number in range(2):
        draw_chart(folder / f"{number}.png", slope=0.4 + 0.2 * number)
    command = [sys.executable, "-m", "flows.cli", "run", str(folder), "--no-prefect", "--no-report"]
    command += ["--workers", "2", "--out"]
    start = time.monotonic()
    assert subprocess.run([*command, str(tmp_path / "undisturbed")], cwd=ROOT, timeout=300).returncode == 0
    lasts = time.monotonic() - start
    for _ in range(2):
        run = subprocess.Popen([*command, str(out)], cwd=ROOT)
        time.sleep(rng.uniform(0.3, 0.95) * lasts)
        children = _children(run.pid)
        run.kill()
        run.wait()
        _assert_gone(children)
    assert subprocess.run([*command, str(out)], cwd=ROOT, timeout=300).returncode == 0
    _assert_same(out, tmp_path / "undisturbed")


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def _assert_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 20
    while left := [pid for pid in pids if _lives(pid)]:
        assert time.monotonic() < deadline, f"processes {left} outlive their parent"
        time.sleep(0.1)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]
