"""Figures for rankings of labeled sentences, and the files they come from."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Labeled(NamedTuple):
    """A sentence of a document, and whether people called it check-worthy (1) or not (0)."""

    document: str
    text: str
    label: int


def load(path: Path) -> list[Labeled]:
    """Read JSON Lines with `text`, `label` and perhaps `doc`, gzipped when the name ends so."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    # Only newlines end a line of JSON Lines; sentences may hold other line ends.
    rows = [json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]
    return [Labeled(row.get("doc", path.stem), row["text"], int(row["label"])) for row in rows]


def average_precision(scores: Sequence[float], labels: Sequence[float], *, share: float | None = None) -> float:
    """Return the mean precision at the rank of each positive; equal scores keep their order, no positives give 0.

    With `share` the negatives are weighted so that positives make up that share, which makes figures of
    collections with different shares comparable.
    """
    positives = sum(labels)
    negatives = len(labels) - positives
    weight = 1.0 if share is None or not negatives else positives * (1.0 / share - 1.0) / negatives
    found = passed = total = 0.0
    for index in sorted(range(len(scores)), key=lambda i: -scores[i]):
        if labels[index]:
            found += 1.0
            total += found / (found + passed)
        else:
            passed += weight
    return total / positives if positives else 0.0


def roc_area(scores: Sequence[float], labels: Sequence[float]) -> float:
    """Return the chance that a positive ranks above a negative; equal scores count half."""
    ordered = sorted(range(len(scores)), key=lambda i: scores[i])
    ranks = [0.0] * len(scores)
    start = 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and scores[ordered[end]] == scores[ordered[start]]:
            end += 1
        for place in range(start, end):
            ranks[ordered[place]] = (start + 1 + end) / 2
        start = end
    positives = sum(1 for label in labels if label)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return 0.0
    above = sum(rank for rank, label in zip(ranks, labels, strict=True) if label)
    return (above - positives * (positives + 1) / 2) / (positives * negatives)
