"""The contract with downstream jobs: a change of a column asks for a new version."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from schemas.contract import CONTRACT, Contract, NotRaised, check_raised, committed, contract, main


def test_the_committed_contract_is_that_of_the_tables() -> None:
    check_raised(committed(), contract())
    assert committed() == contract(), "run: python -m schemas.contract"


def _columns(changed: Contract) -> Contract:
    columns: Contract = changed["tables"]["panels"]["columns"]
    return columns


def _add(changed: Contract) -> None:
    _columns(changed)["colour"] = {"type": "string", "null": True}


def _add_table(changed: Contract) -> None:
    changed["tables"]["legends"] = {"key": ["figure_id"], "columns": {}}


def _remove(changed: Contract) -> None:
    del _columns(changed)["title"]


def _retype(changed: Contract) -> None:
    _columns(changed)["x0"]["type"] = "int32"


def _allow_null(changed: Contract) -> None:
    _columns(changed)["x0"]["null"] = True


def _reorder(changed: Contract) -> None:
    _columns(changed)["figure_id"] = _columns(changed).pop("figure_id")


def _change_key(changed: Contract) -> None:
    changed["tables"]["panels"]["key"] = ["figure_id"]


def _remove_code(changed: Contract) -> None:
    changed["tables"]["figures"]["columns"]["status"]["codes"].pop()


def _remove_table(changed: Contract) -> None:
    del changed["tables"]["claims"]


@pytest.mark.parametrize(
    ("change", "enough"),
    [
        *((change, "3.5") for change in (_add, _add_table)),
        *(
            (change, "4.0")
            for change in (_remove, _retype, _allow_null, _reorder, _change_key, _remove_code, _remove_table)
        ),
    ],
)
def test_a_change_asks_for_a_higher_version(change: Callable[[Contract], None], enough: str) -> None:
    old = {**contract(), "version": "3.4"}
    new = deepcopy(old)
    change(new)
    with pytest.raises(NotRaised, match=enough.replace(".", r"\.")):
        check_raised(old, {**new, "version": "3.4"})
    check_raised(old, {**new, "version": enough})


def test_a_code_may_be_added_and_a_null_ruled_out_under_the_same_version() -> None:
    new = deepcopy(contract())
    new["tables"]["figures"]["columns"]["status"]["codes"].append("doubtful")
    _columns(new)["title"]["null"] = False
    check_raised(contract(), new)


def test_the_contract_is_not_written_over_without_a_version(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path_factory.mktemp("contract") / "contract.json"
    path.write_text(CONTRACT.read_text().replace('"title"', '"heading"'))
    before = path.read_bytes()
    monkeypatch.setattr("schemas.contract.CONTRACT", path)
    assert main() == 1
    assert "TABLES_VERSION has to be" in capsys.readouterr().err
    assert path.read_bytes() == before
    path.write_text(CONTRACT.read_text())
    assert main() == 0
    assert path.read_text() == CONTRACT.read_text()
