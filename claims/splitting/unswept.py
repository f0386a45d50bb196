"""Python's garbage collector held off while a batch goes through the stages.

It looks for rings of objects, of which articles have none, and for that walks all that is new again and again: a
fifteenth of the time of a split.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 200_000
"""Characters of a batch; a longer article takes seconds, and other threads may need the collector before it ends."""


@contextmanager
def unswept(size: int) -> Iterator[None]:
    """Holds the collector off for a batch of so many characters; only who stopped it starts it again."""
    stopped = size <= MOST and gc.isenabled()
    if stopped:
        gc.disable()
    try:
        yield
    finally:
        if stopped:
            gc.enable()
