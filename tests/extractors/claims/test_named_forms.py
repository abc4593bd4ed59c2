"""Every kind of statement and every form of writing that descriptions are known to use, one line for each."""

from __future__ import annotations

import pytest

from extractors.claims import Known, read_claims
from tests.extractors.claims.brief import brief

KNOWN = Known(
    series=("GRPO", "MEL"),
    x_labels=("Training Step",),
    y_labels=("Score",),
    x_ranges=((0, 140),),
    y_ranges=((0.1, 0.5),),
)

KINDS: dict[str, tuple[str, list[str]]] = {
    "chart type": ("## Line Graph: Benchmark", ["chart_type line graph"]),
    "number of panels": ("The figure has three panels.", ["panel_count 3"]),
    "grid shape": ("A 3x4 grid of line charts.", ["grid_shape 3,4", "chart_type line charts"]),
    "number of series": ("Two lines are drawn.", ["series_count 2"]),
    "title": ('- **Title**: "Benchmark: AIME24"', ["title Benchmark: AIME24"]),
    "axis label": ('- **X-axis**: "Training Step"', ["axis_label x Training Step"]),
    "axis range": ("The y-axis ranges from 0.15 to 0.45.", ["axis_range y 0.15,0.45"]),
    "tick step, increments": ("- **X-axis**: increments of 20", ["tick_step x 20"]),
    "tick step, gridlines": ("- **Y-axis**: gridlines at intervals of 200", ["tick_step y 200"]),
    "tick values": ("* **X-Axis:**\n  * **Major tick marks:** 0, 25, 50, …", ["tick_values x 0,25,50"]),
    "axis scale": ("* **Y-Axis:** logarithmic scale", ["axis_scale y log"]),
    "legend entry with colour": ("- **Legend**:\n  - Blue line: GRPO", ["series_color GRPO blue", "legend_entry GRPO"]),
    "colour by nearest name": ("GRPO is drawn in light coral.", ["series_color GRPO light coral"]),
    "marker": ("GRPO is plotted with circular markers.", ["series_marker GRPO circle"]),
    "legend position": ("The legend is in the lower right corner.", ["legend_position lower right corner"]),
    "no legend": ("There is no legend.", ["no_legend"]),
    "value, pair": ("GRPO: (20, 0.27)", ["value GRPO 0.27 @20"]),
    "value, place as label": ("### GRPO\n- Step 40: ~0.27", ["value GRPO ~0.27 @40"]),
    "value in words": ("GRPO is approximately 0.4 at 100.", ["value GRPO ~0.4 @100"]),
    "value in a table": (
        "| Step | GRPO | MEL |\n|---|---|---|\n| 10 | 0.3 | 0.4 |", ["value GRPO 0.3 @10", "value MEL 0.4 @10"],
    ),
    "start": ("GRPO starts at 0.13.", ["start GRPO 0.13"]),
    "end": ("GRPO ends at 0.30.", ["end GRPO 0.3"]),
    "maximum with place": ("GRPO peaks at 0.37 at step 100.", ["maximum GRPO 0.37 @100"]),
    "minimum with place": ("The lowest value of GRPO is 0.13 at step 0.", ["minimum GRPO 0.13 @0"]),
    "range over an interval": (
        "GRPO fluctuates between 0.27 and 0.30 from 60–100.", ["range GRPO 0.27,0.3 @60..100"],
    ),
    "trend: rises": ("GRPO rises from step 0 to 40.", ["trend GRPO rises @0..40"]),
    "trend: falls": ("GRPO falls from step 100 to 140.", ["trend GRPO falls @100..140"]),
    "trend: plateaus": ("GRPO plateaus between steps 60 and 90.", ["trend GRPO flat @60..90"]),
    "trend: steady": ("GRPO remains steady from step 60 to 90.", ["trend GRPO flat @60..90"]),
    "trend: volatile": ("GRPO is volatile from step 60 to 90.", ["trend GRPO volatile @60..90"]),
    "trend: U-shaped": ("GRPO is U-shaped.", ["trend GRPO u_shaped"]),
    "trend: monotonic": ("GRPO rises monotonically.", ["trend GRPO rises"]),
    "bound never exceeds": ("GRPO never exceeds ~0.4.", ["bound GRPO below ~0.4"]),
    "bound stays above": ("GRPO stays above 0.3 after step 60.", ["bound GRPO above 0.3 @60.."]),
    "equality": ("GRPO and MEL converge at step 80.", ["equality GRPO MEL @80"]),
    "crossing": ("GRPO crosses MEL at step 92.", ["crossing GRPO MEL @92"]),
    "divergence": ("GRPO and MEL diverge after step 40.", ["divergence GRPO MEL @40"]),
    "comparison": ("MEL outperforms GRPO in the final steps.", ["comparison MEL above GRPO @'final steps'"]),
    "higher peak": ("MEL has a higher peak than GRPO.", ["comparison MEL above GRPO maximum"]),
    "gap": ("The gap between MEL and GRPO is 0.1 at step 100.", ["comparison MEL apart GRPO 0.1 @100"]),
    "gap in favour": ("The gap at step 100 is 0.1 in favour of GRPO.", ["comparison GRPO above * 0.1 @100"]),
    "lead": ("MEL leads by 0.06 at step 80.", ["comparison MEL above * 0.06 @80"]),
    "band widest": ("The band of GRPO is widest at step 40.", ["band_widest GRPO @40"]),
}  # fmt: skip

