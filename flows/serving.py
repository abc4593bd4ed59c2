"""One box that digitises a folder on a schedule: the flow served from one process, with its own server if need be."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.addresses import named
from flows.digitise_folder import ServerNotReached

# A busy machine takes minutes for what takes seconds.
_START_SECONDS = 400.0
_STOP_SECONDS = 5.0


class BadSchedule(ValueError):
    """The schedule or its time zone is none."""


def serve_folder(folder: Path, out: Path, schedule: Schedule, port: int, **parameters: Any) -> None:
    """Digitise ``folder`` into ``out`` on the schedule, until the process is ended; further ``parameters`` of the flow.

    Where no Prefect server is set, one is started on loopback. Runs do not overlap: one that would begin while another
    still goes on is left out. Raises :class:`flows.digitise_folder.ServerNotReached`.
    """
    paths = {"folder": named(folder), "out": named(out)}
    address = PREFECT_API_URL.value()
    # A service is ended by SIGTERM; as an interrupt it lets the flows and the server of ours end too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with nullcontext(address) if address else own_server(port) as url, temporary_settings({PREFECT_API_URL: url}):
        # By its place, not the flow itself, which would be pickled without the types of its parameters.
        deployment = RunnerDeployment.from_entrypoint(
            "flows.digitise_folder:digitise_folder",
            name=Path(paths["folder"]).name,
            schedule=schedule,
            parameters={**paths, **parameters},
            description=f"{paths['folder']} into {paths['out']}",
            concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        )
        serve(deployment, limit=1)


def cron_schedule(cron: str, timezone: str) -> Schedule:
    """The schedule; raises :class:`BadSchedule`."""
    try:
        return Cron(cron, timezone=ZoneInfo(timezone).key)
    except ZoneInfoNotFoundError as error:
        raise BadSchedule(f"{timezone!r} is no time zone") from error
    except ValueError as error:
        raise BadSchedule(str(error)) from error


@contextmanager
def own_server(port: int, settings: dict[str, str] | None = None) -> Iterator[str]:
    """A Prefect server on loopback, as long as the block lasts; yields the address of its API.

    Its database is in Prefect's home folder, so that schedules and past runs are there again after a restart.
    ``settings`` are added to its environment. Raises :class:`flows.digitise_folder.ServerNotReached`.
    """
    url = f"http://127.0.0.1:{port}/api"
    if _answers(url):
        raise ServerNotReached(f"something listens on port {port} already; set PREFECT_API_URL={url} to use it")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    # In a session of its own, or Ctrl-C would end it before the flows could tell it that they stop.
    process = subprocess.Popen(
        command,
        env={**os.environ, **(settings or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, url)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > end:
            raise ServerNotReached("Prefect's server does not start; `prefect server start` says why")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, OSError):
        return False
