"""Names of files in a dataset: paths relative to a folder, as text that can be written into any table."""

from __future__ import annotations

import os
import re
from pathlib import Path

_ESCAPED = re.compile(rb"\\(?:\\|x([0-9a-f]{2}))")


def relative_name(path: Path, folder: Path) -> str:
    """The path relative to the folder, with forward slashes; bytes that are no UTF-8, and backslashes, are escaped."""
    name = path.relative_to(folder).as_posix().replace("\\", "\\\\")
    return os.fsencode(name).decode(errors="backslashreplace")


def named_file(folder: Path, name: str) -> Path:
    """The file in a folder that goes by this relative name: what :func:`relative_name` was made of."""
    plain = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()) if found[1] else b"\\", name.encode())
    return folder / os.fsdecode(plain)