FORMS: dict[str, tuple[str, list[str]]] = {
    "nested bullets": ("- GRPO\n  - peak: 0.37 at step 100", ["maximum GRPO 0.37 @100"]),
    "bold labels": ("**GRPO**: ends at 0.30", ["end GRPO 0.3"]),
    "running sentences": ("GRPO starts at 0.13. It ends at 0.30.", ["start GRPO 0.13", "end GRPO 0.3"]),
    "list of pairs": ("GRPO: (20, 0.27), (40, 0.3)", ["value GRPO 0.27 @20", "value GRPO 0.3 @40"]),
    "en dash": ("GRPO rises over steps 20–40.", ["trend GRPO rises @20..40"]),
    "hyphen": ("GRPO rises over steps 20-40.", ["trend GRPO rises @20..40"]),
    "two dots": ("GRPO rises over steps 20..40.", ["trend GRPO rises @20..40"]),
    "percent": ("GRPO ends at 30%.", ["end GRPO 30%"]),
    "thousands separators": ("GRPO ends at 12,500.", ["end GRPO 12500"]),
    "scientific notation": ("GRPO ends at 1.2e-4.", ["end GRPO 0.00012"]),
    "powers of ten": ("GRPO ends at 10^-3.", ["end GRPO 0.001"]),
    "step 0": ("At step 0, GRPO is 0.13.", ["value GRPO 0.13 @0"]),
    "at 0 training steps": ("At 0 RL training steps GRPO is at 0.13.", ["value GRPO 0.13 @0"]),
    "by step": ("GRPO reaches 0.30 by step 140.", ["value GRPO 0.3 @140"]),
    "between steps": ("GRPO falls between steps 130–140.", ["trend GRPO falls @130..140"]),
    "x and Y": ("### GRPO\n- x = 10: Y = 0.32", ["value GRPO 0.32 @10"]),
    "plus minus": ("GRPO: (0, 0.48 ± 0.05)", ["value GRPO 0.48 @0"]),
    "0.90 to 0.91": ("At step 40 GRPO is 0.40 to 0.41.", ["value GRPO 0.4,0.41 @40"]),
    "0.26 to 0.30 over a stretch": (
        "From step 40 to 90, GRPO is 0.26 to 0.30.", ["range GRPO 0.26,0.3 @40..90"],
    ),
    "almost equal sign": ("GRPO ends at ≈ 0.30.", ["end GRPO ~0.3"]),
    "arrow": ("GRPO: 0.30 → 0.25 (steps 0–50)", ["trend GRPO falls 0.3,0.25 @0..50"]),
    "numbers in bold": ("GRPO ends at **0.30**.", ["end GRPO 0.3"]),
    "numbers in backticks": ("GRPO ends at `0.30`.", ["end GRPO 0.3"]),
    "TeX": ("- **Y-axis**: $R^2$", ["axis_label y R^2"]),
    "axes by side": ("### Primary Y-Axis (Left)\n- Label: Loss", ["axis_label left Loss"]),
    "left and right chart": (
        "- Left chart: GRPO ends at 0.30.\n- Right chart: MEL ends at 0.33.",
        ["end [left] GRPO 0.3", "end [right] MEL 0.33"],
    ),
    "numbered list per panel": (
        "A figure with two panels.\n1. **Task A**: GRPO ends at 0.30.\n2. **Task B**: GRPO ends at 0.4.",
        ["panel_count 2", "title [Task A] Task A", "end [Task A] GRPO 0.3", "title [Task B] Task B",
         "end [Task B] GRPO 0.4"],
    ),
    "question and answer": ("Q: What is the highest value of MEL?\nA: 0.46, at step 130.", ["maximum MEL 0.46 @130"]),
    "yes and no": ("Q: Is the scale of the y-axis logarithmic?\nA: No, it is linear.", ["axis_scale y linear"]),
    "key and value": ("n_series = 2\nGRPO max: 0.37 @ step 100", ["series_count 2", "maximum GRPO 0.37 @100"]),
    "rows of values": ("x: 0, 20; GRPO: 0.13, 0.20", ["value GRPO 0.13 @0", "value GRPO 0.2 @20"]),
    "chain of places": ("- GRPO: 0.13 -> 0.27 @40 -> 0.37 @100", ["value GRPO 0.27 @40", "value GRPO 0.37 @100"]),
    "words in a table": ("| Line | Trend |\n|---|---|\n| GRPO | rises until step 40 |", ["trend GRPO rises @..40"]),
}  # fmt: skip

NO_CLAIMS = {
    "interpretation": "This may indicate overfitting.",
    "denied movement": "GRPO does not increase steadily.",
    "legend of one series": "There is no legend for GRPO.",
    "part of what was told before": "Most of it, about three quarters of it in the first 20 steps.",
}


@pytest.mark.parametrize("name", [*KINDS, *FORMS])
def test_named_form(name: str) -> None:
    text, expected = (KINDS | FORMS)[name]
    assert [brief(claim) for claim in read_claims(text, KNOWN).claims] == expected


@pytest.mark.parametrize("name", NO_CLAIMS)
def test_what_is_no_claim(name: str) -> None:
    assert read_claims(NO_CLAIMS[name], KNOWN).claims == ()


@pytest.mark.parametrize("hedge", ["~", "approximately ", "around ", "roughly ", "about ", "≈ "])
def test_hedges(hedge: str) -> None:
    assert [brief(claim) for claim in read_claims(f"GRPO ends at {hedge}0.30.", KNOWN).claims] == ["end GRPO ~0.3"]


def test_a_place_is_not_that_of_a_value_before_others() -> None:
    text = "MEL stands at 0.36, goes to 0.27 and on to a value of 0.46 at step 130."
    assert "value MEL 0.36 @130" not in [brief(claim) for claim in read_claims(text, KNOWN).claims]
