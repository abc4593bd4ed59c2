"""Inline marks away, places kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.claims.plain import to_plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Loss** falls to `0.3`", "Loss falls to 0.3"),
        ("*Local minimum* and __bold__", "Local minimum and bold"),
        ("$R^2$ rises to $\\approx 0.9$", "R^2 rises to ~ 0.9"),
        ("from $5 to $7 a share", "from $5 to $7 a share"),
        ("run_1 of temp_1.0", "run_1 of temp_1.0"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("[the plot](fig.png) ends", "the plot ends"),
        ("a\u00a0≈\u00a0−3", "a ~ -3"),
        ("x<br>y &le; 3", "x y ≤ 3"),
    ],
)
def test_marks(source: str, text: str) -> None:
    assert to_plain(source, 0, len(source)).text == text


def test_bold_spans() -> None:
    source = "**Peak**: `0.9` at **40**"
    plain = to_plain(source, 0, len(source))
    assert [plain.text[start:end] for start, end in plain.bold] == ["Peak", "40"]


def test_a_span_leads_back_to_its_source() -> None:
    source = "ends at **0.82** there"
    plain = to_plain(source, 0, len(source))
    start = plain.text.index("0.82")
    first, last = plain.original(start, start + 4)
    assert source[first:last] == "0.82"


@given(st.text(alphabet="ab1 *_`$\\{}[]()<>&;~-→≈\n", max_size=200))
def test_places_are_in_order_and_within(source: str) -> None:
    plain = to_plain(source, 0, len(source))
    assert len(plain.at) == len(plain.text)
    assert all(0 <= place < len(source) for place in plain.at)
    assert list(plain.at) == sorted(plain.at)
