"""Calls that start at the same moment, each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def race(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all calls at once; the answers in the order of the calls, a raised error in its call's place.

    Use under `django_db(transaction=True)`: the threads must see what the test has written.
    """
    barrier = threading.Barrier(len(calls))
    answers: list[Any] = [None] * len(calls)

    def run(place: int) -> None:
        try:
            barrier.wait()
            answers[place] = calls[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def raise_unexpected(answers: Sequence[Any], *expected: type[Exception]) -> None:
    """Raise the first error among the answers that is not of an expected kind."""
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, expected):
            raise answer
