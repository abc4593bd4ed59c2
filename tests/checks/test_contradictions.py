"""A text against itself, and texts against one another."""

from __future__ import annotations

import pytest

from checks.contradictions import find_contradictions
from checks.disagreements import find_disagreements
from extractors.claims import Known, read_claims
from schemas.claims import AxisRef, Claim, ClaimKind, PanelRef
from tests.checks.claimed import at, claim, judged


def value(y: str, x: str, series: str = "MEL") -> Claim:
    return claim(ClaimKind.VALUE, y, series=series, x=at(x))


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([value("~0.30", "80"), value("~0.36", "80")], "two values for one point: 0.30 and 0.36 at 80"),
        ([claim(ClaimKind.AXIS_RANGE, "0.15", "0.45", side="y"), value("0.13", "0")], "0.13 lies outside"),
        ([claim(ClaimKind.AXIS_RANGE, "0", "140", side="x"), value("0.13", "160")], "160 lies outside"),
        (
            [claim(ClaimKind.MAXIMUM, "0.40", series="MEL", x=at("130"), text="global maximum"), value("0.46", "90")],
            "a larger value 0.46 at 90",
        ),
        (
            [claim(ClaimKind.RANGE, "0.27", "0.30", series="MEL", x=at("60", "100")), value("0.37", "100")],
            "0.37 at 100",
        ),
        ([claim(ClaimKind.BOUND, "0.5", series="MEL", relation="below"), value("0.6", "10")], "below 0.5"),
        ([claim(ClaimKind.TREND, "0.5", "0.3", series="MEL", trend="rises")], "rises from 0.5 to 0.3"),
        ([claim(ClaimKind.SERIES_COUNT, "2"), claim(ClaimKind.SERIES_COUNT, "3")], "series: 2 and 3"),
    ],
)
def test_contradiction(claims: list[Claim], words: str) -> None:
    (found,) = find_contradictions(claims)
    assert words in found.sentence
    assert sorted(found.claims) == list(range(len(claims)))


def test_more_panels_named_than_announced() -> None:
    panels = [PanelRef(text=t, title=t) for t in ("Biology", "Chemistry", "Physics")]
    listed = [claim(ClaimKind.MAXIMUM, "1", series="MEL", panel=panel) for panel in panels]
    (found,) = find_contradictions([claim(ClaimKind.GRID_SHAPE, "1", "2"), *listed])
    assert found.sentence == "1 × 2 panels announced, 3 named"
    assert not find_contradictions([claim(ClaimKind.GRID_SHAPE, "3", "1"), *listed])


@pytest.mark.parametrize(
    "claims",
    [
        [value("~0.30", "80"), value("0.297", "80")],  # roundings of one number
        [value("0.30", "80"), value("0.36", "80", series="GRPO")],
        [value("0.30", "80"), value("0.36", "100")],
        [claim(ClaimKind.AXIS_RANGE, "0", "140", side="x"), value("0.13", "140")],
        [claim(ClaimKind.MAXIMUM, "0.36", series="MEL", x=at("80"), text="peaks"), value("0.46", "130")],
        [claim(ClaimKind.RANGE, "0.27", "0.30", series="MEL", x=at("60", "100")), value("0.37", "120")],
    ],
)
def test_no_contradiction(claims: list[Claim]) -> None:
    assert find_contradictions(claims) == []


def test_points_beside_one_axis_are_one_contradiction_and_two_y_axes_none() -> None:
    beside = [claim(ClaimKind.AXIS_RANGE, "0.15", "0.45", side="y"), value("0.13", "0"), value("0.46", "130")]
    (found,) = find_contradictions(beside)
    assert found.claims == (0, 1, 2)
    assert found.sentence.startswith("0.13, 0.46 lie outside of the axis")
    axes = [AxisRef(text=label, side="y", label=label) for label in ("Accuracy", "Tokens")]
    ranges = [claim(ClaimKind.AXIS_RANGE, "0", high, axis=axis) for high, axis in zip(("1", "900"), axes, strict=True)]
    assert find_contradictions(ranges) == []


def test_sections_of_both_axes_may_tell_of_one_name() -> None:
    text = (
        "Kiwi (blue), Plum (red).\n### Left Y-Axis: Loss\n- Kiwi: (0, 0.5), (50, 0.7)\n"
        "### Right Y-Axis: Tokens\n- Kiwi: (0, 3000), (50, 4000)"
    )
    claims = read_claims(text, Known(series=("Kiwi", "Plum"))).claims
    assert [one.axis.side for one in claims if one.kind is ClaimKind.VALUE and one.axis] == ["left"] * 2 + ["right"] * 2
    assert find_contradictions(claims, text) == []


def test_nobody_denies_in_one_sentence_what_was_just_said() -> None:
    known = Known(series=("Kiwi",))
    breath = "In Lima, Kiwi peaks at 0.4 at step 20, and in Oslo Kiwi peaks at 0.9 at step 20."
    assert find_contradictions(read_claims(breath, known).claims, breath) == []
    twice = "Kiwi is at 0.4 at step 20. Kiwi is at 0.9 at step 20."
    (found,) = find_contradictions(read_claims(twice, known).claims, twice)
    assert found.sentence == "two values for one point: 0.4 and 0.9 at 20"


def test_an_extreme_belongs_to_the_panel_in_the_brackets_behind_it() -> None:
    known = Known(series=("Kiwi",), panels=("Lima", "Oslo"))
    text = (
        "## Lima\nKiwi fluctuates between 0.20 and 0.50.\n\n## Notes\n"
        "For Kiwi the lowest value is 0.20 (Lima, step 5), the highest 0.96 (Oslo, step 9)."
    )
    claims = read_claims(text, known).claims
    extremes = [c for c in claims if c.kind in (ClaimKind.MINIMUM, ClaimKind.MAXIMUM)]
    assert [one.panel.title for one in extremes if one.panel] == ["Lima", "Oslo"]
    assert find_contradictions(claims, text) == []


def test_texts_that_differ_and_whom_the_figure_bears_out() -> None:
    right, wrong = judged(value("0.46", "130")), judged(value("11.5", "130"))
    (found,) = find_disagreements({"a": [right], "b": [wrong]})
    assert found.supported == ("a",)
    assert found.claims == (("a", 0), ("b", 0))
    assert "a: 0.46 at 130; b: 11.5 at 130; figure: 0.4" in found.sentence
    assert find_disagreements({"a": [right], "b": [judged(value("0.460", "130"))]}) == []
