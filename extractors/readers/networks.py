"""Networks in ONNX files, as all readers run them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def open_network(model: Path) -> Any:
    """The network in a file; raises ``ImportError`` where onnxruntime is not installed."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # One thread by default: a batch of figures is spread over processes, and sums come in the same order every time.
    options.intra_op_num_threads = max(1, int(os.environ.get("UNPLOT_THREADS", "1")))
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])
