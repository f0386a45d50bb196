"""Learn the weights of the check-worthiness model, and say how good they are where they were not learned.

    python -m benchmarks.train_worthiness --data DIR [--output FILE]

DIR holds `worth_claimbuster.jsonl`, one `{"text", "label"}` a line, and nothing else is read. Prints one JSON
line with cross-validated figures. Needs numpy and scipy; the same data give the same file.

A penalized logistic regression in two passes: the first over every word and word pair seen often enough, the
second over the signals and the terms that moved the first one most. Common terms are held back more than rare
ones. Names get no weight of their own: who is spoken of must not make a claim more worth checking.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from benchmarks.ranking import average_precision, load, roc_area
from claims.splitting.words import FOLDER
from claims.splitting.worthiness import LANGUAGE, REASONS, Reading, amount, dilution, read

SOURCE = "ClaimBuster, two-class sentences (check-worthy factual statement or not)"
REPOSITORY = "github.com/utaresearch/claimbuster-spotter, commit 332bba0"
LICENSE = (
    "The repository the sentences were taken from is GPL-3.0; the data set's own release is said to be CC BY 4.0. "
    "Only weights are kept here, no sentence."
)
PAPER = (
    "Arslan, Hassan, Li and Tremayne: A Benchmark Dataset of Check-worthy Factual Claims. Proceedings of ICWSM 2020."
)

FOLDS = 5
SEED = 2020
RARE = 5  # sentences a term must be in
TERMS = 3000  # kept
SIGNAL_PENALTY = 10.0
TERM_PENALTY = 7.0

SIGNALS = tuple(REASONS)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
PRONOUN = frozenset({"i", "i'm", "i've", "i'd", "i'll"})


class Fitted(NamedTuple):
    """Learned weights: one per signal, one per term, and the bias."""

    signals: np.ndarray
    terms: dict[str, float]
    bias: float


def signal_matrix(readings: Sequence[Reading]) -> csr_matrix:
    """Return a row per reading and a column per signal."""
    rows = [[amount(reading.signals.get(name, 0)) for name in SIGNALS] for reading in readings]
    return csr_matrix(np.array(rows))


def term_matrix(readings: Sequence[Reading], terms: Sequence[str]) -> csr_matrix:
    """Return a row per reading and a column per term, each word diluted by the length of its text."""
    column = {term: index for index, term in enumerate(terms)}
    rows, columns, values = [], [], []
    for row, reading in enumerate(readings):
        for term in sorted(reading.terms & column.keys()):
            rows.append(row)
            columns.append(column[term])
            values.append(dilution(reading.length))
    return csr_matrix((values, (rows, columns)), shape=(len(readings), len(terms)))


def regress(features: csr_matrix, labels: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a quadratic penalty; the last one, free, is the bias."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = features @ weights[:-1] + weights[-1]
        error = 1.0 / (1.0 + np.exp(-odds)) - labels
        value = (np.logaddexp(0.0, odds) - labels * odds).sum() + 0.5 * (penalty * weights[:-1] ** 2).sum()
        return value, np.append(features.T @ error + penalty * weights[:-1], error.sum())

    start = np.zeros(features.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def proper_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that `texts` write with a capital more often than not, other than at a sentence's start."""
    capital: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        words = WORD.findall(text)[1:]
        every.update(word.lower() for word in words)
        capital.update(word.lower() for word in words if word[0].isupper())
    return frozenset(word for word, count in capital.items() if 2 * count > every[word]) - PRONOUN


def without_names(reading: Reading, names: frozenset[str]) -> Reading:
    """Return `reading` without the terms that hold a name."""
    return reading._replace(terms={term for term in reading.terms if names.isdisjoint(term.split())})


def fit(readings: Sequence[Reading], labels: np.ndarray) -> Fitted:
    """Learn from `readings`, choosing the terms by a first pass over all that are frequent enough."""
    counts = Counter(term for reading in readings for term in reading.terms)
    frequent = sorted(term for term, count in counts.items() if count >= RARE)
    weights = fit_terms(readings, labels, frequent, counts)
    moves = {term: abs(weights.terms[term]) * counts[term] ** 0.5 for term in frequent}
    kept = sorted(sorted(frequent, key=lambda term: (-moves[term], term))[:TERMS])
    return fit_terms(readings, labels, kept, counts)


def fit_terms(readings: Sequence[Reading], labels: np.ndarray, terms: Sequence[str], counts: Counter[str]) -> Fitted:
    """Learn the weights of all signals and of `terms`."""
    features = hstack([signal_matrix(readings), term_matrix(readings, terms)]).tocsr()
    rarity = np.array([np.log(len(readings) / counts[term]) for term in terms])
    penalty = np.append(np.full(len(SIGNALS), SIGNAL_PENALTY), TERM_PENALTY / np.maximum(rarity, 0.1) ** 2)
    weights = regress(features, labels, penalty)
    own = weights[len(SIGNALS) : -1]
    return Fitted(weights[: len(SIGNALS)], dict(zip(terms, own.tolist(), strict=True)), float(weights[-1]))


