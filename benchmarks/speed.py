"""How long a figure takes, stage by stage, beside one plain RapidOCR pass over the same picture; and a folder of them.

Both run with one thread, each in a process of its own, in turns. What is compared are CPU seconds, which on an idle
core are seconds and which other programs do not prolong; a folder with its workers is measured by the clock.
"""

from __future__ import annotations

import functools
import multiprocessing
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed_figures import Shape
from extractors.pipeline import digitise_bytes
from flows.runs import run_folder
from schemas.options import Options

STAGES = ("text", "panels", "ticks", "legend", "axes", "curves")
_ONE_THREAD = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}


@dataclass(frozen=True, slots=True)
class Timing:
    """One figure, medians over the repeats: CPU seconds in all and by stage, and those of the plain RapidOCR pass."""

    name: str
    seconds: float
    stages: dict[str, float]
    plain: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.plain


def time_figures(paths: Sequence[tuple[Shape, Path]], repeats: int) -> Iterator[Timing]:
    """Every figure ``repeats`` times by us and by RapidOCR in turns, after one figure that opens the models."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as ours, ProcessPoolExecutor(1, mp_context=context) as theirs:
        ours.submit(_digitised, paths[0][1]).result()
        theirs.submit(_plain_pass, paths[0][1]).result()
        for shape, path in paths:
            yield _timing(shape.name, path, repeats, ours, theirs)


def _timing(name: str, path: Path, repeats: int, ours: ProcessPoolExecutor, theirs: ProcessPoolExecutor) -> Timing:
    own, plain = [], []
    for _ in range(repeats):
        own.append(ours.submit(_digitised, path).result())
        plain.append(theirs.submit(_plain_pass, path).result())
    stages = {stage: statistics.median(found.get(stage, 0.0) for _, found in own) for stage in STAGES}
    return Timing(name, statistics.median(seconds for seconds, _ in own), stages, statistics.median(plain))


def _digitised(path: Path) -> tuple[float, dict[str, float]]:
    """CPU seconds in all, and of the stages: their share of the clock's seconds."""
    data, start = path.read_bytes(), time.process_time()
    record = digitise_bytes(data, path.name, Options())
    seconds = time.process_time() - start
    share = seconds / max(record.seconds, 1e-9)
    return seconds, {stage: own * share for stage, own in record.stage_seconds.items()}


def _plain_pass(path: Path) -> float:
    reader = _plain_reader()
    start = time.process_time()
    reader(str(path))
    return time.process_time() - start


@functools.cache
def _plain_reader() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={**_ONE_THREAD, "Global.log_level": "error"})


def time_loop(paths: Sequence[Path]) -> float:
    """Seconds by the clock for the figures one after the other in one process, without Prefect, records or tables."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        process.submit(_digitised, paths[0]).result()
        start = time.perf_counter()
        process.submit(_all_digitised, paths).result()
        return time.perf_counter() - start


def _all_digitised(paths: Sequence[Path]) -> None:
    for path in paths:
        _digitised(path)


def time_folder(folder: Path, out: Path, workers: int) -> float:
    """Seconds by the clock for a run over the folder with all that a run writes, the start of its workers too."""
    start = time.perf_counter()
    run_folder(folder, out, Options(), workers=workers)
    return time.perf_counter() - start


def to_table(timings: Sequence[Timing]) -> str:
    """Markdown: one line per figure."""
    head = ("figure", *STAGES, "all", "RapidOCR", "ratio")
    lines = [" | ".join(head), " | ".join(["---", *["---:"] * (len(head) - 1)])]
    for timing in timings:
        stages = [f"{timing.stages[stage]:.2f}" for stage in STAGES]
        lines.append(
            " | ".join([timing.name, *stages, f"{timing.seconds:.2f}", f"{timing.plain:.2f}", f"{timing.ratio:.2f}"])
        )
    return "\n".join(f"| {line} |" for line in lines)
