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

from claims.splitting.article import Article, Draft, Item
from claims.splitting.features import Group, alone, manner, names
from claims.splitting.words import FOLDER

HOPELESS = 0.04
"""Drafts below this chance in the first pass are not looked at again."""
CERTAIN = frozenset(("title", "age", "decision", "site"))
LEAST_DATED = 0.2
"""A statement that alone tells a year is kept down to this chance."""
MOST_RIVALS = 60
"""The second pass looks at so many drafts of a sentence; a sentence with more is no sentence of a story."""


class Weights(dict[Group, float]):
    """What each group of features counts for, worked out when it is first met."""

    MOST = 50_000
    """Groups kept; a story has a few thousand of them, and memory must stay flat."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, group: Group) -> float:
        if len(self) >= self.MOST:
            self.clear()
        total = sum([self.weights.get(name, 0.0) for name in names(group)])
        self[group] = total
        return total

    def chance(self, groups: list[Group]) -> float:
        """The share of agreement with a person's claim that the weights expect, 0..1."""
        return squashed(sum(map(self.__getitem__, groups)))


def squashed(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def masks_of(article: Article, group: list[Draft]) -> list[int]:
    """The content words of each draft of a sentence as bits, counted from the sentence's start."""
    first, end = article.sentences[group[0].sentence]
    lower, function = article.tokens.lower, article.lexicon["function"]
    bit: dict[Item, int] = {
        index: 1 << (index - first)
        for index in range(first, end)
        if lower[index] not in function and lower[index][0].isalnum()
    }
    found = []
    for draft in group:
        bits = 0
        for item in draft.items:
            bits |= bit.get(item, 0)
        found.append(bits)
    return found


def beside(rules: list[str], masks: list[int], chances: list[float]) -> list[list[Group]]:
    """What holds for each draft of one sentence beside its better rivals."""
    found: list[list[Group]] = [[] for _ in rules]
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
        found[index] = [
            ("near", rule, int(best * 20)),
            ("rank", rule, min(rank, 12)),
            ("new", rule, min(new, 4)),
            ("within", min(within, 5)),
            ("chance", int(chances[index] * 20)),
        ]
        if closest >= 0:
            found[index] += [
                ("chances", int(best * 10), int(chances[closest] * 10)),
                ("rival", rule, rules[closest], int(best * 5)),
            ]
    return found


@cache
def model(language: str) -> dict[str, Any]:
    """The weights of both passes and the lines below which drafts are left out."""
    path = FOLDER / language / "choice.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def weights_of(language: str) -> tuple[Weights, Weights]:
    """The weights of both passes, ready to be looked up by group."""
    known = model(language)
    return Weights(known["alone"]), Weights(known["beside"])


def is_certain(article: Article, draft: Draft) -> bool:
    """Whether a checker wants the claim however seldom people write it down: what a person is."""
    if draft.rule in CERTAIN:
        return True
    tokens, first = article.tokens, draft.items[0]
    if draft.rule != "apposition" or not isinstance(first, int):
        return False
    said = article.lexicon["offices"] | article.lexicon["roles"]
    return tokens.entity[first] == "PERSON" or (tokens.tag[first] == "NNP" and tokens.lower[draft.head] in said)


def best_statement(group: list[Draft]) -> list[Draft]:
    """The likeliest claim of a sentence's own verb, so that no sentence that states something goes unheard."""
    stated = [draft for draft in group if draft.kind != "presupposed"]
    return [max(stated, key=lambda draft: draft.prior)] if stated else []


def what_was_said(article: Article, group: list[Draft], chosen: list[Draft]) -> list[Draft]:
    """The likeliest draft of what was said where none is chosen: a checker asks about it, not about the saying."""
    said = [draft for draft in group if draft.kind == "attributed" and draft.rule.startswith("content")]
    heard = {draft.head for draft in chosen}
    found = []
    for verb in sorted({draft.head for draft in said} - heard):
        best = max((draft for draft in said if draft.head == verb), key=lambda draft: draft.prior)
        if best.prior >= LEAST_SAID:
            found.append(best)
    return found


LEAST_SAID = 0.15


def dated_statements(article: Article, group: list[Draft], chosen: list[Draft]) -> list[Draft]:
    """For each year that no chosen statement tells, the shortest statement that does: a checker asks when."""
    stated = [draft for draft in group if draft.kind != "presupposed"]
    years = {index for draft in stated for index in draft.items if is_year(article, index)}
    for draft in chosen:
        if draft.kind != "presupposed":
            years.difference_update(draft.items)
    found: list[Draft] = []
    for year in sorted(years):
        telling = [draft for draft in stated if year in draft.items and draft.prior >= LEAST_DATED]
        if telling and not any(year in draft.items for draft in found):
            found.append(min(telling, key=lambda draft: (len(draft.items), -draft.prior)))
    return found


def whole_figures(article: Article, group: list[Draft], chosen: list[Draft]) -> list[Draft]:
    """For each verb whose figures no one claim tells, or not together, the shortest statement that does.

    "Profit rose to 142 million" and "profit rose from 118 million" leave a checker to put them together.
    """
    stated = [draft for draft in group if draft.kind != "presupposed" and draft.prior >= least(article, draft)]
    found: list[Draft] = []
    for verb in sorted({draft.head for draft in chosen if draft.kind != "presupposed"}):
        told = [figures(article, draft) for draft in chosen if draft.head == verb]
        rivals = [draft for draft in stated if draft.head == verb]
        most = max((len(figures(article, draft)) for draft in rivals), default=0)
        if most > max(map(len, told)):
            whole = [draft for draft in rivals if len(figures(article, draft)) == most]
            found.append(min(whole, key=lambda draft: (len(draft.items), -draft.prior)))
    return found


def least(article: Article, draft: Draft) -> float:
    """How likely a statement with figures must be to be kept for them: less where it tells a share or money."""
    entity = article.tokens.entity
    asked = any(isinstance(item, int) and entity[item] in ("PERCENT", "MONEY") for item in draft.items)
    return LEAST_FIGURED / 4 if asked else LEAST_FIGURED


LEAST_FIGURED = 0.2


def figures(article: Article, draft: Draft) -> frozenset[int]:
    """The numbers a claim tells, years included."""
    tag = article.tokens.tag
    return frozenset(item for item in draft.items if isinstance(item, int) and tag[item] == "CD")


def is_year(article: Article, index: Item) -> bool:
    if not isinstance(index, int):
        return False
    tokens = article.tokens
    return tokens.entity[index] == "DATE" and tokens.tag[index] == "CD" and len(tokens.text[index]) == 4


def by_sentence(article: Article) -> dict[int, list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in article.drafts:
        groups.setdefault(draft.sentence, []).append(draft)
    return groups


def run(article: Article) -> None:
    known = model(article.language)
    if not known:
        return
    kept: list[Draft] = []
    lines, (single, paired) = known["lines"], weights_of(article.language)
    for number, group in by_sentence(article).items():
        told = manner(article, number)
        own = [alone(article, draft, len(group), told) for draft in group]
        chances = list(map(single.chance, own))
        rules = [draft.rule for draft in group]
        found = beside(rules, masks_of(article, group), chances)
        for draft, first, more in zip(group, own, found, strict=True):
            draft.prior = paired.chance(first + more) if more else 0.0
        kept += without_twins(article, chosen_of(article, group, lines))
    article.drafts = kept


def without_twins(article: Article, chosen: list[Draft]) -> list[Draft]:
    """Of "Minister Ada Brook resigned" and "Ada Brook resigned" the second: the office is a claim of its own."""
    titles = article.titles
    if not titles:
        return chosen
    bare = {tuple(draft.items) for draft in chosen if draft.kind != "presupposed"}
    return [
        draft
        for draft in chosen
        if titles.isdisjoint(draft.items)
        or tuple(item for item in draft.items if item not in titles) not in bare - {tuple(draft.items)}
    ]


def chosen_of(article: Article, group: list[Draft], lines: dict[str, float]) -> list[Draft]:
    """The drafts of a sentence above their lines, at least one of which states something."""
    chosen = [
        draft
        for draft in group
        if draft.prior >= lines["presupposed" if draft.kind == "presupposed" else "other"]
        or is_certain(article, draft)
    ]
    if all(draft.kind == "presupposed" for draft in chosen):
        chosen += best_statement(group)
    chosen += what_was_said(article, group, chosen)
    chosen += dated_statements(article, group, chosen)
    return chosen + whole_figures(article, group, chosen)
