"""The tables' contract: names, order, allowed values, and the description that is generated from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandera.errors import SchemaError, SchemaErrors

from reports.tables import build_tables
from schemas.describe import describe
from schemas.reasons import MEANING, Reason
from schemas.tables import TABLES
from tests.reports.fabricate import failed, record

ROOT = Path(__file__).parents[2]
CONTRACT = {
    "figures": "figure_id source sha256 width height page caption status reason message n_panels n_series "
    "confidence seconds stage_seconds extractor_version options_hash run_id digitised_at",
    "panels": "figure_id panel title x0 y0 x1 y1",
    "axes": "figure_id panel axis label scale slope intercept first_tick last_tick tick_step n_ticks residual_px "
    "status reason",
    "series": "figure_id panel series name name_source axis color dash marker n_points coverage confidence status "
    "reason",
    "points": "figure_id panel series point x y x_err y_err y_lower y_upper px py origin",
}

Damage = Callable[[pd.DataFrame], pd.DataFrame]


def _set(column: str, value: float | str | None) -> Damage:
    def damage(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[0, column] = value
        return frame

    return damage


def test_columns_stand_as_downstream_jobs_read_them() -> None:
    assert {name: " ".join(table.to_schema().columns) for name, table in TABLES.items()} == CONTRACT


def test_fabricated_tables_are_valid() -> None:
    for name, frame in build_tables([record(), failed()]).items():
        TABLES[name].validate(frame)


def test_tables_without_rows_are_valid() -> None:
    for name, frame in build_tables([]).items():
        assert len(TABLES[name].validate(frame)) == 0


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("figures", _set("status", "fine")),
        ("figures", _set("reason", "no idea")),
        ("figures", _set("confidence", 1.1)),
        ("figures", _set("figure_id", "abc")),
        ("figures", _set("width", 0)),
        ("figures", lambda frame: frame.drop(columns="seconds")),
        ("figures", lambda frame: frame.assign(extra=1)),
        ("figures", lambda frame: frame[sorted(frame.columns)]),
        ("figures", lambda frame: frame.assign(source="same.png")),
        ("panels", _set("x1", 0.0)),
        ("panels", lambda frame: pd.concat([frame, frame], ignore_index=True)),
        ("axes", _set("axis", "top")),
        ("axes", _set("intercept", None)),
        ("series", _set("color", "red")),
        ("series", _set("marker", "hexagon")),
        ("points", _set("x_err", -0.1)),
        ("points", _set("y_lower", 1e6)),
        ("points", _set("y", np.inf)),
        ("points", _set("px", None)),
        ("points", _set("origin", "guess")),
    ],
)
def test_damaged_tables_are_refused(table: str, damage: Damage) -> None:
    frame = build_tables([record("a.png"), record("b.png")])[table]
    with pytest.raises((SchemaError, SchemaErrors)):
        TABLES[table].validate(damage(frame))


def test_every_reason_has_a_meaning() -> None:
    assert set(MEANING) == set(Reason)


def test_every_reason_is_given_somewhere() -> None:
    sources = [
        path.read_text() for folder in ("extractors", "flows", "reports") for path in (ROOT / folder).rglob("*.py")
    ]
    given = {name for source in sources for name in re.findall(r"\bReason\.([A-Z_]+)", source)}
    assert given == set(Reason.__members__)


def test_the_description_is_up_to_date() -> None:
    written = (ROOT / "docs" / "tables.md").read_text()
    assert written == describe(), "run: python -m schemas.describe > docs/tables.md"


def test_the_description_names_every_column_and_code() -> None:
    text = describe()
    for table in CONTRACT.values():
        assert all(f"| `{column}` |" in text for column in table.split())
    assert all(f"`{reason.value}`" in text for reason in Reason if reason)
