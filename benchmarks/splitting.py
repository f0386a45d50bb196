"""Quality and speed of the claim splitter against claims written by people.

    python benchmarks/splitting.py --data DIR [--published DIR] [--ablation] [--processes 2]

DIR holds `split_*.jsonl`; its parent or grandparent holds the scorer `score_split.py`. `--published` holds other
systems' claims for the same items. Prints one JSON line per corpus, the mean, each published system, each stage
left out, and the speed beside bare `nlp.pipe` with the same components on the same texts.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from claims.splitting import Split, model, order, pipeline, split_many
from claims.splitting.article import Article

FIGURES = (
    "soft_F1",
    "hard_F1",
    "implicit_R",
    "soft_P",
    "soft_R",
    "claims_per_sent",
    "gold_per_sent",
    "novel",
    "pronoun_subj",
)
BEFORE = ("lines", "reading", "sentences", "parsing", "predicates", "subjects", "clauses")
GROUNDWORK = frozenset((*BEFORE, "finishing", "wording", "settling"))
"""Stages nothing can be done without."""
PARSED = [name for name, _ in order.STAGES].index("parsing") + 1
CONSTRUCTIONS = tuple(name for name, _ in order.STAGES[PARSED:] if name not in GROUNDWORK)
Corpora = dict[str, list[dict[str, Any]]]


def scorer(data: Path) -> ModuleType:
    """The scorer that lies beside the data."""
    folder = next((place for place in (data, *data.resolve().parents) if (place / "score_split.py").exists()), None)
    if folder is None:
        sys.exit(f"no score_split.py in or above {data}")
    sys.path.insert(0, str(folder))
    return importlib.import_module("score_split")


def plain(found: Split) -> list[dict[str, Any]]:
    return [{"text": claim.text, "start": claim.start, "end": claim.end} for claim in found.claims]


def rounded(figures: dict[str, Any]) -> dict[str, float]:
    return {name: round(float(figures[name]), 3) for name in FIGURES if name in figures}


def measure(score: ModuleType, items: list[dict[str, Any]], predicted: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """The scorer's figures for one corpus, with 95% bootstrap intervals over its documents."""
    rows, _ = score.evaluate(items, predicted)
    figures = score.aggregate(rows)
    return {**rounded(figures), "items": figures["items"], "gold": figures["gold"], "interval": score.bootstrap(rows)}


def mean(results: Iterable[dict[str, Any]]) -> dict[str, float]:
    rows = list(results)
    return {name: round(sum(row[name] for row in rows) / len(rows), 3) for name in FIGURES}


def say(kind: str, **figures: Any) -> None:
    print(json.dumps({"benchmark": "splitting", "of": kind, **figures}), flush=True)


def parsed(texts: list[str]) -> list[Article]:
    """The articles after the parse, which no construction changes."""
    articles = [pipeline.opened(text, "en") for text in texts]
    for start in range(0, len(articles), 40):
        for _, stage in order.STAGES[:PARSED]:
            stage(articles[start : start + 40])
    return articles


def finished(articles: list[Article], without: str) -> list[list[dict[str, Any]]]:
    """Claims of copies of parsed articles, one stage left out."""
    lexicon = articles[0].lexicon
    copies = deepcopy(articles, {id(lexicon): lexicon})
    for name, stage in order.STAGES[PARSED:]:
        if name != without:
            stage(copies)
    return [plain(pipeline.outcome(article)) for article in copies]


def quality(score: ModuleType, corpora: Corpora) -> tuple[dict[str, float], dict[str, list[dict[str, Any]]]]:
    """The means over the corpora, and the claims of every item by its id."""
    results, claims = {}, {}
    for name, items in corpora.items():
        found = [plain(one) for one in split_many(item["text"] for item in items)]
        claims.update({item["id"]: one for item, one in zip(items, found, strict=True)})
        results[name] = measure(score, items, found)
        say("corpus", corpus=name, **results[name])
    average = mean(results.values())
    say("mean", corpora=len(results), **average)
    return average, claims


def ablation(score: ModuleType, corpora: Corpora, whole: dict[str, float]) -> None:
    """What the means lose without one stage."""
    ready = {name: parsed([item["text"] for item in items]) for name, items in corpora.items()}
    for stage in CONSTRUCTIONS:
        rows = []
        for name, items in corpora.items():
            results, _ = score.evaluate(items, finished(ready[name], stage))
            rows.append(rounded(score.aggregate(results)))
        average = mean(rows)
        say("ablation", without=stage, **{name: round(average[name] - whole[name], 3) for name in FIGURES[:3]})


def published(score: ModuleType, corpora: Corpora, folder: Path, own: dict[str, list[dict[str, Any]]]) -> None:
    """Other systems' claims for the same items, and ours beside them."""
    for file in sorted(folder.glob("*.jsonl")):
        claims = {row["id"]: row["claims"] for row in score.load(str(file))}
        for name, items in corpora.items():
            shared = [item for item in items if item["id"] in claims]
            if shared:
                figures = measure(score, shared, [claims[item["id"]] for item in shared])
                ours = measure(score, shared, [own[item["id"]] for item in shared])
                say("published", system=file.stem, corpus=name, **figures, ours={k: ours[k] for k in FIGURES[:3]})


def seconds(work: Iterable[object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    for _ in work:
        pass
    return clock() - began


def speed(texts: list[str], processes: int) -> None:
    """Text in, claims out, beside the bare model as it is loaded, and beside one whose products are taken as ours.

    Turn by turn, in processor time, the best of five. Of the first round neither side has met a word before.
    """
    plain_, hastened = model.fresh("en"), model.load("en")
    clock = time.process_time
    rounds = []
    for _ in range(5):
        bare = seconds(plain_.pipe(texts, batch_size=128), clock)
        ours = seconds(split_many(texts), clock)
        with model.blas().limit(limits=1):
            quick = seconds(hastened.pipe(texts, batch_size=128), clock)
        rounds.append((bare, quick, ours))
    bare, quick, ours = (min(times) for times in zip(*rounds, strict=True))
    words = sum(len(text.split()) for text in texts)
    ratios = [round(one / other, 3) for one, _, other in rounds]
    say(
        "speed",
        words=words,
        bare_words_per_second=round(words / bare),
        words_per_second=round(words / ours),
        ratio=round(bare / ours, 3),
        ratios=ratios,
        ratio_first=ratios[0],
        ratio_same_products=round(quick / ours, 3),
    )
    if processes > 1:
        many = texts * 6
        single, shared = seconds(split_many(many)), seconds(split_many(many, processes=processes))
        say("processes", processes=processes, speedup=round(single / shared, 2))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--published", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    score = scorer(options.data)
    corpora = {
        file.stem.removeprefix("split_"): score.load(str(file)) for file in sorted(options.data.glob("split_*.jsonl"))
    }
    if not corpora:
        parser.error(f"no split_*.jsonl in {options.data}")
    speed([item["text"] for items in corpora.values() for item in items], options.processes)
    whole, own = quality(score, corpora)
    if options.published:
        published(score, corpora, options.published, own)
    if options.ablation:
        ablation(score, corpora, whole)
    return 0


if __name__ == "__main__":
    sys.exit(main())
