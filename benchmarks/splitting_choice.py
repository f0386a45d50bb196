"""Trains the weights by which the splitter chooses among possible claims.

    python benchmarks/splitting_choice.py --data DIR [--write]

Learns from `split_carb.jsonl`, `split_factscore.jsonl` (MIT) and `split_factcheckgpt.jsonl` (Apache-2.0) alone; any
other corpus in DIR only measures. Needs scipy and the scorer `score_split.py` in or above DIR. The target of a draft
is what it adds to the agreement with the people's claims when those taken before it are there already. Prints
the figures as JSON lines, three-fold over the documents for the corpora it learns from; `--write` stores the weights.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.splitting import scorer
from claims.splitting import features, order, outcome, weighing
from claims.splitting.article import Article
from claims.splitting.stages import finishing
from claims.splitting.words import FOLDER, lexicon

LEARNED = ("carb", "factscore", "factcheckgpt")
SOURCE = "Trained on the development parts of CaRB (MIT), FActScore (MIT) and Factcheck-GPT (Apache-2.0)"
LINES = {"presupposed": 0.21, "other": 0.33}
PENALTY, RAREST, BONUS, FOLDS, ROUNDS, START = 20.0, 8, 0.5, 3, 2, 0.27
"""Weight decay, least count of a feature, worth of a hard match, folds, rounds of the second pass, its first line."""


@dataclass
class Document:
    """One text: features, sentence, words, rule and kind of its drafts, and their likeness to each gold claim."""

    names: list[list[str]]
    sentences: list[int]
    masks: list[int]
    rules: list[str]
    kinds: list[str]
    likeness: np.ndarray
    implicit: np.ndarray


Known = dict[int, tuple[list[str], int]]
"""What the choice sees of a draft, by its id: the names of its features, its content words as bits."""


def drafted(texts: Sequence[str]) -> list[tuple[Article, Known]]:
    """The articles with all their drafts, before any is left out, and what the choice would see of each."""
    articles = [Article(text, "en", lexicon("en")) for text in texts]
    for name, stage in order.STAGES:
        if name == "choice":
            break
        stage(articles)
    found = [(article, known_of(article)) for article in articles]
    for article in articles:
        finishing.word(article)
    return found


def known_of(article: Article) -> Known:
    groups = Counter(draft.sentence for draft in article.drafts)
    sentences = {number: features.Sentence(article, number, count) for number, count in groups.items()}
    return {
        id(draft): (features.names(one, draft), features.look(one, draft)[0] & one.content)
        for draft in article.drafts
        for one in (sentences[draft.sentence],)
    }


def document(score: ModuleType, item: dict[str, Any], article: Article, known: Known) -> Document:
    unscored = [item["sents"][number] for number in item.get("unscored_sents", [])]
    places = outcome.outcome(article).sentences
    spans = [(place.start, place.end) for place in places]
    claims = [(draft, outcome.claim(article, draft, spans[draft.sentence])) for draft in article.drafts]
    claims = [(d, c) for d, c in claims if not any(s <= (c.start + c.end) / 2 < e for s, e in unscored)]
    gold = [[score.norm(text) for text in [one["text"], *one.get("alts", [])]] for one in item["claims"]]
    likeness = np.zeros((len(claims), len(gold)))
    for row, (_, claim) in enumerate(claims):
        words = score.norm(claim.text)
        likeness[row] = [max(score.similarity(words, way) for way in ways) for ways in gold]
    return Document(
        [known[id(draft)][0] for draft, _ in claims],
        [draft.sentence for draft, _ in claims],
        [known[id(draft)][1] for draft, _ in claims],
        [draft.rule for draft, _ in claims],
        [draft.kind for draft, _ in claims],
        likeness,
        np.array([bool(one.get("implicit")) for one in item["claims"]], dtype=bool),
    )


def read(score: ModuleType, file: Path) -> list[Document]:
    items = score.load(str(file))
    found = [
        one for start in range(0, len(items), 40) for one in drafted([i["text"] for i in items[start : start + 40]])
    ]
    return [document(score, item, *one) for item, one in zip(items, found, strict=True)]


def matrix(rows: list[list[str]], columns: dict[str, int]) -> csr_matrix:
    pairs = [(row, columns[name]) for row, names in enumerate(rows) for name in set(names) if name in columns]
    rows_, columns_ = zip(*pairs, strict=True) if pairs else ((), ())
    return csr_matrix((np.ones(len(pairs)), (rows_, columns_)), shape=(len(rows), len(columns)))


def logistic(table: csr_matrix, target: np.ndarray) -> np.ndarray:
    """Weights and, last, the bias of a logistic model with soft targets."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-(table @ weights[:-1] + weights[-1])))
        fit = -(target * np.log(chance + 1e-9) + (1 - target) * np.log(1 - chance + 1e-9)).sum()
        slope = np.concatenate([table.T @ (chance - target) + PENALTY * weights[:-1], [(chance - target).sum()]])
        return fit + PENALTY / 2 * (weights[:-1] ** 2).sum(), slope

    start = np.zeros(table.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def named(rows: list[list[str]], target: np.ndarray) -> dict[str, float]:
    """The trained weights by name of feature."""
    counts = Counter(name for names in rows for name in set(names))
    columns = {name: place for place, name in enumerate(sorted(n for n, c in counts.items() if c >= RAREST))}
    weights = logistic(matrix(rows, columns), target)
    found = {name: round(float(weights[place]), 3) for name, place in columns.items() if abs(weights[place]) >= 0.01}
    found["bias"] = round(found.get("bias", 0.0) + float(weights[-1]), 3)
    return found


def chances(rows: list[list[str]], weights: dict[str, float]) -> list[float]:
    return [weighing.squashed(sum(weights.get(name, 0.0) for name in {*names})) for names in rows]


def beside(documents: list[Document], first: list[float], taken: np.ndarray) -> list[list[str]]:
    """All features of the second pass, with those drafts taken that `taken` says."""
    rows: list[list[str]] = []
    for one in documents:
        start, end = len(rows), len(rows) + len(one.names)
        rows += standing(one, first[start:end], lambda place, _, here=taken[start:end]: bool(here[place]))
    return rows


def standing(one: Document, first: list[float], takes: Callable[[int, list[str]], bool]) -> list[list[str]]:
    """The features of the drafts of a text, each beside those that were taken from its sentence before it."""
    rows = [*one.names]
    for sentence in sorted(set(one.sentences)):
        places = [place for place, number in enumerate(one.sentences) if number == sentence]
        chances_ = [first[p] for p in places]
        rivals = weighing.Rivals([one.masks[p] for p in places], chances_)
        for at in weighing.in_turn(chances_):
            place = places[at]
            rows[place] = [*one.names[place], *features.standing_names(one.rules[place], rivals.standing(at))]
            if takes(place, rows[place]):
                rivals.take(at)
    return rows


def kept_of(one: Document, first: list[float], weights: dict[str, float]) -> list[int]:
    """The drafts of a text that the weights choose."""
    kept: list[int] = []

    def takes(place: int, names: list[str]) -> bool:
        chance = weighing.squashed(sum(weights.get(name, 0.0) for name in {*names}))
        if chance >= LINES.get(one.kinds[place], LINES["other"]):
            kept.append(place)
            return True
        return False

    standing(one, first, takes)
    return kept


def matched(worth: np.ndarray) -> float:
    rows, columns = linear_sum_assignment(-worth)
    return float(worth[rows, columns].sum())


def worth_of(one: Document) -> np.ndarray:
    """What pairing each draft with each gold claim counts for."""
    return one.likeness + BONUS * (one.likeness >= 0.75)


def alone_targets(documents: list[Document]) -> np.ndarray:
    """What each draft has in the best pairing of all drafts with the gold claims."""
    found = []
    for one in documents:
        target = np.zeros(len(one.names))
        if one.likeness.size:
            worth = worth_of(one)
            rows, columns = linear_sum_assignment(-worth)
            target[rows] = worth[rows, columns]
        found.append(target)
    return np.concatenate(found) / (1 + BONUS)


def added(one: Document, first: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """What each draft adds to the pairing of the better-ranked drafts that were taken."""
    target, chosen, total = np.zeros(len(one.names)), [], 0.0
    if not one.likeness.size:
        return target
    worth = worth_of(one)
    for place in np.argsort(-first, kind="stable"):
        gain = matched(worth[[*chosen, place]]) - total
        target[place] = gain
        if taken[place]:
            chosen.append(place)
            total += gain
    return np.clip(target, 0, 1 + BONUS)


def beside_targets(documents: list[Document], first: list[float], taken: np.ndarray) -> np.ndarray:
    found, start = [], 0
    for one in documents:
        end = start + len(one.names)
        found.append(added(one, np.array(first[start:end]), taken[start:end]))
        start = end
    return np.concatenate(found) / (1 + BONUS)


def rows_of(documents: list[Document]) -> list[list[str]]:
    return [names for one in documents for names in one.names]


def held_out(documents: list[Document]) -> list[float]:
    """First-pass chances of each document from weights that have not seen it."""
    found: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        learned = [one for place, one in enumerate(documents) if place % FOLDS != fold]
        weights = named(rows_of(learned), alone_targets(learned))
        for place, one in enumerate(documents):
            if place % FOLDS == fold:
                found[place] = chances(one.names, weights)
    return [chance for place in range(len(documents)) for chance in found[place]]


def train(documents: list[Document]) -> dict[str, dict[str, float]]:
    """The weights of both passes."""
    alone = named(rows_of(documents), alone_targets(documents))
    first = held_out(documents)
    taken, weights = np.array(first) >= START, {}
    for _ in range(ROUNDS):
        rows = beside(documents, first, taken)
        weights = named(rows, beside_targets(documents, first, taken))
        taken = np.array(chances(rows, weights)) >= START
    return {"alone": alone, "beside": weights}


def figures(documents: list[Document], weights: dict[str, dict[str, float]]) -> dict[str, float]:
    """Soft and hard F1 and implicit recall of what the weights choose."""
    soft = hard = predicted = gold = heard = implicit = 0.0
    for one in documents:
        kept = kept_of(one, chances(one.names, weights["alone"]), weights["beside"])
        predicted, gold, implicit = predicted + len(kept), gold + one.likeness.shape[1], implicit + one.implicit.sum()
        if kept and one.likeness.shape[1]:
            chosen = one.likeness[kept]
            soft, hard = soft + matched(chosen), hard + matched((chosen >= 0.75) * 1.0)
            heard += (chosen.max(axis=0)[one.implicit] >= 0.7).sum()
    share = 2 / max(1.0, predicted + gold)
    return {
        "soft_F1": round(soft * share, 3),
        "hard_F1": round(hard * share, 3),
        "implicit_R": round(heard / max(1, implicit), 3),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    score = scorer(options.data)
    corpora = {f.stem.removeprefix("split_"): read(score, f) for f in sorted(options.data.glob("split_*.jsonl"))}
    learned = [one for name in LEARNED for one in corpora[name]]
    weights = train(learned)
    told = {"benchmark": "splitting_choice", "seen": False}
    for name in [name for name in corpora if name not in LEARNED]:
        print(json.dumps({**told, "corpus": name, **figures(corpora[name], weights)}))
    for fold in range(FOLDS):
        rest = train([one for place, one in enumerate(learned) if place % FOLDS != fold])
        unseen = [one for place, one in enumerate(learned) if place % FOLDS == fold]
        print(json.dumps({**told, "fold": fold, **figures(unseen, rest)}))
    if options.write:
        record = {"source": SOURCE, "lines": LINES, **weights}
        (FOLDER / "en" / "choice.json").write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
