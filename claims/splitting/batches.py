"""Texts put together, so that the model reads many at once and memory stays flat."""

from collections.abc import Iterable, Iterator

BATCH = 20_000
"""Characters of text that go through the stages together."""


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
