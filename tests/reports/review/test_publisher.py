"""Publication behind the desk: nobody waits for it, nothing is lost where it fails."""

from __future__ import annotations

import threading

from reports.review.publisher import Publisher


def test_who_has_no_patience_goes_on_and_the_next_ones_are_published_together() -> None:
    begun, free = threading.Event(), threading.Event()
    calls: list[frozenset[str]] = []

    def publish(figure_ids: frozenset[str]) -> None:
        calls.append(figure_ids)
        begun.set()
        assert free.wait(30)

    publisher = Publisher(publish)
    publisher.ask("a", patience=0)
    assert begun.wait(30)
    for figure_id in ("b", "c", "a"):
        publisher.ask(figure_id, patience=0)
    assert publisher.state() == (3, "")
    free.set()
    assert publisher.close() == (0, "")
    assert calls == [{"a"}, {"a", "b", "c"}]


def test_what_failed_is_told_and_tried_again() -> None:
    calls: list[frozenset[str]] = []

    def publish(figure_ids: frozenset[str]) -> None:
        calls.append(figure_ids)
        if len(calls) < 3:
            raise RuntimeError("a run holds the dataset")

    publisher = Publisher(publish, retry=60)
    publisher.ask("a", patience=60)
    assert publisher.state() == (1, "a run holds the dataset")
    publisher.ask("b", patience=60)
    assert publisher.state() == (2, "a run holds the dataset")
    assert publisher.close() == (0, "")
    assert calls == [{"a"}, {"a", "b"}, {"a", "b"}]


def test_it_is_tried_again_after_a_while() -> None:
    done = threading.Event()
    calls: list[frozenset[str]] = []

    def publish(figure_ids: frozenset[str]) -> None:
        calls.append(figure_ids)
        if len(calls) == 1:
            raise ValueError
        done.set()

    publisher = Publisher(publish, retry=0.01)
    publisher.ask("a", patience=0)
    assert done.wait(30)
    assert publisher.close() == (0, "")


def test_the_end_does_not_wait_for_what_cannot_be() -> None:
    def publish(figure_ids: frozenset[str]) -> None:
        raise OSError("the disk is full")

    publisher = Publisher(publish, retry=600)
    publisher.ask("a", patience=60)
    assert publisher.close() == (1, "the disk is full")
