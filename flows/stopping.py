"""How a command ends that writes into a dataset and cannot, or is told to stop: in a line, and with nothing lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

# As shells tell of SIGINT and SIGTERM.
INTERRUPTED, TERMINATED = 130, 143
_CANNOT = 2
_KEPT = "what was read is kept, and the next run goes on from there"


@contextmanager
def stops_told() -> Iterator[None]:
    """End the command with a message where the dataset is locked or cannot be written to, or somebody stops it.

    Likewise where no cluster or object store answers.
    """
    from flows.cluster import ClusterLost
    from flows.mirror import CannotReach
    from reports.files import CannotWrite
    from reports.locking import DatasetLocked

    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except (CannotReach, ClusterLost, DatasetLocked) as error:
        _end(_CANNOT, str(error))
    except CannotWrite as error:
        _end(_CANNOT, f"cannot write {error.filename}: {error.strerror}; {_KEPT}")
    except KeyboardInterrupt:
        _end(INTERRUPTED, f"stopped; {_KEPT}")
    except _Terminated:
        _end(TERMINATED, f"stopped; {_KEPT}")
    finally:
        signal.signal(signal.SIGTERM, before)


class _Terminated(BaseException):
    pass


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise _Terminated


def _end(code: int, message: str) -> None:
    typer.echo(f"unplot: {message}", err=True)
    raise typer.Exit(code)