def odds(fitted: Fitted, readings: Sequence[Reading]) -> np.ndarray:
    """Return the log-odds of each reading."""
    terms = list(fitted.terms)
    by_term = term_matrix(readings, terms) @ np.array([fitted.terms[term] for term in terms])
    return signal_matrix(readings) @ fitted.signals + by_term + fitted.bias


def folds(readings: Sequence[Reading]) -> np.ndarray:
    """Deal the sentences out at random, the same ones always into the same fold, so that none is learned by heart."""
    groups: dict[frozenset[str], list[int]] = {}
    for index, reading in enumerate(readings):
        groups.setdefault(frozenset(reading.terms), []).append(index)
    fold = np.zeros(len(readings), int)
    members = list(groups.values())
    for place, group in enumerate(np.random.default_rng(SEED).permutation(len(members))):
        fold[members[group]] = place % FOLDS
    return fold


def cross_validate(readings: Sequence[Reading], labels: np.ndarray) -> np.ndarray:
    """Return each sentence's log-odds by a model that learned without its fold."""
    fold = folds(readings)
    scores = np.zeros(len(readings))
    for held_out in range(FOLDS):
        learned = np.flatnonzero(fold != held_out)
        fitted = fit([readings[index] for index in learned], labels[learned])
        asked = np.flatnonzero(fold == held_out)
        scores[asked] = odds(fitted, [readings[index] for index in asked])
    return scores


def calibrate(scores: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Return the slope and the shift that make log-odds of unseen sentences fit their labels best (Platt 1999)."""
    slope, shift = regress(csr_matrix(scores[:, None]), labels, np.zeros(1))
    return float(slope), float(shift)


def rescaled(fitted: Fitted, slope: float, shift: float) -> Fitted:
    """Return weights that give `slope * odds + shift`."""
    terms = {term: slope * weight for term, weight in fitted.terms.items()}
    return Fitted(slope * fitted.signals, terms, slope * fitted.bias + shift)


def figures(scores: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Return how well `scores` rank, and how far the probabilities are from the shares they stand for."""
    probabilities = 1.0 / (1.0 + np.exp(-scores))
    bins = np.minimum((probabilities * 10).astype(int), 9)
    gaps = [
        abs(probabilities[bins == b].mean() - labels[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    return {
        "average_precision": round(average_precision(scores.tolist(), labels.tolist()), 4),
        "average_precision_balanced": round(average_precision(scores.tolist(), labels.tolist(), share=0.5), 4),
        "roc_area": round(roc_area(scores.tolist(), labels.tolist()), 4),
        "calibration_error": round(float(sum(gaps)), 4),
    }


def written(fitted: Fitted, cross_validated: dict[str, float], sentences: int) -> str:
    """Return the weights as JSON that can be read, sorted, without those that round to nothing."""
    rounded = {term: round(weight, 2) for term, weight in fitted.terms.items()}
    content = {
        "about": "Weights, in log-odds, of the check-worthiness model. Made by benchmarks/train_worthiness.py.",
        "source": SOURCE,
        "repository": REPOSITORY,
        "license": LICENSE,
        "paper": PAPER,
        "sentences": sentences,
        "cross_validated": cross_validated,
        "bias": round(fitted.bias, 3),
        "signals": {name: round(weight, 3) for name, weight in zip(SIGNALS, fitted.signals.tolist(), strict=True)},
        "words": {term: weight for term, weight in sorted(rounded.items()) if weight},
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with worth_claimbuster.jsonl")
    parser.add_argument("--output", type=Path, default=FOLDER / LANGUAGE / "worthiness.json")
    options = parser.parse_args()
    if options.data is None:
        print(json.dumps({"benchmark": "train_worthiness", "nothing_done": "--data DIR is needed"}))
        return
    sentences = load(options.data / "worth_claimbuster.jsonl")
    names = proper_words(sentence.text for sentence in sentences)
    readings = [without_names(read(sentence.text), names) for sentence in sentences]
    labels = np.array([sentence.label for sentence in sentences], float)
    unseen = cross_validate(readings, labels)
    slope, shift = calibrate(unseen, labels)
    cross_validated = figures(slope * unseen + shift, labels)
    fitted = rescaled(fit(readings, labels), slope, shift)
    options.output.write_text(written(fitted, cross_validated, len(readings)), encoding="utf-8")
    print(json.dumps({"benchmark": "train_worthiness", "sentences": len(readings), **cross_validated}))


if __name__ == "__main__":
    main()
