"""How curves run."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told

NAMES = "Two lines: Kiwi (blue) and Fig (red). X-axis: Step (0 to 100).\n\n"
KINDS = ("value", "start", "end", "maximum", "minimum", "range", "trend")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiwi starts at ~0.13 (step 0) and ends at 0.5.", ["start Kiwi ~0.13 @0", "end Kiwi 0.5"]),
        (
            "Kiwi starts at 1.5 (step 0), rises sharply to 2.7 by step 40.",
            ["start Kiwi 1.5 @0", "trend Kiwi rises @0..40", "value Kiwi 2.7 @40"],
        ),
        ("Fig peaks at 0.37 around step 80.", ["maximum Fig 0.37 @~80"]),
        ("Fig reaches its lowest point around step 30.", ["minimum Fig @~30"]),
        ("The highest value of Fig is 0.9.", ["maximum Fig 0.9"]),
        ("Kiwi fluctuates between 0.2 and 0.3 from steps 60–100.", ["range Kiwi 0.2,0.3 @60..100"]),
        ("A sharp drop of Fig from 0.46 to 0.33 between steps 30–40.", ["trend Fig falls 0.46,0.33 @30..40"]),
        ("Fig goes from 12 at step 10 to 30 at step 50.", ["trend Fig rises 12,30 @10..50"]),
        ("Between steps 20 and 40, Kiwi is nearly flat.", ["trend Kiwi flat @20..40"]),
        ("Kiwi maintains a stable 0.82 from step 60 onward.", ["trend Kiwi flat 0.82 @60.."]),
        ("Kiwi shows a notable dip to 0.76 at step 30.", ["minimum Kiwi 0.76 @30 within 'local'"]),
        ("At step 70, Fig is approximately 0.5.", ["value Fig ~0.5 @70"]),
        ("Fig rises steadily, reaching about 0.88.", ["trend Fig rises", "end Fig ~0.88"]),
        ("Both lines show fluctuations.", ["trend * volatile"]),
        ("The red line has an inverted U-shape.", ["trend Fig peaked"]),
        (
            "From 20 to 60 steps, Kiwi plateaus and slightly decreases.",
            ["trend Kiwi flat @20..60", "trend Kiwi falls @20..60"],
        ),
        ("The largest gains of Kiwi occur during the first 20 steps.", ["trend Kiwi rises @..20"]),
        ("In the final steps, Fig ends at 0.3.", ["end Fig 0.3"]),
        (
            "Kiwi: 0.1 → 0.4 → 0.3 (steps 0 → 80 → 100).",
            ["value Kiwi 0.1 @0", "value Kiwi 0.4 @80", "value Kiwi 0.3 @100"],
        ),
        ("Kiwi rises from 0.1 through 0.2 at step 40 to 0.4 at step 80.", ["trend Kiwi rises 0.1,0.4 @..80"]),
        ("The minimum of Kiwi after step 80 is 0.2.", ["minimum Kiwi 0.2 within 80.."]),
        ("Kiwi has fallen from its peak by step 90.", ["trend Kiwi falls @'some point'"]),
    ],
)
def test_movements(text: str, expected: list[str]) -> None:
    assert told(NAMES + text, *KINDS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kiwi does not increase after step 20.",
        "Many lines show strong fluctuations.",
        "As the number of steps increases, training gets slower.",
        "The rise may be due to a warm-up of the rates.",
        "Kiwi varies across benchmarks.",
        "Kiwi peaks 30 steps later than Fig.",
        "After step 60, Kiwi shows no improvement.",
        "Kiwi makes little improvement after step 60.",
        "Kiwi: 0.1 → 0.4 → 0.3.",
    ],
)
def test_what_tells_of_no_movement(text: str) -> None:
    assert told(NAMES + text, *KINDS) == []


def test_a_peak_that_the_text_tops_itself_is_a_local_one() -> None:
    text = NAMES + "Fig peaks at 0.36 at step 20. Fig reaches 0.46 at step 80."
    assert told(text, "maximum") == ["maximum Fig 0.36 @20 within 'local'"]
    assert told(text.replace("peaks at", "has its highest value,"), "maximum") == ["maximum Fig 0.36 @20"]


def test_a_phase_above_limits_the_search() -> None:
    text = (
        NAMES
        + "### Fig\n- **Late training**: Peaks at 0.4 at step 80.\n- **Phase 2 (steps 10–30)**: falls from 4 to 2."
    )
    assert told(text, *KINDS) == ["maximum Fig 0.4 @80 within 'late training'", "trend Fig falls 4,2 @10..30"]


def test_years_are_dates() -> None:
    text = "Sales of the firm fell from 13.0 in 1990 to 7.9 in 2020."
    assert told(text, "trend") == ["trend the-line falls 13,7.9 @1990..2020"]
