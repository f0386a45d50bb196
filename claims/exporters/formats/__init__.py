"""Every format by its name; `docs/api.md` describes each. A writer takes rows and yields bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claims.exporters.formats import csv, ndjson
from claims.exporters.formats.about import About
from claims.exporters.rows import Row


@dataclass(frozen=True, slots=True)
class Format:
    """`parameters` are the query parameters that only this format knows."""

    content_type: str
    write: Callable[[Iterable[Row], About], Iterator[bytes]]
    parameters: frozenset[str] = frozenset()


FORMATS = {
    "ndjson": Format("application/x-ndjson", ndjson.write),
    "csv": Format("text/csv; charset=utf-8", csv.write, frozenset({"raw"})),
}

__all__ = ["FORMATS", "About", "Format"]
