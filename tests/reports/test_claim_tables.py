"""Verdicts as tables."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from checks.disagreements import find_disagreements
from reports.claim_tables import build_claim_tables, publish_claims
from schemas.claim_tables import CLAIM_TABLES
from schemas.claims import ClaimKind
from schemas.verdicts import CheckedFigure, CheckedText, Contradiction, Judged, Verdict
from tests.checks.claimed import at, claim, judged

CONTRACT = {
    "claims": "figure_id source claim kind text start end panel series expected measured tolerance verdict doubt "
    "evidence points",
    "descriptions": "figure_id source path reason n_claims n_supported n_imprecise n_refuted n_not_verifiable "
    "n_interpretations n_contradictions agreement",
    "conflicts": "figure_id conflict source claim kind supported sentence",
}


def value(y: str) -> Judged:
    return judged(claim(ClaimKind.VALUE, y, series="MEL", x=at("130")))


def checked() -> CheckedFigure:
    right, wrong, unknown = value("0.46"), value("0.40"), judged(claim(ClaimKind.VALUE, "1", series="PPO", x=at("1")))
    twice = Contradiction(claims=(0, 1), sentence="two values for one point")
    texts = (
        CheckedText(source="b", path="f.b.md", judged=(wrong,)),
        CheckedText(path="f.md", judged=(right, wrong, unknown), contradictions=(twice,), n_interpretations=2),
        CheckedText(source="c", path="f.c.md", reason="binary"),
    )
    differ = find_disagreements({"": [right], "b": [wrong]})
    return CheckedFigure(figure_id="0" * 16, figure="f.png", texts=texts, disagreements=tuple(differ))


def test_columns_stand_as_downstream_jobs_read_them() -> None:
    assert {name: " ".join(table.to_schema().columns) for name, table in CLAIM_TABLES.items()} == CONTRACT


def test_rows() -> None:
    tables = build_claim_tables([checked()])
    for name, frame in tables.items():
        CLAIM_TABLES[name].validate(frame)
    claims, texts, conflicts = tables["claims"], tables["descriptions"], tables["conflicts"]
    assert claims["verdict"].tolist() == ["supported", "refuted", "not_verifiable", "refuted"]
    assert claims["series"].isna().tolist() == [False, False, True, False]
    assert abs(json.loads(claims["points"][0])[0]["x"] - 130) < 1
    assert texts["source"].tolist() == ["", "b", "c"]
    assert [round(share, 3) for share in texts["agreement"].dropna()] == [0.5, 0.0]
    counts = texts[["n_claims", "n_refuted", "n_interpretations", "n_contradictions"]]
    assert counts.to_numpy().tolist()[0] == [3, 1, 2, 1]
    assert texts["reason"].tolist() == ["", "", "binary"]
    assert conflicts["kind"].tolist() == ["contradiction"] * 2 + ["disagreement"] * 2
    assert conflicts["supported"].tolist() == [False, False, True, False]


def test_published_tables_are_read_back(tmp_path: Path) -> None:
    paths = publish_claims(tmp_path, [checked()])
    claims = pd.read_parquet(paths["claims"])
    assert claims["verdict"].value_counts()[Verdict.REFUTED.value] == 2
    assert len(pd.read_parquet(publish_claims(tmp_path, [])["claims"])) == 0
