"""Something that says stop, which a signal handler may say and threads may wait for."""

from queue import Empty, SimpleQueue


class Stop:
    """What `threading.Event` would be if a signal handler could set it.

    A handler runs in the main thread between two of its steps. If that thread is just inside
    `Event.wait`, it holds the lock that `Event.set` wants, which is not reentrant, and waits for itself
    for ever. `SimpleQueue.put` is reentrant (Python's library reference, `queue`).
    """

    def __init__(self) -> None:
        self._said = False
        self._wake: SimpleQueue[None] = SimpleQueue()

    def set(self) -> None:
        self._said = True
        self._wake.put(None)

    def is_set(self) -> bool:
        return self._said

    def wait(self, seconds: float) -> bool:
        """Whether stop is said, within so many seconds."""
        if not self._said:
            try:
                self._wake.get(timeout=seconds)
            except Empty:
                return self._said
            self._wake.put(None)  # Others may be waiting too.
        return self._said
