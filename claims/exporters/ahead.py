"""Reading ahead: while one piece is formatted and sent, another thread has the next ones brought by the database.

The other thread has a connection of its own, so a long download keeps nobody else's statements waiting.
"""

from collections.abc import Callable, Generator, Iterator
from itertools import batched
from queue import Full, Queue
from threading import Event, Thread
from typing import Any

from django.db import connection, connections

# Handed over at once; together with what waits in the line it bounds the memory.
MOST_WAITING = 2
LOOKS_UP_AFTER = 0.5  # seconds between two looks whether anybody still reads


class _End:
    """The last of the line: why there is no more, None when all is there."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def ahead[T](items: Callable[[], Iterator[T]], *, at_once: int) -> Generator[T]:
    """The items of the iterator that `items` makes, `at_once` of them handed over at a time.

    It is made, read and closed in the other thread; what it raises is raised here. Within a caller's transaction,
    which no other connection sees, and on SQLite, which has nobody to work meanwhile, all happens in this thread.
    """
    if connection.in_atomic_block or connection.vendor == "sqlite":
        yield from items()
        return
    line: Queue[Any] = Queue(MOST_WAITING)
    gone = Event()
    Thread(target=_bring, args=(items, line, gone, at_once), name="ahead", daemon=True).start()
    try:
        while not isinstance(piece := line.get(), _End):
            yield from piece
        if piece.error is not None:
            raise piece.error
    finally:
        gone.set()


def _bring[T](items: Callable[[], Iterator[T]], line: Queue[Any], gone: Event, at_once: int) -> None:
    error = None
    try:
        found = items()
        for piece in batched(found, at_once, strict=False):
            if not _hand(piece, line, gone):
                break
        close = getattr(found, "close", None)
        if close is not None:
            close()
    except BaseException as raised:
        error = raised
    finally:
        connections.close_all()
    _hand(_End(error), line, gone)


def _hand(piece: Any, line: Queue[Any], gone: Event) -> bool:
    """Whether somebody still reads; waits for room in the line."""
    while not gone.is_set():
        try:
            line.put(piece, timeout=LOOKS_UP_AFTER)
        except Full:
            continue
        return True
    return False
