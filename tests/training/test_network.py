"""The network of the small readers as it is trained; needs torch and onnx, which nothing else does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extractors.readers.strip_reader import ROWS
from extractors.readers.tick_reader import ALPHABET, MODEL, TickReader

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_exported_network_reads_as_the_one_it_was_started_from(tmp_path: Path) -> None:
    from training.network import StripNetwork, export, start_from

    torch.manual_seed(0)
    network = StripNetwork(len(ALPHABET))
    strips = torch.rand(16, 1, ROWS, 96)
    start_from(network, MODEL, strips)
    export(network, tmp_path / "again.onnx")
    crops = [np.full((12, 30, 3), 255, np.uint8) for _ in range(2)]
    crops[0][3:9, 10:12] = 0
    first, again = TickReader().read(crops), TickReader(tmp_path / "again.onnx").read(crops)
    assert [r.string for r in first] == [r.string for r in again]
    assert [r.confidence for r in first] == pytest.approx([r.confidence for r in again], abs=0.02)
    with torch.no_grad():
        assert network(strips).shape == (16, 24, 1 + len(ALPHABET))
