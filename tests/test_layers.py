"""Imports point down: flows → reports, checks → extractors → schemas; see CONTRIBUTING.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# What a package may import, itself aside.
ALLOWED: dict[str, set[str]] = {
    "schemas": set(),
    "extractors": {"schemas"},
    "checks": {"schemas", "extractors"},
    "reports": {"schemas", "extractors"},
    "flows": {"schemas", "extractors", "checks", "reports"},
}
OURS = {*ALLOWED, "benchmarks", "examples", "tests", "training"}
# Stages work on arrays alone, so that they can be run and tested without a scheduler or a table in sight.
KEPT_OUT = {"extractors": {"prefect", "pandas", "pandera", "pyarrow", "typer", "rich"}, "schemas": {"prefect"}}
PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")}


def imported_packages(source: str, package: str) -> set[str]:
    """Top-level names that a module of ``package`` imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(package if node.level else (node.module or "").partition(".")[0])
    return found


def trespasses(source: str, package: str) -> set[str]:
    """The imports of a module that its layer does not allow."""
    imported = imported_packages(source, package)
    return imported & ((OURS - ALLOWED[package] - {package}) | KEPT_OUT.get(package, set()))


def test_every_package_has_a_layer() -> None:
    assert {"schemas", "extractors"} <= PACKAGES <= OURS


@pytest.mark.parametrize("package", sorted(PACKAGES & ALLOWED.keys()))
def test_no_module_imports_from_a_layer_above(package: str) -> None:
    modules = sorted((ROOT / package).rglob("*.py"))
    found = {str(path.relative_to(ROOT)): trespasses(path.read_text(encoding="utf-8"), package) for path in modules}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("package", "source", "expected"),
    [
        ("extractors", "from flows.cli import app", {"flows"}),
        ("extractors", "def late():\n    import pandas as pd", {"pandas"}),
        ("schemas", "import extractors.geometry", {"extractors"}),
        ("checks", "from reports import tables", {"reports"}),
        ("flows", "from tests import helpers", {"tests"}),
        ("flows", "from reports.tables import write\nimport prefect", set()),
        ("extractors", "from .geometry import Box\nfrom schemas.reasons import Reason\nimport numpy", set()),
    ],
)
def test_an_import_from_above_is_seen(package: str, source: str, expected: set[str]) -> None:
    assert trespasses(source, package) == expected
