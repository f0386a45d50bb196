"""FEVER (Thorne et al. 2018; fever.ai): one claim a line, with sets of evidence.

FEVER's evidence is a sentence of one Wikipedia dump. Ours is any page: the page column holds its address, the
sentence column is null, and the trailer says so. `disputed` and `not_checkable` have no label there and are left out.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.exporters.formats.about import About
from claims.exporters.formats.framing import lines
from claims.exporters.rows import Row

LABELS = {"supported": "SUPPORTS", "incorrect": "REFUTES", "unproven": "NOT ENOUGH INFO"}
STANCE_OF = {"supported": "supports", "incorrect": "refutes"}


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """One line for each claim with a label, then a trailer."""
    items = (item_of(row) for row in rows if row["verdict"] and row["verdict"]["rating"] in LABELS)
    return lines(items, about, page_column="address of the source", sentence_column="always null")


def item_of(row: Row) -> dict[str, Any]:
    """One line: each review's evidence for the label is one set, whose members belong together."""
    rating = row["verdict"]["rating"]
    sets: dict[int, list[list[Any]]] = {}
    for piece in row["evidence"]:
        if piece["stance"] == STANCE_OF.get(rating):
            sets.setdefault(piece["review"], []).append([piece["review"], piece["id"], piece["url"], None])
    return {
        "id": row["id"],
        "verifiable": "VERIFIABLE" if rating in STANCE_OF else "NOT VERIFIABLE",
        "label": LABELS[rating],
        "claim": row["text"],
        "evidence": list(sets.values()) or [[[row["id"], None, None, None]]],
    }
