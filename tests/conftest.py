"""Settings of all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Marks of what takes long, longest first.
_LONG = ("prefect", "slow")

# Property tests search anew at every run by hand; a check of a change must not fail for another reason than the change.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long first: processes that share the files out would wait for one that comes last."""
    ranks: dict[Path, int] = {}
    for item in items:
        rank = min((_LONG.index(mark.name) for mark in item.iter_markers() if mark.name in _LONG), default=len(_LONG))
        ranks[item.path] = min(rank, ranks.get(item.path, rank))
    items.sort(key=lambda item: ranks[item.path])
