"""Addresses of object stores, which come and go as paths."""

from __future__ import annotations

import re
from pathlib import Path

# The second slash is lost where an address passes through a path, and one letter is a drive.
_ADDRESS = re.compile(r"^(?P<scheme>[a-z][a-z0-9+.-]+):/+(?P<rest>.*)$")


def address_of(path: Path) -> str | None:
    """The address that a path stands for, or None for a path of this machine."""
    found = _ADDRESS.match(path.as_posix())
    if found is None:
        return None
    return f"{found['scheme']}://{'/' if found['scheme'] == 'file' else ''}{found['rest'].rstrip('/')}"


def named(path: Path) -> str:
    """How a path is to be written down: an address, or the whole path on this machine."""
    return address_of(path) or str(path.resolve())
