"""What tells downstream jobs of the tables: ``datapackage.json`` describes them, ``_SUCCESS`` says that they are whole.

The description follows the frictionless Data Package and Table Schema, version 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors import EXTRACTOR_VERSION
from reports.files import write_atomically
from schemas.contract import ALL_TABLES, TABLES_VERSION, codes_of, type_name
from schemas.tables import Table

PACKAGE = "datapackage.json"
SUCCESS = "_SUCCESS"
_TYPES = {"int32": "integer", "float64": "number", "bool": "boolean", "timestamp": "datetime", "string": "string"}
_BOUNDS = {"greater_than_or_equal_to": ("minimum", "min_value"), "less_than_or_equal_to": ("maximum", "max_value")}
# The table above each, and the columns that name a row of it.
_PARENTS = {
    "panels": ("figures", ["figure_id"]),
    "axes": ("panels", ["figure_id", "panel"]),
    "series": ("panels", ["figure_id", "panel"]),
    "points": ("series", ["figure_id", "panel", "series"]),
    "descriptions": ("figures", ["figure_id"]),
    "claims": ("descriptions", ["figure_id", "source"]),
    "conflicts": ("claims", ["figure_id", "source", "claim"]),
}


@contextmanager
def publication(out_dir: Path, run_id: str) -> Iterator[None]:
    """Tables that are replaced in here are marked as not whole until all of it is through without an error."""
    (out_dir / SUCCESS).unlink(missing_ok=True)
    yield
    _write_json(out_dir / PACKAGE, data_package(out_dir))
    mark = {"run_id": run_id, "tables_version": TABLES_VERSION, "extractor_version": EXTRACTOR_VERSION}
    _write_json(out_dir / SUCCESS, {**mark, "published_at": datetime.now(UTC).isoformat(timespec="seconds")})


def read_mark(out_dir: Path) -> dict[str, str]:
    """What ``_SUCCESS`` says of the last publication; raises ``FileNotFoundError`` where the tables are not whole."""
    return dict(json.loads((out_dir / SUCCESS).read_text(encoding="utf-8")))


def data_package(out_dir: Path) -> dict[str, Any]:
    """The description of the tables that are in the folder."""
    found = {name: parts for name in ALL_TABLES if (parts := _parts(out_dir, name))}
    return {
        "profile": "data-package",
        "name": "unplot",
        "title": "Series of plot images, read by unplot",
        "version": TABLES_VERSION,
        "resources": [_resource(name, parts, found) for name, parts in found.items()],
    }


def _parts(out_dir: Path, name: str) -> list[str]:
    """The files of a table: one, or those of a folder of part files."""
    path = out_dir / f"{name}.parquet"
    parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path] if path.exists() else []
    return [part.relative_to(out_dir).as_posix() for part in parts]


def _resource(name: str, parts: list[str], found: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "profile": "data-resource",
        "name": name,
        "description": _unwrapped(ALL_TABLES[name]),
        "path": parts[0] if len(parts) == 1 else parts,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _table_schema(name, found),
    }


def _table_schema(name: str, found: dict[str, list[str]]) -> dict[str, Any]:
    model = ALL_TABLES[name]
    schema = model.to_schema()
    fields = [_field(column) for column in schema.columns.values()]
    # Nulls are nulls in Parquet: an empty string is a value.
    described: dict[str, Any] = {"fields": fields, "missingValues": [], "primaryKey": list(schema.unique or ())}
    parent, keys = _PARENTS.get(name, ("", []))
    if parent in found:
        described["foreignKeys"] = [{"fields": keys, "reference": {"resource": parent, "fields": keys}}]
    return described


def _field(column: Any) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[type_name(str(column.dtype))]}
    if field["type"] == "datetime":
        field["format"] = "any"
    unit = (column.metadata or {}).get("unit", "")
    field |= {"description": column.description, **({"unit": unit} if unit else {})}
    constraints = _constraints(column)
    return {**field, "constraints": constraints} if constraints else field


def _constraints(column: Any) -> dict[str, Any]:
    found: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.unique:
        found["unique"] = True
    if codes := codes_of(column):
        found["enum"] = codes
    for check in column.checks:
        if check.name in _BOUNDS:
            constraint, statistic = _BOUNDS[check.name]
            found[constraint] = check.statistics[statistic]
        elif check.name == "str_matches":
            found["pattern"] = check.statistics["pattern"]
    return found


def _unwrapped(model: type[Table]) -> str:
    return " ".join((model.__doc__ or "").split()).replace("``", "`")


def _write_json(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    write_atomically(path, lambda file: file.write(text.encode()))
