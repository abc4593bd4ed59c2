"""What stands beside the tables for downstream jobs: their description, and the mark that they are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

from reports.claim_tables import publish_claims
from reports.dataset import write_record
from reports.package import PACKAGE, SUCCESS, publication
from reports.publishing import publish
from schemas.contract import ALL_TABLES, TABLES_VERSION
from schemas.record import Origin
from tests.reports.fabricate import failed, record

# Of the Table Schema, version 1: types that a field may have, and constraints that each of them allows.
_ALWAYS = {"required", "unique", "enum"}
_CONSTRAINTS = {
    "string": {*_ALWAYS, "pattern", "minLength", "maxLength"},
    "integer": {*_ALWAYS, "minimum", "maximum"},
    "number": {*_ALWAYS, "minimum", "maximum"},
    "datetime": {*_ALWAYS, "minimum", "maximum"},
    "boolean": {"required", "enum"},
}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    records = [record("a.png"), record("b.png", panels=2), failed()]
    for item in records:
        write_record(tmp_path, item)
    with publication(tmp_path, "run"):
        publish(tmp_path, [item.figure_id for item in records])
        publish_claims(tmp_path, [])
    return tmp_path


def _package(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / PACKAGE).read_text()))


def _problems(package: dict[str, Any]) -> Iterator[str]:
    """What the specifications of data packages, resources and table schemas forbid."""
    names = [resource["name"] for resource in package["resources"]]
    if len(set(names)) < len(names) or not names:
        yield "resources need names of their own"
    fields = {r["name"]: {field["name"]: field for field in r["schema"]["fields"]} for r in package["resources"]}
    for resource in package["resources"]:
        schema, known = resource["schema"], fields[resource["name"]]
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        yield from (f"{path} is not a relative path" for path in paths if path.startswith("/") or ".." in path)
        for name, field in known.items():
            wrong = set(field.get("constraints", {})) - _CONSTRAINTS[field["type"]]
            yield from (f"{name}: no {constraint} for {field['type']}" for constraint in wrong)
        yield from (f"key {key} is no field" for key in schema["primaryKey"] if key not in known)
        for foreign in schema.get("foreignKeys", []):
            other = fields[foreign["reference"]["resource"]]
            yield from (f"{key} is no field" for key in foreign["fields"] if key not in known)
            yield from (f"{key} is no field there" for key in foreign["reference"]["fields"] if key not in other)


def test_the_package_keeps_to_the_specification_and_names_every_table(dataset: Path) -> None:
    package = _package(dataset)
    assert list(_problems(package)) == []
    assert [resource["name"] for resource in package["resources"]] == list(ALL_TABLES)
    assert package["version"] == TABLES_VERSION


def test_the_tables_are_as_the_package_says(dataset: Path) -> None:
    tables = {r["name"]: pd.read_parquet(dataset / r["path"]) for r in _package(dataset)["resources"]}
    for resource in _package(dataset)["resources"]:
        frame, schema = tables[resource["name"]], resource["schema"]
        assert list(frame.columns) == [field["name"] for field in schema["fields"]]
        assert not frame.duplicated(schema["primaryKey"]).any()
        for field in schema["fields"]:
            column, limits = frame[field["name"]], field.get("constraints", {})
            assert not (limits.get("required") and column.isna().any())
            assert column.dropna().isin(limits.get("enum", column)).all()
            assert (column.dropna() >= limits["minimum"]).all() if "minimum" in limits else True
            assert not [
                value for value in column.dropna() if "pattern" in limits and not re.search(limits["pattern"], value)
            ]
        for foreign in schema.get("foreignKeys", []):
            parent = tables[foreign["reference"]["resource"]]
            assert len(frame.merge(parent[foreign["reference"]["fields"]], on=foreign["fields"])) == len(frame)


def test_units_types_and_descriptions_are_told(dataset: Path) -> None:
    points = next(r for r in _package(dataset)["resources"] if r["name"] == "points")
    fields = {field["name"]: field for field in points["schema"]["fields"]}
    assert (fields["px"]["type"], fields["px"]["unit"]) == ("number", "px")
    assert fields["x_err"]["constraints"] == {"minimum": 0}
    assert fields["origin"]["constraints"]["enum"] == list(get_args(Origin))
    assert all(field["description"] for field in fields.values())


def test_a_table_in_parts_is_told_with_all_of_them(dataset: Path) -> None:
    ids = pd.read_parquet(dataset / "figures.parquet")["figure_id"].tolist()
    publish(dataset, ids, part_figures=len(ids) - 1, anew=True)
    with publication(dataset, "run"):
        pass
    points = next(r for r in _package(dataset)["resources"] if r["name"] == "points")
    assert points["path"] == ["points.parquet/part-000000.parquet", "points.parquet/part-000001.parquet"]
    assert list(_problems(_package(dataset))) == []


def test_the_mark_is_away_while_tables_are_replaced_and_after_an_error(dataset: Path) -> None:
    mark = json.loads((dataset / SUCCESS).read_text())
    assert (mark["run_id"], mark["tables_version"]) == ("run", TABLES_VERSION)
    with pytest.raises(RuntimeError), publication(dataset, "next"):
        assert not (dataset / SUCCESS).exists()
        raise RuntimeError
    assert not (dataset / SUCCESS).exists()
    with publication(dataset, "last"):
        pass
    assert json.loads((dataset / SUCCESS).read_text())["run_id"] == "last"
