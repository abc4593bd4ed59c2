"""The tables as downstream jobs rely on them, committed as ``contract.json``: ``python -m schemas.contract`` writes it.

A column or table that is added raises the minor number of :data:`TABLES_VERSION`; one that is removed, moved or means
something else raises the major number. A code that is added raises none: readers have to expect new ones.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from schemas.claim_tables import CLAIM_TABLES
from schemas.tables import TABLES, Table

TABLES_VERSION = "1.1"

ALL_TABLES: dict[str, type[Table]] = {**TABLES, **CLAIM_TABLES}
CONTRACT = Path(__file__).with_name("contract.json")
_TYPES = {"str": "string", "string[pyarrow]": "string", "datetime64[us, UTC]": "timestamp"}

Contract = dict[str, Any]


class NotRaised(ValueError):
    """The tables changed, and :data:`TABLES_VERSION` is not as high as the change asks for."""


def contract() -> Contract:
    """The version, and of every table its key and its columns with type, nullability and codes."""
    return {"version": TABLES_VERSION, "tables": {name: _table(model) for name, model in ALL_TABLES.items()}}


def committed() -> Contract:
    """The contract as it was written last."""
    return dict(json.loads(CONTRACT.read_text(encoding="utf-8")))


def check_raised(old: Contract, new: Contract) -> None:
    """Raise :class:`NotRaised` where the version of ``new`` does not say what changed since ``old``."""
    needed = _needed(old, new)
    if _parts(new["version"]) < _parts(needed):
        raise NotRaised(f"the tables changed: TABLES_VERSION has to be {needed} or higher, and is {new['version']}")


def type_name(dtype: str) -> str:
    """The type of a column by the name that documents use."""
    return _TYPES.get(dtype, dtype.lower())


def codes_of(column: Any) -> list[str]:
    """The codes that a column may hold; none where it is free."""
    return [str(code) for check in column.checks if check.name == "isin" for code in check.statistics["allowed_values"]]


def _table(model: type[Table]) -> dict[str, Any]:
    schema = model.to_schema()
    return {"key": list(schema.unique or ()), "columns": {name: _column(c) for name, c in schema.columns.items()}}


def _column(column: Any) -> dict[str, Any]:
    spec: dict[str, Any] = {"type": type_name(str(column.dtype)), "null": bool(column.nullable)}
    codes = codes_of(column)
    return {**spec, "codes": codes} if codes else spec


def _needed(old: Contract, new: Contract) -> str:
    """The lowest version that the change allows."""
    major, minor = _parts(old["version"])
    tables = [(table, new["tables"].get(name)) for name, table in old["tables"].items()]
    if any(after is None or not _holds(before, after) for before, after in tables):
        return f"{major + 1}.0"
    added = [name for name in new["tables"] if name not in old["tables"]]
    wider = [before for before, after in tables if list(before["columns"]) != list(after["columns"])]
    return f"{major}.{minor + 1}" if added or wider else str(old["version"])


def _holds(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a reader of the old table can read the new one as before."""
    order = [name for name in after["columns"] if name in before["columns"]]
    same = all(_reads(column, after["columns"].get(name)) for name, column in before["columns"].items())
    return same and before["key"] == after["key"] and order == list(before["columns"])


def _reads(before: dict[str, Any], after: dict[str, Any] | None) -> bool:
    if after is None or before["type"] != after["type"] or (after["null"] and not before["null"]):
        return False
    return set(before.get("codes", ())) <= set(after.get("codes", ()))


def _parts(version: str) -> tuple[int, int]:
    major, minor = version.split(".")
    return int(major), int(minor)


def main() -> int:
    """Write the contract; refuses where the version was not raised."""
    try:
        check_raised(committed(), contract())
    except NotRaised as error:
        print(error, file=sys.stderr)
        return 1
    CONTRACT.write_text(json.dumps(contract(), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
