"""Pair texts that describe figures with the figures, by file name; what a text says is not looked at here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.files import sha256_of
from flows.sources import HashOf, Job, find_files, find_images
from reports.names import relative_name
from schemas.record import DescriptionRecord
from schemas.run import TextReport

SUFFIXES = frozenset({".md", ".txt"})
# They speak of a folder, not of a figure, in whatever language: README.de.md too.
_ABOUT_FOLDERS = frozenset({"readme", "changelog", "contributing", "license", "licence", "notice", "authors"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and the figure, by its number, that it describes; ``beside``: both lie in the same relative folder."""

    figure: int
    text: str
    source: str
    beside: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs, and what could not be paired: texts for no figure, figures and texts that leave a choice."""

    pairs: list[Pair]
    unmatched: list[str]
    ambiguous_figures: list[str]
    ambiguous_texts: list[str]


def describe_jobs(
    jobs: Sequence[Job],
    folder: Path,
    descriptions: Path | None = None,
    out: Path | None = None,
    hash_of: HashOf = sha256_of,
) -> tuple[list[Job], TextReport]:
    """The jobs with their descriptions, and what is to be told of texts.

    Descriptions lie beside the figures in ``folder`` or, where ``descriptions`` is given, anywhere below that folder.
    A text that cannot be opened is reported; raises ``OSError`` where ``descriptions`` is no folder.
    """
    paths = find_texts(descriptions or folder, out)
    figures = [(job.source, *job.duplicates) for job in jobs]
    return _described(jobs, paths, pair_texts(list(paths), figures, anywhere=descriptions is not None), hash_of)


def describe_job(job: Job) -> Job:
    """The job of a single file with the descriptions beside it."""
    folder = job.path.parent
    # The other figures of the folder decide which of them a text belongs to: ``a.2.md`` where there is an ``a.2.png``.
    others = (relative_name(path, folder) for path in find_images(folder, nested=False))
    figures = [(job.source,), *((name,) for name in others if name != job.source)]
    paths = find_texts(folder, nested=False)
    pairs = pair_texts(list(paths), figures, anywhere=False)
    own = replace(pairs, pairs=[pair for pair in pairs.pairs if pair.figure == 0])
    (described,), _ = _described([job], paths, own, sha256_of)
    return described


def find_texts(folder: Path, out: Path | None = None, nested: bool = True) -> dict[str, Path]:
    """Texts under a folder that may describe a figure, by relative name, in the order of names."""
    found = {relative_name(path, folder): path for path in find_files(folder, SUFFIXES, out, nested)}
    return {name: path for name, path in found.items() if path.name.split(".")[0].lower() not in _ABOUT_FOLDERS}


def pair_texts(texts: Sequence[str], figures: Sequence[tuple[str, ...]], anywhere: bool) -> Pairs:
    """Pair texts with figures, both by relative names; a figure has one name per file with its bytes.

    ``<stem>.md`` and ``<stem>.<source>.md`` describe the figure of that stem in the same folder; of several stems that
    fit, the longest counts. With ``anywhere`` a text without folder also describes a figure in a folder, and the other
    way round, where nothing lies nearer and there is no choice.
    """
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, names in enumerate(figures):
        for name in names:
            folder, stem = _split(name)
            places[stem].append((folder, number))
    found = {text: _figures_of(text, places, anywhere) for text in texts}
    ambiguous_texts = [text for text, pairs in found.items() if pairs is None]
    pairs, undecided = _decided([pair for pairs in found.values() for pair in pairs or ()])
    known = {pair.text for pair in (*pairs, *undecided)}.union(ambiguous_texts)
    return Pairs(
        pairs,
        unmatched=[text for text in texts if text not in known],
        ambiguous_figures=sorted({figures[pair.figure][0] for pair in undecided}),
        ambiguous_texts=ambiguous_texts,
    )


def _figures_of(text: str, places: dict[str, list[tuple[str, int]]], anywhere: bool) -> list[Pair] | None:
    """The figures that a text may describe; nothing where they are several that have no folder in common."""
    folder, name = _split(text)
    for stem, source in _stems(name):
        found = places.get(stem, [])
        beside = sorted({number for place, number in found if place == folder})
        if beside:
            return [Pair(number, text, source, True) for number in beside]
        near = {(place, number) for place, number in found if anywhere and not (place and folder)}
        numbers = sorted({number for _, number in near})
        if len(numbers) > 1 and len({place for place, _ in near}) > 1:
            return None
        if numbers:
            return [Pair(number, text, source, False) for number in numbers]
    return []


def _decided(found: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Of the texts from one source for one figure those beside it, else those of one folder; and the undecided rest."""
    groups: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair in found:
        groups[pair.figure, pair.source].append(pair)
    decided: list[Pair] = []
    undecided: list[Pair] = []
    for group in groups.values():
        nearest = [pair for pair in group if pair.beside] or group
        folders = {_split(pair.text)[0] for pair in nearest}
        (decided if nearest[0].beside or len(folders) == 1 else undecided).extend(nearest)
    return decided, undecided


def _stems(name: str) -> Iterator[tuple[str, str]]:
    """The ways to read a name as stem and source, the longest stem first."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count]), ".".join(parts[count:])


def _split(name: str) -> tuple[str, str]:
    """Folder and stem of a relative name."""
    folder, _, file = name.rpartition("/")
    return folder, file.rpartition(".")[0]


def _described(
    jobs: Sequence[Job], paths: dict[str, Path], pairs: Pairs, hash_of: HashOf
) -> tuple[list[Job], TextReport]:
    hashes = {text: hash_of(paths[text], text) for text in dict.fromkeys(pair.text for pair in pairs.pairs)}
    by_figure: dict[int, list[DescriptionRecord]] = defaultdict(list)
    for pair in sorted(pairs.pairs, key=lambda pair: (pair.source, pair.text)):
        if hashes[pair.text]:
            record = DescriptionRecord(source=pair.source, path=pair.text, sha256=hashes[pair.text])
            by_figure[pair.figure].append(record)
    report = TextReport(
        unmatched=pairs.unmatched,
        ambiguous_figures=pairs.ambiguous_figures,
        ambiguous_texts=pairs.ambiguous_texts,
        unreadable=sorted(text for text, digest in hashes.items() if not digest),
    )
    return [replace(job, descriptions=tuple(by_figure[number])) for number, job in enumerate(jobs)], report
