"""The documentation: generated pages are those of the code, the site builds without a warning and fetches nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.describe_options import describe_options

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
# What a page loads on its own; links are followed by people only.
LOADED = re.compile(r"<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)=[\"'](https?:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(built)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False, env=quiet)
    assert done.returncode == 0, done.stderr
    return built


def test_every_page_is_built_and_none_loads_from_elsewhere(site: Path) -> None:
    pages = {path.stem for path in DOCS.glob("*.md")}
    built = {path.stem: path.read_text() for path in site.glob("*.html")}
    assert pages | {"404"} == set(built)
    assert {name: LOADED.findall(text) for name, text in built.items() if LOADED.search(text)} == {}


def test_the_pattern_would_see_a_page_that_loads_from_elsewhere() -> None:
    assert LOADED.search('<script async src="https://example.org/a.js">')
    assert LOADED.search('<link rel="stylesheet" href="//example.org/a.css">')
    assert not LOADED.search('<link rel="stylesheet" href="assets/a.css"><a href="https://example.org">there</a>')


def test_the_options_page_is_that_of_the_models() -> None:
    assert (DOCS / "options.md").read_text() == describe_options(), "run: make docs"


def test_the_page_of_commands_is_that_of_the_command_line(tmp_path: Path) -> None:
    page = tmp_path / "command-line.md"
    command = [sys.executable, "-m", "typer", "flows.cli", "utils", "docs", "--name", "unplot", "--output", str(page)]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=True)
    assert (DOCS / "command-line.md").read_text() == page.read_text(), "run: make docs"


@pytest.mark.slow
def test_the_python_of_the_readme_runs_as_it_stands() -> None:
    (example,) = re.findall(r"```python\n(from extractors.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert len(example.splitlines()) <= 5
    told = f"{example}print(list(points), len(figure.frame()), figure._repr_html_()[:5])"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    head, columns = done.stdout.splitlines()
    assert head.startswith("ok ")
    assert "'x', 'y', 'x_err', 'y_err', 'y_lower', 'y_upper', 'px', 'py', 'origin'" in columns
