"""Which of the possible claims a person would write down: a small linear model over named features.

Trained by `benchmarks/splitting_choice.py` on claims written by people (CaRB, FActScore: MIT; Factcheck-GPT:
Apache-2.0). Reads worded drafts; leaves out those below the line.
"""

import json
from functools import cache
from pathlib import Path

from claims.splitting.article import Article, Draft, Tokens

WEIGHTS = Path(__file__).parent.parent / "lexicon"
LENGTHS = (3, 4, 5, 6, 8, 10, 13, 17, 22, 30)


def bucket(number: int) -> int:
    """The size class of a count of words."""
    for place, limit in enumerate(LENGTHS):
        if number <= limit:
            return place
    return len(LENGTHS)


def features(article: Article, draft: Draft, rivals: int) -> list[str]:
    """Names of the features that hold for a draft."""
    tokens, rule = article.tokens, draft.rule
    family = rule.split(":")[0]
    first, end = article.sentences[draft.sentence]
    size = len(draft.items)
    names = [
        rule,
        f"{rule}/n{bucket(size)}",
        f"{family}/share{min(9, 10 * size // max(1, end - first))}",
        f"{family}/sentence{bucket(end - first)}",
        f"{rule}/rivals{min(rivals, 20) // 3}",
        f"first={first_tag(tokens, draft)}",
        *(f"{rule}/{clue}" for clue in draft.clues),
        *about(tokens, draft, rule),
    ]
    return names


def first_tag(tokens: Tokens, draft: Draft) -> str:
    first = draft.items[0] if draft.items else ""
    return tokens.tag[first] if isinstance(first, int) else "word"


def about(tokens: Tokens, draft: Draft, rule: str) -> list[str]:
    """Features of the word a presupposed claim turns on."""
    head = draft.head
    if draft.kind != "presupposed" or head < 0:
        return []
    above = tokens.head[head]
    return [
        f"{rule}/tag={tokens.tag[head]}",
        f"{rule}/above={tokens.tag[above]}",
        f"{rule}/dep={tokens.dep[above]}",
        f"{rule}/entity={tokens.entity[head]}",
        f"{rule}/aboveentity={tokens.entity[above]}",
    ]


@cache
def model(language: str) -> dict[str, float]:
    path = WEIGHTS / language / "choice.json"
    return json.loads(path.read_text(encoding="utf-8"))["weights"] if path.exists() else {}


def score(article: Article, draft: Draft, rivals: int, weights: dict[str, float]) -> float:
    get = weights.get
    return get("bias", 0.0) + sum(get(name, 0.0) for name in features(article, draft, rivals))


def run(article: Article) -> None:
    weights = model(article.language)
    if not weights:
        return
    rivals: dict[int, int] = {}
    for draft in article.drafts:
        rivals[draft.sentence] = rivals.get(draft.sentence, 0) + 1
    line = weights.get("line", 0.0)
    kept = []
    for draft in article.drafts:
        draft.prior = score(article, draft, rivals[draft.sentence], weights)
        if draft.prior >= line:
            kept.append(draft)
    article.drafts = kept
