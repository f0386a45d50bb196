"""Measure the check-worthiness ranking on labeled debates and speeches, and what assessing costs.

    python -m benchmarks.worthiness [--data DIR]

DIR holds `worth_*.jsonl`, gzipped or not: `{"doc", "text", "label"}` a line. Prints one JSON line a file: AP
over all sentences, AP as if half of them were check-worthy, MAP over documents, and microseconds a sentence.
The figure on ClaimBuster itself is of weights that learned from these very sentences; the cross-validated one
beside it comes from the weights' own file, and without DIR is all there is to print.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ranking import Labeled, average_precision, load, roc_area
from claims.splitting.reading import LANGUAGE
from claims.splitting.words import FOLDER
from claims.splitting.worthiness import assess_many


def rank(sentences: Sequence[str]) -> list[float]:
    """Return the score of each sentence."""
    return [assessment.score for assessment in assess_many(sentences)]


def mean_average_precision(sentences: Sequence[Labeled], scores: Sequence[float]) -> float:
    """Return the mean over documents of the average precision within each."""
    documents: dict[str, list[int]] = {}
    for index, sentence in enumerate(sentences):
        documents.setdefault(sentence.document, []).append(index)
    within = [
        average_precision([scores[i] for i in members], [sentences[i].label for i in members])
        for members in documents.values()
    ]
    return sum(within) / len(within)


def measure(path: Path) -> dict[str, object]:
    """Return the figures of one file."""
    sentences = load(path)
    texts = [sentence.text for sentence in sentences]
    scores = rank(texts)
    started = time.process_time()
    rank(texts)
    seconds = time.process_time() - started
    labels = [sentence.label for sentence in sentences]
    return {
        "benchmark": "worthiness",
        "set": path.name.split(".")[0].removeprefix("worth_"),
        "sentences": len(sentences),
        "share_worthy": round(sum(labels) / len(labels), 4),
        "average_precision": round(average_precision(scores, labels), 4),
        "average_precision_balanced": round(average_precision(scores, labels, share=0.5), 4),
        "mean_average_precision": round(mean_average_precision(sentences, scores), 4),
        "roc_area": round(roc_area(scores, labels), 4),
        "microseconds": round(seconds / len(sentences) * 1e6, 1),
    }


def cross_validated() -> dict[str, float]:
    """Return what training measured on sentences the weights did not learn from."""
    weights = json.loads((FOLDER / LANGUAGE / "worthiness.json").read_text(encoding="utf-8"))
    return {f"cross_validated_{name}": figure for name, figure in weights["cross_validated"].items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with worth_*.jsonl files")
    options = parser.parse_args()
    if options.data is None:
        print(json.dumps({"benchmark": "worthiness", "set": "claimbuster"} | cross_validated()))
        return
    for path in sorted(options.data.glob("worth_*.jsonl*")):
        figures = measure(path)
        print(json.dumps(figures | (cross_validated() if figures["set"] == "claimbuster" else {})), flush=True)


if __name__ == "__main__":
    main()
