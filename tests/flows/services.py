"""Real services for tests, each a process of its own on loopback: Prefect's server and worker, PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from flows.serving import free_port

ROOT = Path(__file__).parents[2]
_PREFECT = (sys.executable, "-m", "prefect", "--no-prompt")
# Tests should not wait for pauses that are meant for services that run for months.
_BRISK = {
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}
_BUSY_TRIES = 30
T = TypeVar("T")
# Seconds until what is waited for is believed not to come: machines that run tests are busy ones.
_PATIENCE = 400.0
# Seconds for a process to end by itself, where it has to take others along or has shared memory to give back.
_FAREWELL = 5.0


@dataclass(frozen=True)
class Server:
    """A running Prefect server: its address, and the environment of programs that use it."""

    url: str
    environment: dict[str, str]
    logs: Path

    def prefect(self, *arguments: str) -> str:
        """Run Prefect's command line in the repository and return what it prints."""
        done = subprocess.run(
            [*_PREFECT, *arguments], cwd=ROOT, env=self.environment, text=True, capture_output=True, timeout=_PATIENCE
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def post(self, path: str, body: Any = None) -> Any:
        """Ask the API, again where it says that it is busy, as it does while SQLite is locked."""
        for _ in range(_BUSY_TRIES):
            answer = httpx.post(f"{self.url}/{path}", json={} if body is None else body, timeout=30)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)
        answer.raise_for_status()
        return answer.json()

    @contextmanager
    def running(self, *arguments: str) -> Iterator[None]:
        """One of Prefect's programs, as long as the block lasts."""
        # Its server takes seconds to let go of connections, and nothing of it is needed any more.
        with process([*_PREFECT, *arguments], self.environment, self.logs / f"{arguments[0]}.log", farewell=0):
            yield


@contextmanager
def prefect_server(home: Path, database: str | None = None, **more: str) -> Iterator[Server]:
    """A server with a home of its own on a free port; SQLite where no URL of a database is given."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    settings = {"PREFECT_API_URL": url, **more}
    if database:
        settings["PREFECT_API_DATABASE_CONNECTION_URL"] = database
    server = Server(url, environment(home) | settings, home)
    with server.running("server", "start", "--host", "127.0.0.1", "--port", str(port)):
        wait_for(lambda: httpx.get(f"{url}/health", timeout=5).is_success, "the server")
        yield server


def environment(home: Path) -> dict[str, str]:
    """The environment of programs that use Prefect with a home of its own."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PREFECT_HOME": str(home), "PYTHONPATH": path, **_BRISK}


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of its own in a temporary folder: its URL for Prefect; skips the test where it is missing."""
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is missing: apt-get install postgresql")
    # PostgreSQL refuses to run as root; its Debian package comes with a user.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="unplot-postgresql-"))
    try:
        if user:
            shutil.chown(folder, user)
        port, data = free_port(), folder / "data"
        create = [str(programs / "initdb"), "--auth=trust", "--username=prefect", "--no-sync", "-D", str(data)]
        subprocess.run(create, user=user, cwd=folder, check=True, capture_output=True, timeout=120)
        start = [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", port, "-k", folder, "-F"]
        with process([*map(str, start)], None, folder / "log", user=user):
            ready = [str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)]
            wait_for(lambda: subprocess.run(ready, capture_output=True).returncode == 0, "PostgreSQL")
            yield f"postgresql+asyncpg://prefect@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(probe: Callable[[], T], what: str) -> T:
    """The first result of ``probe`` that is true; what is not there yet may raise."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            if found := probe():
                return found
        except (httpx.HTTPError, OSError):
            pass
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not there after {_PATIENCE:g} s")
        time.sleep(0.3)


@contextmanager
def process(
    command: list[str],
    environment: dict[str, str] | None,
    log: Path,
    user: str | None = None,
    farewell: float = _FAREWELL,
) -> Iterator[None]:
    """A process in a group of its own, which is ended with all that it started: by itself in ``farewell`` seconds."""
    with log.open("ab") as output:
        running = subprocess.Popen(
            command, cwd=log.parent, env=environment, user=user, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield
    finally:
        if farewell:
            running.send_signal(signal.SIGINT)
        try:
            running.wait(timeout=farewell)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def _postgresql_programs() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None
