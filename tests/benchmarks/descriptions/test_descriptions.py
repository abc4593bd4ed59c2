"""Descriptions written from a truth: their facts hold, their errors do not, and perfect records tell them apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app
from benchmarks.accuracy import RECORD_SUFFIX, find_cases
from benchmarks.descriptions.color_words import color_word, other_words
from benchmarks.descriptions.corruptions import corrupt
from benchmarks.descriptions.facts import Fact, Scene, facts_of, plain_name, scenes_of
from benchmarks.descriptions.ideal import ideal_record
from benchmarks.descriptions.report import Plan, measure_descriptions, to_table, without_record
from benchmarks.descriptions.style import Style
from benchmarks.descriptions.styles import STYLES
from benchmarks.descriptions.verdicts import judge_text, score, scores
from benchmarks.descriptions.writing import write
from schemas.claims import ClaimKind
from schemas.truth import TruePanel, TrueSeries, Truth
from schemas.verdicts import Verdict
from tests.checks.claimed import GRPO, MEL, STEPS, figure

TRUTH = Truth(
    id="two",
    panels=[
        TruePanel(
            title="Benchmark: AIME24",
            x_label="Training Step",
            y_label="Validation Score",
            x_lim=(-10, 150),
            y_lim=(0.1, 0.5),
            series=[
                TrueSeries(name="GRPO", x=[*STEPS], y=[*GRPO], color="#1f77b4"),
                TrueSeries(name="MEL", x=[*STEPS], y=[*MEL], color="#d62728"),
            ],
        )
    ],
)


def scene() -> Scene:
    (only,) = scenes_of(TRUTH)
    return only


def facts(seed: int = 1) -> list[Fact]:
    return facts_of(scene(), np.random.default_rng(seed), 1)


def test_facts_are_those_of_the_truth() -> None:
    found = facts()
    assert Fact(ClaimKind.TITLE, words="Benchmark: AIME24") in found
    assert Fact(ClaimKind.START, series="MEL", numbers=("0.130",)) in found
    assert Fact(ClaimKind.SERIES_COUNT, numbers=("2",)) in found
    tops = {fact.numbers + fact.places for seed in range(5) for fact in facts(seed) if fact.kind is ClaimKind.MAXIMUM}
    assert tops <= {("0.370", "100.0"), ("0.460", "130.0")}
    assert {fact.words for fact in found if fact.kind is ClaimKind.SERIES_COLOR} <= {"blue", "red"}


def test_panels_that_nobody_can_tell_apart_or_that_run_backwards_are_left_out() -> None:
    panel = TRUTH.panels[0]
    assert scenes_of(Truth(id="twice", panels=[panel, panel])) == []
    assert scenes_of(Truth(id="down", panels=[panel.model_copy(update={"y_lim": (0.5, 0.1)})])) == []
    cut = panel.model_copy(update={"y_lim": (0.1, 0.4)})
    assert [line.name for line in scenes_of(Truth(id="cut", panels=[cut]))[0].lines] == ["GRPO"]


def test_corruptions_are_as_large_as_they_say() -> None:
    wrong = [fact for seed in range(30) for fact in corrupt(facts(seed), scene(), np.random.default_rng(seed))]
    wrong = [fact for fact in wrong if fact.corruption]
    types = {fact.corruption for fact in wrong}
    assert types == {
        "axis range", "colour", "comparison", "count", "label", "legend swap", "place", "range", "trend", "value",
    }  # fmt: skip
    line = {line.name: line for line in scene().lines}
    for fact in wrong:
        if fact.corruption == "value" and fact.kind is ClaimKind.VALUE and fact.series is not None:
            true = line[fact.series].at(fact.places[0])
            told = (float(fact.numbers[0]) - 0.1) / 0.4
            assert abs(told - true) == pytest.approx(fact.size, abs=0.01)
            assert fact.size > 0.03


@pytest.mark.parametrize("style", [s for s in STYLES if not s.held_out], ids=lambda style: style.name)
def test_every_style_of_development_is_read_and_judged_right_on_a_perfect_record(style: Style) -> None:
    outcomes = [
        one
        for seed in range(6)
        for one in judge_text("two", write([scene()], style, np.random.default_rng(seed)), figure())
    ]
    found = score("all", outcomes)
    assert found.true_decided > 40
    assert found.true_refuted <= 0.02 * found.true_decided
    assert found.refuted >= 0.8 * found.decided > 0


def test_pieces_stand_where_they_say() -> None:
    for style in STYLES:
        written = write([scene()], style, np.random.default_rng(3))
        for piece in written.pieces:
            words = written.text[piece.start : piece.end]
            assert all(number in words for number in (*piece.fact.numbers, *piece.fact.places)) or style.table
            assert words == words.strip()


def test_two_styles_are_kept_out() -> None:
    assert len(STYLES) >= 10
    assert sum(style.held_out for style in STYLES) == 2
    assert len({style.name for style in STYLES}) == len(STYLES)


def test_scores_count_what_was_found_and_what_was_not() -> None:
    outcomes = judge_text("two", write([scene()], STYLES[0], np.random.default_rng(0)), figure())
    rows = {row.group: row for row in scores(outcomes)}
    assert rows["all"].facts == rows["styles of development"].facts == len(outcomes)
    assert rows["styles kept out"].facts == 0
    assert rows["all"].true_refuted == sum(
        one.verdict is Verdict.REFUTED and not one.corruption and not one.ignored for one in outcomes
    )
    assert "| styles kept out | 0 |" in to_table(list(rows.values()))


def test_records_of_an_earlier_run_are_used(tmp_path: Path) -> None:
    (tmp_path / "two.png").touch()
    (tmp_path / "two.json").write_text(TRUTH.model_dump_json())
    records = tmp_path / "records"
    records.mkdir()
    (records / f"two.png{RECORD_SUFFIX}").write_text(figure().model_dump_json())
    cases = find_cases([tmp_path])
    assert (without_record(cases, records), without_record(cases, tmp_path)) == (0, 1)
    ((case, outcomes),) = measure_descriptions(cases, Plan(records, per_figure=2), workers=0)
    assert case is cases[0]
    assert {one.style for one in outcomes} == {STYLES[0].name, STYLES[1].name}
    assert any(one.verdict is Verdict.SUPPORTED for one in outcomes)


def test_a_record_of_the_truth_itself_is_judged_without_fault() -> None:
    record = ideal_record(TRUTH)
    outcomes = [
        one
        for style in STYLES
        if not style.held_out
        for one in judge_text("two", write([scene()], style, _rng()), record)
    ]
    found = score("all", outcomes)
    assert (found.true_refuted, found.true_decided > 100, found.refuted > 20) == (0, True, True)
    axis = record.panels[0].axes[0]
    assert (axis.tick_step, [tick.text for tick in axis.ticks][:2]) == (50, ["0", "50"])


def _rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_command_prints_the_scores(tmp_path: Path) -> None:
    (tmp_path / "two.png").touch()
    (tmp_path / "two.json").write_text(TRUTH.model_dump_json())
    (tmp_path / f"two.png{RECORD_SUFFIX}").write_text(figure().model_dump_json())
    given = ["claims", str(tmp_path), "--records", str(tmp_path), "--workers", "0", "--list"]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    assert "| styles of development | 1 |" in done.output
    assert CliRunner().invoke(app, ["claims"]).exit_code == 2
    ideal = CliRunner().invoke(app, ["claims", str(tmp_path), "--ideal", "--workers", "0"])
    assert "1 of 1 figures judged" in ideal.output


def test_names_and_colors_in_plain_words() -> None:
    assert plain_name(r"$\alpha = 0.1$") == "α = 0.1"
    assert (color_word("#1f77b4"), color_word("#d62728"), color_word("#7f7f7f")) == ("blue", "red", None)
    assert "purple" not in other_words("blue")
