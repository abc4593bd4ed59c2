"""Logs for machines: one JSON object per line on stderr, of this process and of its workers."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from schemas.run import Outcome

_events = logging.getLogger("flows.events")

# Workers are started anew and learn of it by the environment; so may a worker of Prefect.
ASKED = "UNPLOT_LOG_JSON"
_OURS = ("flows", "reports", "checks", "extractors")


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: time, level, logger, event, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def use_json_lines() -> None:
    """Write what unplot logs in this process, and in those that it starts from now on, as JSON lines on stderr."""
    os.environ[ASKED] = "1"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO)


def use_json_lines_if_asked() -> None:
    """The same where the environment asks for it, with ``UNPLOT_LOG_JSON=1``."""
    if os.environ.get(ASKED, "") not in ("", "0"):
        use_json_lines()


def tell(event: str, **fields: Any) -> None:
    """Log an event with its fields."""
    _events.info(event, extra={"fields": fields})


def tell_figures(outcomes: Iterable[Outcome], run_id: str) -> None:
    """Log each figure: how it went, and the stage that it got to."""
    if not _events.isEnabledFor(logging.INFO):
        return
    for outcome in outcomes:
        counts = {"n_panels": outcome.n_panels, "n_series": outcome.n_series}
        fields = {name: value for name, value in asdict(outcome).items() if name not in {"n_descriptions", *counts}}
        tell("figure", run_id=run_id, **fields, **counts)
