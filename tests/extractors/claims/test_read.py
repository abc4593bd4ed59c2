"""Whole texts in, claims out."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import Known, read_claims
from schemas.claims import Claim, ClaimKind

REPORT = """## Line chart: Reward of two agents

The chart compares two agents, **Alpha** (blue) and **Beta** (orange), over 50 epochs.

- **X-axis**: "Epoch" (0-50, increments of 10)
- **Y-axis**: "Reward", ranging from -2 to 8
- **Legend**: top left

### Alpha
* Starts at ~-1.5 (epoch 0), climbs to 6.2 by epoch 30.
* Plateaus between epochs 30 and 50.

### Beta
- Key points:
- (0, -1.4)
- (25, 3.1)

Both agents converge at epoch 45. This may be due to the shared encoder.
"""


def claims_of(text: str, kind: ClaimKind) -> list[Claim]:
    return [claim for claim in read_claims(text).claims if claim.kind is kind]


def test_every_claim_keeps_its_words() -> None:
    parsed = read_claims(REPORT)
    assert len(parsed.claims) == 17
    assert all(REPORT[claim.start : claim.end] == claim.text for claim in parsed.claims)


def test_values_below_a_heading_are_of_its_series() -> None:
    values = [
        (c.series and c.series.name, c.x and c.x.start and c.x.start.value, c.values[0].value)
        for c in claims_of(REPORT, ClaimKind.VALUE)
    ]
    assert values == [("Alpha", 30.0, 6.2), ("Beta", 0.0, -1.4), ("Beta", 25.0, 3.1)]


def test_what_it_may_mean_is_no_claim() -> None:
    passages = read_claims(REPORT).interpretation
    assert [passage.text for passage in passages] == ["This may be due to the shared encoder."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "binary"),
        ("a" * 5_000_000, "too_large"),
        ("Die Kurve ist schön und wird von vielen Leuten gern betrachtet.", "not_english"),
        ("The weather in the north is fine and the people are happy.", "no_claims"),
    ],
)
def test_texts_without_claims_give_a_reason(text: str | bytes, reason: str) -> None:
    parsed = read_claims(text)
    assert (parsed.claims, parsed.reason) == ((), reason)


KNOWN = Known(series=("A", "lr = 0.1"), panels=("Task A", "B"), x_labels=("low",), categories=("low", "high", "3"))
WORDS = [
    word.replace("⏎", "\n")
    for line in (
        "- _* _1. _## _| _**_`_$_:_⏎_⏎⏎_ _, _. _(_)_~_–_→_0_0.5_1,200_3x4_%_2015 _\"_'_|---|---|",
        "step _from _to _between _and _at _A _B _the blue line _both lines _x-axis _Legend: _panel (a) _is _no ",
        "-> _: _ = _Q: what is the maximum of A? _A: _in Task A _low_ to high_ > B_[0, 1]_until _lr = 0.1_ finally ",
        "rises _peaks _than _never exceeds _converge _higher _widest _e.g. _may _starts _falls _titled _grid ",
    )
    for word in line.split("_")
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_any_words_give_claims_with_their_exact_text(text: str) -> None:
    parsed = read_claims(text, KNOWN)
    assert bool(parsed.claims) == (parsed.reason == "")
    parts = [(claim.start, claim.end, claim.text) for claim in parsed.claims]
    parts += [(passage.start, passage.end, passage.text) for passage in parsed.interpretation]
    assert all(text[start:end] == words != "" for start, end, words in parts)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_anything_is_read_without_an_error(text: str | bytes) -> None:
    parsed = read_claims(text)
    assert bool(parsed.claims) == (parsed.reason == "")


@pytest.mark.parametrize(
    "part",
    [
        REPORT,
        "rises from 1 to 2 and then ",
        "(1, 2), ",
        "- Step 3: 0.5\n",
        "| 1 | 2 |\n|---|---|\n",
        "**a** ((((",
        "steps 1 ",
        "Q: What is the highest value of A? A: 0.4 at step 3.\n",
        "x = 5 → 0.3, ",
    ],
)
def test_time_grows_with_the_length_alone(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        started = time.process_time()
        read_claims(text)
        return time.process_time() - started

    gc.collect()
    gc.disable()  # what other tests have left in memory is walked through in proportion to what is made here
    try:
        short, long = (min(seconds(length) for _ in range(2)) for length in (4_000, 32_000))
    finally:
        gc.enable()
    assert long < 8 * 4 * max(short, 0.01)


@pytest.mark.parametrize(
    "part", ["1.2 ", "7 ", "5% ", "0–", "0 to 1 ", "dark ", "solid ", "<a ", "x = 1: y = 2 ", "3000 → 2950 ", "(", "a;"]
)
def test_no_text_takes_much_longer_than_a_report_of_its_length(part: str) -> None:
    def seconds(words: str) -> float:
        text = words * (2_000 // len(words))
        started = time.process_time()
        read_claims(text)
        return time.process_time() - started

    assert min(seconds(part) for _ in range(2)) < 8 * max(seconds(REPORT), 0.02)
