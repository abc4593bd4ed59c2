"""Listed values."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "### Kiwi\n- (20, 0.77)\n- (40, ~0.8)\n### Fig\n- (20, 48.0 ± 0.5)",
            ["value Kiwi 0.77 @20", "value Kiwi ~0.8 @40", "value Fig 48 @20"],
        ),
        (
            "### Kiwi\n- Step 0: ~0.13\n- Step 1,000: 0.2\n### Fig\n- Step 0: 1",
            ["value Kiwi ~0.13 @0", "value Kiwi 0.2 @1000", "value Fig 1 @0"],
        ),
        ("Red series: x = 10: Y = 0.82; x = 20: Y = 0.90 to 0.91", ["value red 0.82 @10", "range red 0.9,0.91 @20"]),
        ("Fig (red) has 0.4 at step 20, 0.5 at step 40.", ["value Fig 0.4 @20", "value Fig 0.5 @40"]),
        (
            "- Kiwi: blue line\n- Plum: red line\n- Epoch 5: Kiwi ~1.5, Plum 2.5",
            ["value Kiwi ~1.5 @5", "value Plum 2.5 @5"],
        ),
        ("Kiwi (blue): 1 -> 1.0, 2 -> 1.9, 4 -> 3.6", ["value Kiwi 1 @1", "value Kiwi 1.9 @2", "value Kiwi 3.6 @4"]),
        (
            "### Fig\n- (1, 2)\n### Kiwi\n- step = 10 → **~0.3**\n- x = 20 → -0.4\n- x = 2020-01-05 → 0.6",
            ["value Fig 2 @1", "value Kiwi ~0.3 @10", "value Kiwi -0.4 @20", "value Kiwi 0.6 @2020-01-05"],
        ),
    ],
)
def test_values(text: str, expected: list[str]) -> None:
    assert told(text, "value", "range") == expected


def test_an_arrow_with_a_place_is_a_movement() -> None:
    text = "Speed: 3000 → 2950 (steps 0–50). Heat: 12 → 48 between steps 0 and 200."
    assert told(text, "trend") == ["trend falls 3000,2950 @0..50", "trend rises 12,48 @0..200"]


def test_a_note_beside_a_point_makes_it_an_extreme() -> None:
    text = "### Kiwi\n- (500, 0.325) - *Global maximum*\n- (700, 0.3) - *Local minimum*\n### Fig\n- (1, 2)"
    assert told(text, "maximum", "minimum") == ["maximum Kiwi 0.325 @500", "minimum Kiwi 0.3 @700 within 'local'"]
