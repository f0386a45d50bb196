"""Which of the possible claims a person would write down: a small linear model over named features, in two passes.

The first pass looks at each draft alone; the second also at the better rivals from the same sentence, so that of
two drafts that say nearly the same one is kept. Weights: `lexicon/<language>/choice.json`, trained by
`benchmarks/splitting_choice.py` on claims written by people (CaRB, FActScore: MIT; Factcheck-GPT: Apache-2.0).
Reads worded drafts; leaves out those below the line and gives `draft.prior`.
"""

import json
from functools import cache
from math import exp
from typing import Any

from claims.splitting.article import Article, Draft, Tokens
from claims.splitting.words import FOLDER

LENGTHS = (3, 4, 5, 6, 8, 10, 13, 17, 22, 30)
HOPELESS = 0.04
"""Drafts below this chance in the first pass are not looked at again."""
CERTAIN = frozenset(("title", "age", "decision", "site"))
MOST_RIVALS = 60
"""The second pass looks at so many drafts of a sentence; a sentence with more is no sentence of a story."""


def bucket(number: int) -> int:
    """The size class of a count of words."""
    for place, limit in enumerate(LENGTHS):
        if number <= limit:
            return place
    return len(LENGTHS)


def alone(article: Article, draft: Draft, rivals: int) -> list[str]:
    """Names of the features that hold for a draft by itself."""
    tokens, rule = article.tokens, draft.rule
    family, *parts = rule.split(":")
    first, end = article.sentences[draft.sentence]
    size = len(draft.items)
    return [
        "bias",
        rule,
        family,
        f"{family}/n{bucket(size)}",
        *[f"part={part}" for part in parts],
        *[f"part={part}/n{bucket(size)}" for part in parts],
        *draft.clues,
        f"{rule}/n{bucket(size)}",
        f"{family}/share{min(9, 10 * size // max(1, end - first))}",
        f"{family}/sentence{bucket(end - first)}",
        f"{rule}/rivals{min(rivals, 20) // 3}",
        f"first={first_tag(tokens, draft)}",
        *[f"{rule}/{clue}" for clue in draft.clues],
        *about(tokens, draft, rule),
    ]


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


def mask(article: Article, draft: Draft) -> int:
    """The content words of a draft as bits, counted from the sentence's start."""
    first = article.sentences[draft.sentence][0]
    lower, function, bits = article.tokens.lower, article.lexicon["function"], 0
    for item in draft.items:
        if item.__class__ is int and lower[item] not in function and lower[item][0].isalnum():
            bits |= 1 << max(0, item - first)
    return bits


def beside(rules: list[str], masks: list[int], chances: list[float]) -> list[list[str]]:
    """Names of the features that hold for each draft of one sentence beside its better rivals."""
    found: list[list[str]] = [[] for _ in rules]
    able = [index for index, chance_ in enumerate(chances) if chance_ >= HOPELESS]
    order = sorted(able, key=lambda index: -chances[index])[:MOST_RIVALS]
    sizes = [bits.bit_count() for bits in masks]
    covered = 0
    for rank, index in enumerate(order):
        bits, size, rule = masks[index], sizes[index], rules[index]
        best, closest, within = 0.0, -1, 0
        for other in order[:rank]:
            common = (bits & masks[other]).bit_count()
            if common:
                likeness = 2 * common / (size + sizes[other])
                within += common == size
                if likeness > best:
                    best, closest = likeness, other
        new = (bits & ~covered).bit_count()
        covered |= bits
        close = int(best * 10)
        found[index] = [
            f"{rule}/best{close}",
            f"best{int(best * 20)}",
            f"rank{min(rank, 12)}",
            f"{rule}/rank{min(rank, 8)}",
            f"new{min(new, 4)}",
            f"{rule}/new{min(new, 3)}",
            f"within{min(within, 5)}",
            f"chance{int(chances[index] * 20)}",
        ]
        if closest >= 0:
            found[index] += [
                f"best{close}/chance{int(chances[closest] * 10)}",
                f"{rule}<{rules[closest]}/{int(best * 5)}",
            ]
    return found


@cache
def model(language: str) -> dict[str, Any]:
    """The weights of both passes and the lines below which drafts are left out."""
    path = FOLDER / language / "choice.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def chance(names: list[str], weights: dict[str, float]) -> float:
    """The share of agreement with a person's claim that the weights expect, 0..1."""
    get = weights.get
    total = 0.0
    for name in names:
        total += get(name, 0.0)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def is_certain(tokens: Tokens, draft: Draft) -> bool:
    """Whether a checker wants the claim however seldom people write it down: what a person is."""
    if draft.rule in CERTAIN:
        return True
    first = draft.items[0]
    return draft.rule == "apposition" and isinstance(first, int) and tokens.entity[first] == "PERSON"


def best_statement(group: list[Draft]) -> list[Draft]:
    """The likeliest claim of a sentence's own verb, so that no sentence that states something goes unheard."""
    stated = [draft for draft in group if draft.kind != "presupposed"]
    return [max(stated, key=lambda draft: draft.prior)] if stated else []


def by_sentence(article: Article) -> dict[int, list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in article.drafts:
        groups.setdefault(draft.sentence, []).append(draft)
    return groups


def run(article: Article) -> None:
    weights = model(article.language)
    if not weights:
        return
    kept: list[Draft] = []
    lines = weights["lines"]
    for group in by_sentence(article).values():
        names = [alone(article, draft, len(group)) for draft in group]
        chances = [chance(own, weights["alone"]) for own in names]
        rules, masks = [draft.rule for draft in group], [mask(article, draft) for draft in group]
        for draft, own, more in zip(group, names, beside(rules, masks, chances), strict=True):
            draft.prior = chance(own + more, weights["beside"]) if more else 0.0
        chosen = [
            draft
            for draft in group
            if draft.prior >= lines["presupposed" if draft.kind == "presupposed" else "other"]
            or is_certain(article.tokens, draft)
        ]
        if all(draft.kind == "presupposed" for draft in chosen):
            chosen += best_statement(group)
        kept += chosen
    article.drafts = kept
