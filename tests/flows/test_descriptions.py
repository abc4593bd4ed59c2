"""Which text describes which figure."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from flows.batches import digitise_job
from flows.descriptions import describe_job, describe_jobs, find_texts, pair_texts
from flows.keeping import Setting
from flows.sources import Job, find_images, job_of, jobs_of
from reports.dataset import read_record
from schemas.options import Options
from schemas.run import Outcome, TextReport


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def _jobs(folder: Path) -> list[Job]:
    return jobs_of(find_images(folder), folder)


def _paired(jobs: list[Job]) -> dict[str, list[tuple[str, str]]]:
    return {job.source: [(text.source, text.path) for text in job.descriptions] for job in jobs}


@pytest.mark.parametrize(
    ("texts", "figures", "paired"),
    [
        (["a.md", "a.txt", "b.TXT"], ["a.png", "b.jpg"], {"a.png": ["a.md", "a.txt"], "b.jpg": ["b.TXT"]}),
        (["a.md"], ["a.png", "a.jpg"], {"a.png": ["a.md"], "a.jpg": ["a.md"]}),
        (["x/a.md", "a.md"], ["x/a.png"], {"x/a.png": ["x/a.md"]}),
        (["a.md"], ["x/a.png"], {}),
        (["a.2.md", "a.md"], ["a.png", "a.2.png"], {"a.png": ["a.md"], "a.2.png": ["a.2.md"]}),
        (["A.md", "ab.md"], ["a.png"], {}),
    ],
)
def test_texts_beside_a_figure_describe_it(texts: list[str], figures: list[str], paired: dict[str, list[str]]) -> None:
    pairs = pair_texts(texts, [(name,) for name in figures], anywhere=False)
    found: dict[str, list[str]] = {}
    for pair in pairs.pairs:
        found.setdefault(figures[pair.figure], []).append(pair.text)
    assert found == paired
    assert set(pairs.unmatched) == set(texts) - {text for group in paired.values() for text in group}


@pytest.mark.parametrize(
    ("text", "stem", "source"),
    [("a.md", "a", ""), ("a.gpt-4.1.md", "a", "gpt-4.1"), ("a.b.human.txt", "a.b", "human"), ("a.b.md", "a.b", "")],
)
def test_the_source_stands_behind_the_stem(text: str, stem: str, source: str) -> None:
    (pair,) = pair_texts([text], [(f"{stem}.png",)], anywhere=False).pairs
    assert pair.source == source


@pytest.mark.parametrize(
    ("texts", "figures", "paired"),
    [
        (["a.md"], ["x/a.png"], [("a.md", "x/a.png")]),
        (["x/y/a.md"], ["a.png"], [("x/y/a.md", "a.png")]),
        (["x/a.md"], ["y/a.png"], []),
        (["a.md", "x/a.md"], ["x/a.png"], [("x/a.md", "x/a.png")]),
        (["a.md", "x/a.human.md"], ["x/a.png"], [("a.md", "x/a.png"), ("x/a.human.md", "x/a.png")]),
        (["x/a.md", "x/a.txt"], ["a.png"], [("x/a.md", "a.png"), ("x/a.txt", "a.png")]),
        (["a.md"], ["x/a.png", "x/a.gif"], [("a.md", "x/a.png"), ("a.md", "x/a.gif")]),
    ],
)
def test_texts_elsewhere_are_matched_by_stem_and_folder(
    texts: list[str], figures: list[str], paired: list[tuple[str, str]]
) -> None:
    pairs = pair_texts(texts, [(name,) for name in figures], anywhere=True)
    assert [(pair.text, figures[pair.figure]) for pair in pairs.pairs] == paired
    assert (pairs.ambiguous_figures, pairs.ambiguous_texts) == ([], [])


def test_where_there_is_a_choice_nothing_is_paired() -> None:
    pairs = pair_texts(["x/a.md", "y/a.md", "b.md"], [("a.png",), ("x/b.png",), ("y/b.png",)], anywhere=True)
    assert pairs.pairs == []
    assert (pairs.ambiguous_figures, pairs.ambiguous_texts, pairs.unmatched) == (["a.png"], ["b.md"], [])


def test_figures_with_the_same_bytes_leave_no_choice() -> None:
    (pair,) = pair_texts(["b.md"], [("x/b.png", "y/b.png")], anywhere=True).pairs
    assert (pair.figure, pair.text) == (0, "b.md")


def test_texts_about_folders_and_hidden_ones_are_no_descriptions(tmp_path: Path) -> None:
    _write(tmp_path, "README.md", "x/readme.de.txt", "LICENSE.txt", ".a.md", "a.truth.json", "x/a.md", "readme-plot.md")
    assert list(find_texts(tmp_path)) == ["readme-plot.md", "x/a.md"]


def test_jobs_carry_path_and_hash_of_their_texts(tmp_path: Path) -> None:
    _write(tmp_path / "in", "a.png", "x/b.png", "c.png", "c.md")
    _write(tmp_path / "texts", "deep/a.md", "x/b.human.md", "z.md")
    (tmp_path / "texts" / "c.md").symlink_to(tmp_path / "nowhere")
    jobs, report = describe_jobs(_jobs(tmp_path / "in"), tmp_path / "in", tmp_path / "texts")
    assert _paired(jobs) == {"a.png": [("", "deep/a.md")], "c.png": [], "x/b.png": [("human", "x/b.human.md")]}
    assert jobs[0].descriptions[0].sha256 == hashlib.sha256(b"deep/a.md").hexdigest()
    assert report == TextReport(unmatched=["z.md"], unreadable=["c.md"])


def test_a_copy_of_the_figure_brings_its_texts(tmp_path: Path) -> None:
    _write(tmp_path, "a.png", "x/twin.md")
    (tmp_path / "x" / "twin.png").write_bytes(b"a.png")
    jobs, _ = describe_jobs(_jobs(tmp_path), tmp_path)
    assert _paired(jobs) == {"a.png": [("", "x/twin.md")]}


def test_a_single_figure_has_the_texts_beside_it(tmp_path: Path) -> None:
    _write(tmp_path, "a.png", "a.2.png", "a.md", "a.2.md", "a.human.md", "x/a.md")
    job = describe_job(job_of(tmp_path / "a.png"))
    assert _paired([job]) == {"a.png": [("", "a.md"), ("human", "a.human.md")]}


def test_a_kept_record_follows_its_texts(tmp_path: Path) -> None:
    _write(tmp_path / "in", "broken.png", "broken.md")

    def run(run_id: str) -> tuple[Outcome, list[str]]:
        jobs, _ = describe_jobs(_jobs(tmp_path / "in"), tmp_path / "in")
        ((outcome,),) = (digitise_job(job, Setting(tmp_path / "out", Options(), run_id)) for job in jobs)
        return outcome, [text.sha256 for text in read_record(tmp_path / "out", outcome.figure_id).descriptions]

    first, (before,) = run("one")
    (tmp_path / "in" / "broken.md").write_bytes(b"another text" * 10**6)
    second, (after,) = run("two")
    (tmp_path / "in" / "broken.md").unlink()
    third, none = run("three")
    assert [(outcome.kept, outcome.n_descriptions) for outcome in (first, second, third)] == [
        (False, 1),
        (True, 1),
        (True, 0),
    ]
    assert (before, after, none) == (
        hashlib.sha256(b"broken.md").hexdigest(),
        hashlib.sha256(b"another text" * 10**6).hexdigest(),
        [],
    )
