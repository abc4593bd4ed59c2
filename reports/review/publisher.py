"""Publication behind the desk: who accepts a figure goes on at once, however many figures the tables hold."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)

# After which publication is tried again where it failed, because a run holds the dataset, say.
_RETRY_SECONDS = 10.0


class Publisher:
    """Calls ``publish`` with the ids of figures whose corrections changed, one call at a time, in a thread of its own.

    What cannot be published now is tried again after ``retry`` seconds and whenever another figure comes.
    """

    def __init__(self, publish: Callable[[frozenset[str]], object], retry: float = _RETRY_SECONDS) -> None:
        self._publish = publish
        self._retry = retry
        self._waiting: frozenset[str] = frozenset()
        self._busy: frozenset[str] = frozenset()
        self._trouble = ""
        self._running = False
        self._closing = False
        self._changed = threading.Condition()

    def ask(self, figure_id: str, patience: float) -> None:
        """Publish that figure; returns when it is done or failed, or when ``patience`` (seconds) is over."""
        with self._changed:
            self._waiting |= {figure_id}
            self._trouble = ""
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="publisher", daemon=True).start()
            self._changed.notify_all()
            self._changed.wait_for(lambda: bool(self._trouble) or not self._left(), patience)

    def state(self) -> tuple[int, str]:
        """The number of figures whose corrections the tables do not carry yet, and what is in the way."""
        with self._changed:
            return len(self._left()), self._trouble

    def close(self) -> tuple[int, str]:
        """Try once more what is left, wait until that is through, and return the state; nothing may come after it."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._running)
        return self.state()

    def _left(self) -> frozenset[str]:
        return self._waiting | self._busy

    def _run(self) -> None:
        last = False
        while True:
            with self._changed:
                if not self._waiting or last:
                    self._running = False
                    self._changed.notify_all()
                    return
                last = self._closing
                self._busy, self._waiting = self._waiting, frozenset()
            trouble = self._tried(self._busy)
            with self._changed:
                self._waiting |= self._busy if trouble else frozenset()
                self._busy, self._trouble = frozenset(), trouble
                self._changed.notify_all()
                if trouble and not last:
                    # One who asks, or the end, takes the trouble away or ends the wait.
                    self._changed.wait_for(lambda: not self._trouble or self._closing, self._retry)

    def _tried(self, figure_ids: frozenset[str]) -> str:
        """What is in the way of publication; empty where it succeeded."""
        try:
            self._publish(figure_ids)
        except Exception as error:
            # Whatever it is, the corrections are safe on disk and the person is told: the server goes on.
            _log.warning("not published: %s", error)
            return str(error) or type(error).__name__
        return ""
