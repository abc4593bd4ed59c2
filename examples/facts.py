"""The true numbers of the five example figures.

Labels, ranges and the values at named steps follow five written descriptions of charts; the steps
between them are filled in by hand, and in the grid by a seeded random walk. They are no measurements.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import NamedTuple

from schemas.truth import TrueBand, TruePanel, TrueSeries, Truth

Values = list[float | None]  # as truth files hold them

STEPS_BY_TEN: Values = [float(step) for step in range(0, 141, 10)]
ITERATIONS: Values = [float(iteration) for iteration in range(0, 151, 10)]
CHECKPOINTS: Values = [float(iteration) for iteration in range(100, 1401, 100)]


def example_truths() -> list[Truth]:
    """The five figures, in the order of the descriptions; ``id`` is the stem of their files."""
    return [aime24(), math500(), benchmarks_grid(), pass_at_1(), mmlu_pro()]


def aime24() -> Truth:
    """Two lines with circles and triangles; they start alike and part after step 40."""
    grpo = [0.13, 0.16, 0.20, 0.245, 0.27, 0.262, 0.285, 0.274, 0.30, 0.288, 0.37, 0.352, 0.343, 0.312, 0.30]
    mel = [0.13, 0.175, 0.20, 0.226, 0.24, 0.273, 0.297, 0.338, 0.36, 0.31, 0.27, 0.328, 0.40, 0.46, 0.33]
    return _two_models("aime24", "Benchmark: AIME24", grpo, mel, y_lim=(0.11, 0.48), tags=["markers"])


def math500() -> Truth:
    """Two plain lines that meet at steps 0, 20 and 80 and end together."""
    grpo = [0.74, 0.757, 0.77, 0.784, 0.795, 0.793, 0.80, 0.806, 0.80, 0.804, 0.815, 0.818, 0.82, 0.82, 0.82]
    mel = [0.74, 0.75, 0.77, 0.76, 0.79, 0.805, 0.81, 0.80, 0.80, 0.81, 0.82, 0.81, 0.84, 0.834, 0.82]
    return _two_models("math500", "Benchmark: MATH500", grpo, mel, y_lim=(0.735, 0.845), tags=[])


def pass_at_1() -> Truth:
    """Two lines with circles, each with a band; at iteration 900 they are furthest apart.

    At 100 and 200 both round to the same value; they differ just enough to be seen as two lines.
    """
    v10 = [0.2944, 0.2924, 0.303, 0.321, 0.325, 0.320, 0.305, 0.302, 0.321, 0.295, 0.302, 0.278, 0.310, 0.300]
    v1 = [0.2936, 0.2916, 0.309, 0.318, 0.313, 0.289, 0.300, 0.298, 0.280, 0.306, 0.290, 0.297, 0.308, 0.302]
    v10_half = [2.0, 2.2, 2.8, 5.0, 5.5, 4.8, 3.0, 4.6, 5.2, 4.8, 3.0, 2.6, 2.4, 2.0]
    v1_half = [2.2, 2.0, 2.6, 3.0, 3.2, 3.4, 3.0, 4.4, 7.0, 4.6, 3.0, 2.6, 2.4, 2.2]
    names = ("v10-l1-length-4096", "v1-l1-length-4096")
    panel = TruePanel(
        title="Pass@1 over Iterations per Model (with Variance)",
        x_label="Iteration",
        y_label="AIME 2.4 Pass@1",
        x_lim=(0, 1450),
        y_lim=(0.268, 0.332),
        series=[TrueSeries(name=names[0], x=CHECKPOINTS, y=[*v10]), TrueSeries(name=names[1], x=CHECKPOINTS, y=[*v1])],
        bands=[
            _band(names[0], CHECKPOINTS, v10, [0.001 * half for half in v10_half]),
            _band(names[1], CHECKPOINTS, v1, [0.001 * half for half in v1_half]),
        ],
    )
    return Truth(id="pass_at_1", renderer="matplotlib", tags=["band", "markers"], panels=[panel])


def mmlu_pro() -> Truth:
    """One line that rises, rests between steps 400 and 600 and rises again."""
    steps: Values = [float(step) for step in range(0, 801, 50)]
    scores: Values = [50.2, 52.3, 53.6, 54.3, 54.8, 55.0, 55.15, 55.25, 55.4]
    scores += [55.38, 55.3, 55.22, 55.2, 55.6, 56.0, 56.3, 56.7]
    panel = TruePanel(
        x_label="RL training steps",
        y_label="MMLU-Pro",
        x_lim=(-20, 820),
        y_lim=(49.8, 57.1),
        series=[TrueSeries(x=steps, y=scores)],
    )
    return Truth(id="mmlu_pro", renderer="matplotlib", tags=[], panels=[panel])


class Benchmark(NamedTuple):
    """A panel of the grid: accuracy runs from ``low`` to ``high``, or swings between them; tokens end at ``tokens``."""

    title: str
    rises: bool
    low: float
    high: float
    tokens: int
    y_lim: tuple[float, float]


# The limits leave room for the legend above the lines.
BENCHMARKS = (
    Benchmark("Total@temp_1.0", True, 0.75, 0.88, 20000, (0.66, 0.96)),
    Benchmark("OMNI-MATH500", False, 0.45, 0.65, 25000, (0.34, 0.78)),
    Benchmark("MATH500", True, 0.82, 0.90, 15000, (0.77, 0.95)),
    Benchmark("AIMO2024", False, 0.20, 0.50, 30000, (0.05, 0.70)),
    Benchmark("AIME2024", True, 0.50, 0.70, 20000, (0.38, 0.83)),
    Benchmark("ChatGLMMath", False, 0.65, 0.85, 17500, (0.54, 0.98)),
    Benchmark("GAOKAO", True, 0.85, 0.96, 14000, (0.78, 1.03)),
    Benchmark("GPQA", False, 0.40, 0.60, 7500, (0.29, 0.73)),
    Benchmark("BZ2024", False, 0.70, 0.85, 20000, (0.62, 0.95)),
    Benchmark("Biology", False, 0.70, 0.80, 15000, (0.64, 0.87)),
    Benchmark("Chemistry", False, 0.70, 0.85, 20000, (0.62, 0.95)),
    Benchmark("Physics", False, 0.75, 0.90, 15000, (0.67, 1.00)),
)


def benchmarks_grid() -> Truth:
    """Twelve panels with accuracy on the left axis and token length on the right one."""
    panels = [_benchmark_panel(benchmark, Random(seed)) for seed, benchmark in enumerate(BENCHMARKS)]
    tags = ["band", "dual_axis", "grid_panels", "markers"]
    return Truth(id="benchmarks_grid", renderer="matplotlib", tags=tags, panels=panels)


def _benchmark_panel(benchmark: Benchmark, random: Random) -> TruePanel:
    accuracy = _accuracy(benchmark, random)
    tokens = _tokens(benchmark.tokens, random)
    span = benchmark.high - benchmark.low
    return TruePanel(
        title=benchmark.title,
        x_label="Iterations",
        y_label="Accuracy",
        y2_label="Token Length",
        y2_scale="linear",
        x_lim=(-5, 155),
        y_lim=benchmark.y_lim,
        y2_lim=(-0.05 * benchmark.tokens, 1.6 * benchmark.tokens),
        series=[
            TrueSeries(name="Performance", x=ITERATIONS, y=[*accuracy]),
            TrueSeries(name="Token Length", axis="right", x=ITERATIONS, y=[*tokens]),
        ],
        bands=[_band("Performance", ITERATIONS, accuracy, [0.1 * span] * len(ITERATIONS))],
    )


def _accuracy(benchmark: Benchmark, random: Random) -> list[float]:
    """A noisy rise or a swing that touches both ``low`` and ``high``; a rise ends at them."""
    last = len(ITERATIONS) - 1
    if benchmark.rises:
        shares = [i / last + random.uniform(-0.1, 0.1) for i in range(last + 1)]
        shares[0], shares[last] = 0.0, 1.0
        shares = [min(max(share, 0.0), 1.0) for share in shares]
    else:
        draws = [sum(pair) for pair in pairwise(random.random() for _ in range(last + 2))]
        shares = [(draw - min(draws)) / (max(draws) - min(draws)) for draw in draws]
    return [round(benchmark.low + share * (benchmark.high - benchmark.low), 4) for share in shares]


def _tokens(end: int, random: Random) -> list[float]:
    """A steady rise from 0 to ``end`` in uneven steps."""
    steps = [random.uniform(0.6, 1.4) for _ in ITERATIONS[1:]]
    return [round(end * sum(steps[:i]) / sum(steps), 0) for i in range(len(ITERATIONS))]


def _two_models(
    stem: str, title: str, grpo: list[float], mel: list[float], y_lim: tuple[float, float], tags: list[str]
) -> Truth:
    panel = TruePanel(
        title=title,
        x_label="Training Step",
        y_label="Validation Score",
        x_lim=(-5, 145),
        y_lim=y_lim,
        series=[TrueSeries(name="GRPO", x=STEPS_BY_TEN, y=[*grpo]), TrueSeries(name="MEL", x=STEPS_BY_TEN, y=[*mel])],
    )
    return Truth(id=stem, renderer="matplotlib", tags=tags, panels=[panel])


def _band(name: str, x: Values, centre: list[float], half: list[float]) -> TrueBand:
    lower: Values = [round(y - h, 4) for y, h in zip(centre, half, strict=True)]
    upper: Values = [round(y + h, 4) for y, h in zip(centre, half, strict=True)]
    return TrueBand(name=name, x=x, lower=lower, upper=upper)
