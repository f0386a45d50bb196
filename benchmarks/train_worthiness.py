"""Learn the weights of the check-worthiness model, and say how good they are where they were not learned.

    python -m benchmarks.train_worthiness --data DIR [--output FILE]

DIR holds `worth_claimbuster.jsonl`, one `{"text", "label"}` a line, and nothing else is read. Prints one JSON
line with cross-validated figures. Needs numpy and scipy; the same data give the same file.

A penalized logistic regression in two passes: the first over every term seen often enough (a word, a word pair, a
beginning of a word, two signals together), the second over the signals and the terms that moved the first one most.
Common terms are held back more than rare ones. Words are also told by the company they keep in these sentences, so
that a rare one learns from others like it; what that adds is put into the weight of each word. Names get no weight of
their own: who is spoken of must not make a claim more worth checking.
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

from benchmarks.company import vectors
from benchmarks.ranking import average_precision, load, roc_area
from claims.splitting.reading import LANGUAGE, SIZES, TOGETHER, Reading, beginning, pairs, read_parts, small_words
from claims.splitting.words import FOLDER
from claims.splitting.worthiness import REASONS, amount, dilution, judged

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
RARE = 3  # sentences a term must be in
TERMS = 5000  # kept, beside the words that company tells something of
SIGNAL_PENALTY = 3.0
TERM_PENALTY = 7.0
COMPANY_PENALTY = 1.0

SIGNALS = (*REASONS, *SIZES)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
PRONOUN = frozenset({"i", "i'm", "i've", "i'd", "i'll"})


class Sample(NamedTuple):
    """A reading with the terms to learn from."""

    signals: dict[str, int]
    terms: set[str]
    length: int


class Sentence(NamedTuple):
    """What the model sees of a sentence as a whole, and of its parts if it has several."""

    whole: Sample
    parts: list[Sample]


class Fitted(NamedTuple):
    """Learned weights: one per signal, one per term, the bias, and one per direction of company."""

    signals: np.ndarray
    terms: dict[str, float]
    bias: float
    company: np.ndarray


def signal_matrix(readings: Sequence[Sample]) -> csr_matrix:
    """Return a row per reading and a column per signal."""
    rows = [[amount(reading.signals.get(name, 0)) for name in SIGNALS] for reading in readings]
    return csr_matrix(np.array(rows))


def term_matrix(readings: Sequence[Sample], terms: Sequence[str]) -> csr_matrix:
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


def sentence(text: str, names: frozenset[str]) -> Sentence:
    whole, *parts = [without_names(reading, names) for reading in read_parts(text)]
    return Sentence(whole, parts)


def without_names(reading: Reading, names: frozenset[str]) -> Sample:
    """Return `reading` without the terms that hold one of `names`, and with every two of its signals as a term."""
    terms = {term for term in reading.terms if names.isdisjoint(term.split())}
    return Sample(reading.signals, terms | set(map(TOGETHER.join, pairs(reading.signals))), reading.length)


def fit(readings: Sequence[Sample], labels: np.ndarray) -> Fitted:
    """Learn from `readings`, choosing the terms by a first pass over all that are frequent enough."""
    counts = Counter(term for reading in readings for term in reading.terms)
    frequent = sorted(term for term, count in counts.items() if count >= RARE)
    company = keeps_company(
        readings, [term for term in frequent if WORD.fullmatch(term) and term not in small_words()]
    )
    weights = fit_terms(readings, labels, frequent, counts, company).terms
    moves = {term: abs(weights[term]) * counts[term] ** 0.5 for term in frequent}
    kept = sorted(sorted(frequent, key=lambda term: (-moves[term], term))[:TERMS])
    return with_company(fit_terms(readings, labels, kept, counts, company), company)


def keeps_company(readings: Sequence[Sample], words: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the vector of each word."""
    presence = term_matrix(readings, words)
    presence.data[:] = 1.0
    return dict(zip(words, vectors(presence), strict=True))


def fit_terms(
    readings: Sequence[Sample],
    labels: np.ndarray,
    terms: Sequence[str],
    counts: Counter[str],
    company: dict[str, np.ndarray],
) -> Fitted:
    """Learn the weights of all signals, of `terms` and of the directions of company."""
    told = np.array(list(company.values()))
    directions = csr_matrix(term_matrix(readings, list(company)) @ told)
    features = hstack([signal_matrix(readings), term_matrix(readings, terms), directions]).tocsr()
    rarity = np.array([np.log(len(readings) / counts[term]) for term in terms])
    penalty = [SIGNAL_PENALTY] * len(SIGNALS), TERM_PENALTY / np.maximum(rarity, 0.1) ** 2
    weights = regress(features, labels, np.concatenate([*penalty, np.full(told.shape[1], COMPANY_PENALTY)]))
    signals, own, along, bias = np.split(weights, np.cumsum([len(SIGNALS), len(terms), told.shape[1]]))
    return Fitted(signals, dict(zip(terms, own.tolist(), strict=True)), float(bias[0]), along)


