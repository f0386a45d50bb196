"""How far a command has come, on a terminal; nothing at all in a log."""

from collections.abc import Iterable, Iterator
from typing import Any

WIDTH = 30


class Progress:
    """A bar on one line, drawn again for each step."""

    def __init__(self, stream: Any, total: int) -> None:
        self.stream, self.total = stream, total
        self.shown = stream.isatty() and total > 1

    def over(self, names: Iterable[str]) -> Iterator[str]:
        for number, name in enumerate(names):
            self._draw(number, name)
            yield name
        self._draw(self.total, "")
        if self.shown:
            self.stream.write("\n", ending="")

    def _draw(self, done: int, name: str) -> None:
        if not self.shown:
            return
        filled = WIDTH * done // self.total
        bar = "#" * filled + "." * (WIDTH - filled)
        self.stream.write(f"\r\x1b[K[{bar}] {done}/{self.total} {name[-40:]}", ending="")
        self.stream.flush()
