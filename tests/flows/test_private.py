"""Prefect tells nobody that it is used, however a flow is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import flows

SEEN = "import flows.check_descriptions; from prefect.settings import get_current_settings as now; "
SEEN += "import os; print(now().server.analytics_enabled, os.environ['DO_NOT_TRACK'])"


@pytest.mark.prefect
@pytest.mark.parametrize(("wanted", "seen"), [(None, "False 1"), ("true", "True 1")])
def test_a_flow_that_a_script_imports_sends_nothing_unless_it_is_wanted(
    tmp_path: Path, wanted: str | None, seen: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in flows.PRIVATE}
    environment["PYTHONPATH"] = str(Path(flows.__file__).parents[1])
    if wanted is not None:
        environment["PREFECT_SERVER_ANALYTICS_ENABLED"] = wanted
    script = [sys.executable, "-c", SEEN]
    said = subprocess.run(script, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == seen