def with_company(fitted: Fitted, company: dict[str, np.ndarray]) -> Fitted:
    """Return `fitted` with what company adds put into the weight of each word."""
    terms = dict(fitted.terms)
    for word, vector in company.items():
        terms[word] = terms.get(word, 0.0) + float(vector @ fitted.company)
    return fitted._replace(terms=terms)


def odds(fitted: Fitted, sentences: Sequence[Sentence]) -> np.ndarray:
    """Return the log-odds of each sentence."""
    wholes = odds_of([sentence.whole for sentence in sentences], fitted).tolist()
    parts = iter(odds_of([part for sentence in sentences for part in sentence.parts], fitted).tolist())
    return np.array(
        [judged(whole, [next(parts) for _ in one.parts]) for whole, one in zip(wholes, sentences, strict=True)]
    )


def odds_of(readings: Sequence[Sample], fitted: Fitted) -> np.ndarray:
    terms = list(fitted.terms)
    by_term = term_matrix(readings, terms) @ np.array([fitted.terms[term] for term in terms])
    return signal_matrix(readings) @ fitted.signals + by_term + fitted.bias


def folds(readings: Sequence[Sample], seed: int) -> np.ndarray:
    """Deal the sentences out at random, the same ones always into the same fold, so that none is learned by heart."""
    groups: dict[frozenset[str], list[int]] = {}
    for index, reading in enumerate(readings):
        words = frozenset(term for term in reading.terms if TOGETHER not in term)
        groups.setdefault(words, []).append(index)
    fold = np.zeros(len(readings), int)
    members = list(groups.values())
    for place, group in enumerate(np.random.default_rng(seed).permutation(len(members))):
        fold[members[group]] = place % FOLDS
    return fold


def cross_validate(sentences: Sequence[Sentence], labels: np.ndarray, seed: int) -> np.ndarray:
    """Return each sentence's log-odds by a model that learned without its fold."""
    fold = folds([sentence.whole for sentence in sentences], seed)
    scores = np.zeros(len(sentences))
    for held_out in range(FOLDS):
        learned = np.flatnonzero(fold != held_out)
        fitted = fit([sentences[index].whole for index in learned], labels[learned])
        asked = np.flatnonzero(fold == held_out)
        scores[asked] = odds(fitted, [sentences[index] for index in asked])
    return scores


def calibrate(scores: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Return the slope and the shift that make log-odds of unseen sentences fit their labels best (Platt 1999)."""
    slope, shift = regress(csr_matrix(scores[:, None]), labels, np.zeros(1))
    return float(slope), float(shift)


def rescaled(fitted: Fitted, slope: float, shift: float) -> Fitted:
    """Return weights that give `slope * odds + shift`."""
    terms = {term: slope * weight for term, weight in fitted.terms.items()}
    return Fitted(slope * fitted.signals, terms, slope * fitted.bias + shift, slope * fitted.company)


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
    rounded = {term: round(weight, 2) for term, weight in sorted(fitted.terms.items())}
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
        "together": {term: weight for term, weight in rounded.items() if weight and TOGETHER in term},
        "words": {term: weight for term, weight in rounded.items() if weight and TOGETHER not in term},
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with worth_claimbuster.jsonl")
    parser.add_argument("--output", type=Path, default=FOLDER / LANGUAGE / "worthiness.json")
    parser.add_argument("--seed", type=int, default=SEED, help="by which the sentences are dealt into folds")
    options = parser.parse_args()
    if options.data is None:
        print(json.dumps({"benchmark": "train_worthiness", "nothing_done": "--data DIR is needed"}))
        return
    labeled = load(options.data / "worth_claimbuster.jsonl")
    names = proper_words(one.text for one in labeled)
    names |= set(map(beginning, names))
    sentences = [sentence(one.text, names) for one in labeled]
    labels = np.array([one.label for one in labeled], float)
    unseen = cross_validate(sentences, labels, options.seed)
    slope, shift = calibrate(unseen, labels)
    cross_validated = figures(slope * unseen + shift, labels)
    fitted = rescaled(fit([one.whole for one in sentences], labels), slope, shift)
    options.output.write_text(written(fitted, cross_validated, len(sentences)), encoding="utf-8")
    print(json.dumps({"benchmark": "train_worthiness", "sentences": len(sentences), **cross_validated}))


if __name__ == "__main__":
    main()
