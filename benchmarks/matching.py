"""How well earlier claims are found again: mean average precision over the first five, MAP@5.

    python -m benchmarks.matching --claims FILE.jsonl --queries FILE.jsonl

Claims are lines of {"id", "text", "title"}, queries of {"id", "text", "relevant": [claim id, …]}.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.text.matching import Index


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def build(collection: list[dict[str, Any]]) -> Callable[[str, int], list[Any]]:
    """A search over these claims, words and title together."""
    index = Index()
    for place, claim in enumerate(collection):
        index.add(place, f"{claim['text']} {claim.get('title') or ''}")
    return lambda query, most: [collection[found.key]["id"] for found in index.search(query, most=most)]


def precision_at_5(ranked: list[Any], relevant: set[Any]) -> float:
    hits, total = 0, 0.0
    for rank, key in enumerate(ranked[:5], 1):
        if key in relevant:
            hits += 1
            total += hits / rank
    return total / min(5, len(relevant))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    given = parser.parse_args()
    search, queries = build(read(given.claims)), read(given.queries)
    started = time.process_time()
    found = [precision_at_5(search(query["text"], 5), set(query["relevant"])) for query in queries]
    spent = time.process_time() - started
    about = {"queries": len(queries), "map_at_5": round(sum(found) / len(found), 3)}
    print(json.dumps({"benchmark": "matching", **about, "ms_per_query": round(1000 * spent / len(queries), 2)}))


if __name__ == "__main__":
    main()
