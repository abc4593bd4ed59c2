"""Runs over figures: the only place that knows of processes, Prefect and the command line."""

import os

# Prefect reads these as it is imported, from a script too: nothing is sent to anyone, unless the user wants it.
PRIVATE = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
for _name, _value in PRIVATE.items():
    os.environ.setdefault(_name, _value)
