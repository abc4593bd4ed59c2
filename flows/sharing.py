"""How the files of a run are shared out in batches."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from flows.sources import Job

# At one to three seconds a figure a batch takes at most a minute or two, which is how stale progress may get; at least
# eight batches per worker keep all workers busy to the end.
_LARGEST_BATCH = 32
_BATCHES_PER_WORKER = 8

Batch = list[Job]


def batches_of(jobs: Iterable[Job], workers: int, size: int | None = None) -> list[Batch]:
    """The jobs in batches of at most ``size``, the largest files first and in smaller batches.

    A large file, as a document of many pages, takes long: it must neither be begun last nor wait behind others.
    """
    sized = sorted(((_bytes(job), job) for job in jobs), key=lambda one: -one[0])
    wanted = workers * _BATCHES_PER_WORKER
    share = ceil(sum(held for held, _ in sized) / wanted)
    size = size or min(max(ceil(len(sized) / wanted), 1), _LARGEST_BATCH)
    batches, room = list[Batch](), 0
    for held, job in sized:
        if not batches or held > room or len(batches[-1]) == size:
            batches.append([])
            room = share
        batches[-1].append(job)
        room -= held
    return batches


def _bytes(job: Job) -> int:
    try:
        return job.path.stat().st_size
    except OSError:
        return 0
