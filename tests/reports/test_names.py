"""Names of files, there and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.names import named_file, relative_name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("b/a.png", "b/a.png"),
        ("a \"quoted\" <b>'x'</b> 😀 & café.png", "a \"quoted\" <b>'x'</b> 😀 & café.png"),
        ("back\\slash.png", "back\\\\slash.png"),
        ("like \\xff.png", "like \\\\xff.png"),
        (os.fsdecode(b"latin \xe9.png"), "latin \\xe9.png"),
        (os.fsdecode(b"both \\\xe9\\xe9.png"), "both \\\\\\xe9\\\\xe9.png"),
    ],
)
def test_a_name_leads_back_to_its_file(file: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / file
    assert relative_name(path, tmp_path) == name
    assert named_file(tmp_path, name) == path
