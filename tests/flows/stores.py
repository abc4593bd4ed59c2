"""Real object stores for tests, each a server of its own on loopback with an empty bucket."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec
import httpx
import pytest

from flows.serving import free_port
from tests.flows.services import process, wait_for

S3_KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def s3_store(folder: Path) -> Iterator[Any]:
    """moto's server of S3, and its file system; programs find it by the environment."""
    needed("s3fs", "moto")
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _served(command, port, {**S3_KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}, folder / "log"):
        files = fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)
        files.mkdir("bucket")
        yield files


@contextmanager
def gs_store(folder: Path) -> Iterator[Any]:
    """An emulator of Google's storage, and its file system; programs find it by the environment."""
    needed("gcsfs", "gcp_storage_emulator")
    port = free_port()
    command = [sys.executable, "-m", "gcp_storage_emulator", "start", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--in-memory", "--default-bucket", "bucket"]
    with _served(command, port, {"STORAGE_EMULATOR_HOST": f"http://127.0.0.1:{port}"}, folder / "log"):
        yield fsspec.filesystem("gs", skip_instance_cache=True, use_listings_cache=False)


def needed(*modules: str) -> None:
    """Skip the test where a module is not installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} missing: pip install 'unplot[services]'")


@contextmanager
def _served(command: list[str], port: int, settings: dict[str, str], log: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        with process(command, dict(os.environ), log, farewell=0):
            # Their clients would wait longer and longer between tries of their own.
            wait_for(lambda: httpx.get(f"http://127.0.0.1:{port}", timeout=5), "the store")
            yield
