"""What the check of an installation finds missing, and what it says to do."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.errors import ReaderMissing
from flows.cli import app
from flows.doctor import Finding, examine
from schemas.reasons import Reason


def _found(out: Path, check: str) -> Finding:
    return next(finding for finding in examine(out, prefect=False) if finding.check == check)


def test_a_sound_installation_is_ok_and_leaves_nothing_behind(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["doctor", "--no-prefect", "--json", "--out", str(tmp_path / "out")])
    findings = {finding["check"]: finding["state"] for finding in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert findings["reader rapidocr"] == findings["writing the dataset"] == findings["OpenCV"] == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, no folder")
    result = CliRunner().invoke(app, ["doctor", "--no-prefect", "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "missing  writing the dataset" in result.stdout
    assert f"-> make {tmp_path / 'out'} writable" in result.stdout


def test_packages_that_are_too_new_or_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["numpy<1", "no-such-package>=1", "pillow", "dev-tool; extra == 'dev'"]
    monkeypatch.setattr(metadata, "requires", lambda name: needed)
    versions = {"unplot": "0.1.0", "numpy": "2.4.6", "pillow": "12.0"}

    def version(name: str) -> str:
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(metadata, "version", version)
    problems = [f.found for f in examine(tmp_path, prefect=False) if f.check == "package"]
    assert problems == ["numpy 2.4.6 is installed, needed is <1", "no-such-package is not installed"]
    versions["numpy"] = "0.9"
    versions["no-such-package"] = "1.0"
    assert _found(tmp_path, "packages").found == "unplot 0.1.0; all 3 that it needs are there and fit"


def test_two_builds_of_opencv_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"cv2": ["opencv-python-headless", "opencv-python"]}
    monkeypatch.setattr(metadata, "packages_distributions", lambda: both)
    finding = _found(tmp_path, "OpenCV")
    assert finding.state == "missing"
    assert "pip uninstall --yes opencv-python opencv-python-headless" in finding.mend


@pytest.mark.parametrize(("reader", "state"), [("rapidocr", "missing"), ("tesseract", "warning")])
def test_a_reader_that_is_not_there_is_told(
    reader: str, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> None:
        raise ReaderMissing(Reason.READER_MISSING, f"{name} is not there")

    monkeypatch.setattr("extractors.readers.open_reader", refuse)
    finding = _found(tmp_path, f"reader {reader}")
    assert (finding.state, finding.found) == (state, f"{reader} is not there")
    assert "install" in finding.mend


def test_a_server_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):  # nothing listens on the discard port
        finding = list(examine(tmp_path, prefect=True))[-1]
    assert (finding.check, finding.state) == ("Prefect's server", "missing")
    assert "not reached" in finding.found
