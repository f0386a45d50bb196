"""Overlapping and nested marks, laid flat so that a page can print them one after the other."""

from bisect import insort
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Mark[Id: Hashable](NamedTuple):
    """One thing to highlight: its id and its half-open range of code points."""

    id: Id
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run[Id: Hashable]:
    """A non-empty stretch of text under the same marks; `ids` has the outermost first and none twice."""

    start: int
    end: int
    ids: tuple[Id, ...]


def runs[Id: Hashable](length: int, marks: Iterable[Mark[Id]]) -> list[Run[Id]]:
    """Cut a text of `length` code points into runs that together are the text, none of them empty.

    Of two marks the one that starts first is outside, then the longer one, then the one given first. Marks
    may share an id (a claim with several pieces). Raises `ValueError` for a mark that is empty or does not
    lie in the text. Sorting and one sweep: the work grows with the marks and the ids handed back.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    for mark in ordered:
        if not 0 <= mark.start < mark.end <= length:
            raise ValueError(f"mark {mark.id!r} [{mark.start}, {mark.end}) does not lie in a text of {length}")
    edges = sorted({0, length, *(mark.start for mark in ordered), *(mark.end for mark in ordered)})
    starting, ending = _by_edge(ordered)
    active: list[int] = []
    flat: list[Run[Id]] = []
    for start, end in pairwise(edges):
        gone = ending.get(start, set())
        active = [rank for rank in active if rank not in gone] if gone else active
        for rank in starting.get(start, ()):
            insort(active, rank)
        _append(flat, Run(start, end, tuple(dict.fromkeys(ordered[rank].id for rank in active))))
    return flat


def _by_edge[Id: Hashable](ordered: list[Mark[Id]]) -> tuple[dict[int, list[int]], dict[int, set[int]]]:
    """Return the ranks of the marks that start, and of those that end, at each edge."""
    starting: dict[int, list[int]] = {}
    ending: dict[int, set[int]] = {}
    for rank, mark in enumerate(ordered):
        starting.setdefault(mark.start, []).append(rank)
        ending.setdefault(mark.end, set()).add(rank)
    return starting, ending


def _append[Id: Hashable](flat: list[Run[Id]], run: Run[Id]) -> None:
    # Two pieces of one claim that touch are one run.
    if flat and flat[-1].ids == run.ids:
        run = Run(flat.pop().start, run.end, run.ids)
    flat.append(run)
