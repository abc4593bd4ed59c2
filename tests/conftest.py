"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Property tests search anew at every run by hand; a check of a change must not fail for another reason than the change.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
