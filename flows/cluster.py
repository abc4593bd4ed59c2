"""Batches on other machines, by Dask or Ray: figures travel as bytes, and records and overlays come back.

The machines share no storage with this one and need nothing but unplot and the runner installed. All that is written
into the dataset is written here, so that a machine that is lost loses the batch at hand and nothing else.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from multiprocessing import current_process
from pathlib import Path
from threading import Event
from typing import Any, Literal

from flows.batches import digitise_job, file_bytes, write_lost
from flows.files import FileTooLarge
from flows.keeping import Setting, keep_batch
from flows.pool import WorkerPool
from flows.sources import Job
from flows.worker import Stopped
from reports.dataset import overlay_path, record_path
from reports.files import write_atomically
from schemas.reasons import Reason
from schemas.run import Outcome, Outcomes

_log = logging.getLogger(__name__)

RunnerName = Literal["local", "dask", "ray"]
# A cluster that does not answer a call of nothing in this time is gone; machines may have to be started first.
_ANSWER_SECONDS = 120.0
_INSTALL = "{name} is not installed: pip install 'unplot[{name}]'"

Submit = Callable[..., "Future[Any]"]


class ClusterLost(RuntimeError):
    """The cluster is not there, or not any more; what was read is kept, and another run goes on from there."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A figure on its way: the job as it is here, and the bytes of its file."""

    job: Job
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back of a figure: its outcome, its record, and its overlay where there is one."""

    outcome: Outcome
    record: bytes
    overlay: bytes | None


class ClusterPool:
    """Runs batches on a cluster in place of :class:`flows.pool.WorkerPool`; ``run`` may be called from many threads."""

    def __init__(self, submit: Submit, setting: Setting) -> None:
        self._submit = submit
        self._setting = setting
        self._stopped = Event()

    def run(self, batch: Sequence[Job]) -> list[Outcomes]:
        """The outcomes of each file of a batch, with records and overlays written.

        A batch that is lost with its machine is tried again figure by figure, and a figure that is lost again gets the
        reason ``worker_lost``. Raises :class:`ClusterLost` where the cluster itself does not answer any more.
        """
        kept = keep_batch(batch, self._setting)
        done = {first.figure_id for first, *_ in kept}
        left = [job for job in batch if job.figure_id not in done]
        return kept + (self._sent(left) if left else [])

    def stop(self) -> None:
        """Let what waits in ``run`` raise :class:`flows.worker.Stopped`; the machines finish what they are at."""
        self._stopped.set()

    def _sent(self, jobs: list[Job]) -> list[Outcomes]:
        try:
            return self._results(jobs)
        except (Stopped, OSError):
            raise
        except Exception as error:
            self._check_there(error)
            _log.warning("a batch of %d figures was lost: %s", len(jobs), error)
        return [self._alone(job) for job in jobs]

    def _alone(self, job: Job) -> Outcomes:
        try:
            return self._results([job])[0]
        except (Stopped, OSError):
            raise
        except Exception as error:
            self._check_there(error)
            message = f"lost with the machine that read it, alone as well: {type(error).__name__}"
            return write_lost(job, Reason.WORKER_LOST, message, self._setting)

    def _results(self, jobs: list[Job]) -> list[Outcomes]:
        if self._stopped.is_set():
            raise Stopped
        loaded = [(job, _bytes(job, self._setting)) for job in jobs]
        # A file that cannot be read gets no further than this here as well, and its row.
        outcomes = [digitise_job(job, self._setting) for job, data in loaded if data is None]
        sent = [Sent(job, data) for job, data in loaded if data is not None]
        answers: list[list[Answer]] = self._submit(digitise_sent, sent, self._setting).result() if sent else []
        for answer in chain(*(reversed(of_file) for of_file in answers)):
            _write(answer, self._setting.out)
        return outcomes + [[answer.outcome for answer in of_file] for of_file in answers]

    def _check_there(self, cause: Exception) -> None:
        try:
            self._submit(os.getpid).result(timeout=_ANSWER_SECONDS)
        except Exception as error:
            raise ClusterLost(f"the cluster does not answer any more: {cause}") from error


@contextmanager
def open_cluster(runner: Literal["dask", "ray"], address: str | None, setting: Setting) -> Iterator[ClusterPool]:
    """A pool on the cluster at ``address``, where None means one of the runner's own on this machine.

    Raises :class:`ClusterLost` where there is none, or the runner is not installed.
    """
    try:
        opened = {"dask": _dask, "ray": _ray}[runner](address)
    except ImportError as error:
        raise ClusterLost(_INSTALL.format(name=runner)) from error
    except (OSError, ConnectionError, RuntimeError) as error:
        raise ClusterLost(f"no {runner} cluster at {address}: {error}") from error
    submit, close = opened
    try:
        yield ClusterPool(submit, setting)
    finally:
        close()


def digitise_sent(sent: Sequence[Sent], setting: Setting) -> list[list[Answer]]:
    """Digitise files that came as bytes, on the machine that they came to, each in a process that can be ended."""
    # Dask's workers may not have children, as processes that end with their parent; ours end with theirs.
    vars(current_process())["_config"]["daemon"] = False
    with tempfile.TemporaryDirectory(prefix="unplot-") as name:
        here = replace(setting, out=Path(name) / "out")
        jobs = [_unpacked(item, Path(name) / str(index)) for index, item in enumerate(sent)]
        lost = partial(write_lost, setting=here)
        with WorkerPool(1, partial(digitise_job, setting=here), lost, setting.limits) as pool:
            return [[_answer(outcome, here.out) for outcome in outcomes] for outcomes in pool.run(jobs)]


def _unpacked(item: Sent, folder: Path) -> Job:
    folder.mkdir()
    path = folder / f"figure{item.job.path.suffix}"
    path.write_bytes(item.data)
    return replace(item.job, path=path)


def _answer(outcome: Outcome, out: Path) -> Answer:
    overlay = overlay_path(out, outcome.figure_id)
    drawn = overlay.read_bytes() if overlay.exists() else None
    return Answer(outcome, record_path(out, outcome.figure_id).read_bytes(), drawn)


def _write(answer: Answer, out: Path) -> None:
    """The overlay first: a record says that all of its figure is there."""
    overlay = overlay_path(out, answer.outcome.figure_id)
    if answer.overlay is None:
        overlay.unlink(missing_ok=True)
    else:
        drawn = answer.overlay
        write_atomically(overlay, lambda file: file.write(drawn))
    write_atomically(record_path(out, answer.outcome.figure_id), lambda file: file.write(answer.record))


def _bytes(job: Job, setting: Setting) -> bytes | None:
    try:
        return file_bytes(job, setting)
    except (OSError, FileTooLarge):
        return None


def _dask(address: str | None) -> tuple[Submit, Callable[[], None]]:
    from distributed import Client

    client = Client(address, timeout=_ANSWER_SECONDS) if address else Client()
    return partial(client.get_executor(pure=False).submit), client.close


def _ray(address: str | None) -> tuple[Submit, Callable[[], None]]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # read by its import
    import ray

    ray.init(address=address, log_to_driver=False, configure_logging=False)

    def submit(function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        # A task that was lost is tried again here, where its figures are told apart.
        future: Future[Any] = ray.remote(max_retries=0)(function).remote(*arguments).future()
        return future

    return submit, ray.shutdown
