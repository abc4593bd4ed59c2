"""Names of legends on which the small reader has another opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend
from extractors.legend_entry import LegendEntry
from extractors.name_opinions import with_second_opinions
from extractors.readers import Pixels, Reading, Text
from extractors.readers.name_reader import ALPHABET, NameReader
from tests.extractors.fitted import entry_of

FIGURE = Figure(np.full((60, 120, 3), 255, np.uint8), 1.0, 120, 60)
PLACE = Box(20, 10, 80, 22)


class Looks:
    """Reads the looks at a name as given, the last one again and again."""

    name = "looks"

    def __init__(self, *readings: Reading) -> None:
        self._readings = list(readings)

    def find(self, rgb: Pixels) -> list[Text]:
        """No text."""
        del rgb
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """The next readings."""
        return [self._readings.pop(0) if len(self._readings) > 1 else self._readings[0] for _ in crops]


class Small(NameReader):
    """Sees one string, every character with the same chance."""

    def __init__(self, string: str, sure: float) -> None:
        self._string, self._sure = string, sure

    def steps(self, crops: Sequence[Pixels]) -> list[NDArray[np.float32]]:
        """The answers for that string: a blank behind each character; ``sure`` is the chance of each."""
        chances = np.full((1 + 2 * len(self._string), 1 + len(ALPHABET)), (1 - self._sure) / len(ALPHABET), np.float32)
        for k, character in enumerate(self._string):
            chances[2 * k, 1 + ALPHABET.index(character)] = self._sure
            chances[2 * k + 1, 0] = self._sure
        chances[-1, 0] = self._sure
        return [np.log(chances)] * len(crops)


def named(
    name: str,
    seen: str,
    *looks: str,
    sure: float = 0.9,
    seconds: tuple[str, ...] = (),
    text: str | None = None,
    alone: bool = False,
) -> str:
    return reviewed(name, seen, *looks, sure=sure, seconds=seconds, text=text, alone=alone).name


def reviewed(
    name: str,
    seen: str,
    *looks: str,
    sure: float = 0.9,
    seconds: tuple[str, ...] = (),
    text: str | None = None,
    alone: bool = False,
) -> LegendEntry:
    legend = Legend(PLACE, (entry_of(name, text_box=PLACE),))
    reader = Looks(*(Reading(look, 0.9, "looks", seconds) for look in looks or (name,)))
    texts = [Text(text or name, PLACE, 0.95, "first", alone=alone)]
    return with_second_opinions(FIGURE, [legend], texts, reader, Small(seen, sure))[0].entries[0]


@pytest.mark.parametrize(
    ("seen", "looks", "agreed"),
    [
        ("beta", ("beta",), 1.0),
        ("bxxa", ("beta",), 0.5),
        ("bxxa", ("beta", "beto", "bela", "bela"), 0.125),
        ("bxxa", ("bela",), 0.0),
    ],
)
def test_the_looks_that_read_a_name_are_counted(seen: str, looks: tuple[str, ...], agreed: float) -> None:
    entry = reviewed("beta", seen, *looks, sure=0.4)
    assert (entry.name, entry.agreed) == ("beta", agreed)


def test_another_look_that_agrees_settles_it() -> None:
    assert named("RMSProd", "RMSProp", "RMSProd", "RMSProp", "RMSProd") == "RMSProp"
    assert named("RMSProd", "RMSProp", "RMSProd", sure=0.4) == "RMSProd"


def test_what_the_large_reader_thought_of_second_settles_it() -> None:
    assert named("SCD", "SGD", "SCD", seconds=("SGD",)) == "SGD"
    assert named("SCD", "SGD", "SCD") == "SCD"


def test_a_second_thought_that_only_lacks_a_letter_settles_nothing() -> None:
    assert named("wild type", "wld type", "wild type", seconds=("wld type",)) == "wild type"
    assert named("wiild type", "wild type", "wilt type", seconds=("wild type",)) == "wild type"


def test_a_greek_letter_that_was_not_read_goes_where_a_look_sees_the_same_latin_one() -> None:
    assert named("θ=64", "n = 64", "0=64", "0=64", "n=64", text="0=64") == "n=64"
    assert named("θ=64", "n = 64", "0=64", text="0=64") == "θ=64"
    assert named("θ=64", "n = 64", "0=64", "0=64", "n=64") == "θ=64"


def test_an_accent_goes_where_most_looks_see_none_either() -> None:
    assert named("Gréedy", "Greedy", "Greedy") == "Greedy"
    assert named("Gréedy", "Greedy", "Greedy", "Gréedy") == "Gréedy"
    assert named("Málaga", "Malaga", "Málaga") == "Málaga"


def test_a_greek_letter_is_believed_sooner_where_the_looks_waver() -> None:
    assert named("V", "γ", "V", sure=0.05) == "V"
    assert named("V", "γ", "Y", "V", "Y", "Y", sure=0.05) == "γ"


def test_greek_letters_are_believed_and_none_are_taken_away() -> None:
    assert named("H", "μ") == "μ"
    assert named("a - 0.1", "α = 0.1") == "α = 0.1"
    assert named("γ", "Y", "Y") == "γ"
    assert named("E_kin", "E_gη") == "E_kin"
    assert named("2=4", "σ²=4") == "σ²=4"


def test_signs_values_and_strokes_across_are_no_greek_letters() -> None:
    assert named("k = 3", "k = λ", "k = 3", sure=0.98) == "k = 3"
    assert named("α=0.1", "α = 0]", "a = 0.1") == "α=0.1"
    assert named("Model 2", "ModeΣ", "Model", sure=0.98) == "ModeΣ"
    assert named("Model 2", "ModeΣ", "Model", sure=0.98, alone=True) == "Model 2"


def test_letters_of_a_word_that_look_greek_are_latin() -> None:
    assert named("wild type", "wiιd type") == "wild type"
    assert named("x-axis", "χ-axis") == "x-axis"
    assert named("Random", "Ω", "Ramdon") == "Random"


def test_names_put_together_from_cleaned_print_stay_where_all_looks_see_what_crosses_it() -> None:
    assert named("Control", "Contl", "Comtl", sure=0.98) == "Contl"
    assert named("Control", "Contl", "Comtl", sure=0.98, text="Conttol") == "Control"


def test_a_swatch_beside_the_print_is_no_greek_letter() -> None:
    assert named("wild type", "Φ- wild type") == "wild type"
    assert named("350 K", "π 350 K") == "350 K"


def test_cases_and_spaces_stay_those_of_the_large_reader_and_indices_those_of_the_small() -> None:
    assert named("x4 on", "X₁on", "x4 on", "x1 on") == "x₁ on"


def test_indices_are_seen_where_the_large_reader_reads_digits_or_letters() -> None:
    assert named("σ2 = 4", "σ² = 4") == "σ² = 4"
    assert named("xI", "x₁", "xI", "x1") == "x₁"
    assert named("x²", "x2") == "x²"


def test_a_reading_that_no_look_confirms_yields_to_a_sure_one() -> None:
    assert named("sumple 2", "sample 2", "simple 2", "simpl 2", sure=0.98) == "sample 2"
    assert named("sumple 2", "sample 2", "sumple 2", "simpl 2", sure=0.98) == "sumple 2"
    assert named("sumple 2", "sam", "simple 2", "simpl 2", sure=0.98) == "sumple 2"


@pytest.mark.parametrize("seen", ["Ir = 0.1", "1r = 0.I", "LR=0.1", ""])
def test_strokes_of_one_form_cases_and_spaces_are_no_other_opinion(seen: str) -> None:
    assert named("lr = 0.1", seen, "Ir = 0.1") == "lr = 0.1"


@pytest.mark.parametrize(("x", "agreed"), [(40, 1.0), (58, 0.0), (2, 0.0)])
def test_a_name_at_the_edge_of_the_figure_is_confirmed_by_no_look(x: int, agreed: float) -> None:
    place = Box(x, 10, x + 60, 22)
    legend = Legend(place, (entry_of("SVM", text_box=place),))
    (found,) = with_second_opinions(FIGURE, [legend], [], Looks(Reading("SVM", 1.0)), Small("SVM", 0.9))
    assert found.entries[0].agreed == agreed


@pytest.mark.parametrize(("color", "expected"), [((0, 0, 0), "SGD"), ((200, 30, 30), "SOD")])
def test_what_the_same_swatch_is_named_in_another_legend_settles_it(color: tuple[int, int, int], expected: str) -> None:
    first, second = (entry_of(name, text_box=PLACE, color=(0, 0, 0)) for name in ("SOD", "SGD"))
    legends = [Legend(PLACE, (first,)), Legend(PLACE, (replace(second, color=color),))]
    found = with_second_opinions(FIGURE, legends, [], Looks(Reading("SOD", 1.0)), Small("SGD", 0.9))
    assert found[0].entries[0].name == expected
