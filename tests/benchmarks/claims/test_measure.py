"""Claims against labels, and the command."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app
from benchmarks.claims.measure import LABELS, TextsMissing, measure_claims, measure_texts, to_table
from extractors.claims import read_claims
from schemas.claims import ClaimKind

TEXT = "Two lines: Kiwi (blue) and Fig (red). Kiwi starts at 3 and ends at 5. Fig peaks at 9."
RIGHT = {"kind": "start", "start": 43, "end": 54, "series": "Kiwi", "values": [3]}
WRONG = {"kind": "end", "start": 59, "end": 68, "series": "Fig", "values": [5]}
VAGUE = {"kind": "maximum", "start": 74, "end": 84, "optional": True}
ABSENT = {"kind": "trend", "start": 0, "end": 3}


def test_found_right_missed_and_spurious() -> None:
    claims = [c for c in read_claims(TEXT).claims if c.kind in (ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM)]
    measure = measure_claims("text", claims, [ABSENT, RIGHT, WRONG])
    assert (measure.labels, measure.found, measure.right, measure.read, measure.spurious) == (3, 2, 1, 3, 1)
    assert "series" in measure.wrong[0]
    assert measure_claims("text", claims, [RIGHT, WRONG, VAGUE]).spurious == 0


def test_texts_are_known_by_their_bytes(tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    entry = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "claims": [RIGHT]}
    labels.write_text(json.dumps({"fruit": entry}))
    with pytest.raises(TextsMissing, match=r"no fruit\.txt"):
        measure_texts(tmp_path, labels)
    (tmp_path / "fruit.txt").write_text(TEXT)
    (measure,) = measure_texts(tmp_path, labels)
    assert measure.right == 1
    assert "| all | 1 | 1 (100.0 %) | 1 (100.0 %) |" in to_table([measure])
    (tmp_path / "fruit.txt").write_text(TEXT + " ")
    with pytest.raises(TextsMissing, match="not the text that was labelled"):
        measure_texts(tmp_path, labels)


def test_labels_hold_facts_of_known_kinds_and_no_sentences() -> None:
    for entry in json.loads(LABELS.read_text()).values():
        for label in entry["claims"]:
            assert ClaimKind(label["kind"])
            assert 0 <= label["start"] < label["end"]
            assert len(str(label.get("words", "")).split()) <= 8


def test_the_command_says_that_the_texts_are_missing(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["claims"]).exit_code == 2
    result = runner.invoke(app, ["claims", "--texts", str(tmp_path)])
    assert result.exit_code == 2
