"""Which of the possible claims a person would write down: a small linear model over named features, in two passes.

The first pass looks at each draft alone; the second also at the better rivals from the same sentence, so that of
two drafts that say nearly the same one is kept. Weights: `lexicon/<language>/choice.json`, trained by
`benchmarks/splitting_choice.py` on claims written by people (CaRB, FActScore: MIT; Factcheck-GPT: Apache-2.0).
Reads worded drafts; leaves out those below the line and gives `draft.prior`.
"""

import json
from collections import defaultdict
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


class Weights(dict[Group, complex]):
    """What each group of features counts for, worked out when it is first met.

    Its weight in the first pass is the real part of a number, that in the second the imaginary one: a single sum
    over a draft's groups gives both.
    """

    MOST = 50_000
    """Groups kept; a story has a few thousand of them, and memory must stay flat."""

    def __init__(self, alone: dict[str, float], beside: dict[str, float]) -> None:
        super().__init__()
        named = {name: complex(alone.get(name, 0.0), beside.get(name, 0.0)) for name in alone.keys() | beside.keys()}
        self.named = named
        self.clues: dict[str, dict[str, complex]] = {}
        for name, weight in named.items():
            rule, _, clue = name.partition("/")
            self.clues.setdefault(rule, {})[clue] = weight + named.get(clue, 0.0)

    def __missing__(self, group: Group) -> complex:
        if len(self) >= self.MOST:
            self.clear()
        named = self.named
        if group[0] == "clues":
            clues = self.clues.get(str(group[1]), named)
            total = sum([clues[clue] if clue in clues else named.get(clue, 0j) for clue in map(str, group[2:])], 0j)
        else:
            total = sum([named[name] for name in names(group) if name in named], 0j)
        self[group] = total
        return total

    def total(self, groups: list[Group]) -> complex:
        """What the groups count for together, in either pass."""
        return sum(map(self.__getitem__, groups), 0j)


def squashed(total: float) -> float:
    """The share of agreement with a person's claim that the weights expect, 0..1."""
    return 1 / (1 + exp(-total if -30.0 < total < 30.0 else -max(-30.0, min(30.0, total))))


def masks_of(article: Article, group: list[Draft]) -> list[int]:
    """The content words of each draft of a sentence as bits, counted from the sentence's start."""
    first, end = article.sentences[group[0].sentence]
    lower, function = article.tokens.lower, article.lexicon["function"]
    bit: dict[Item, int] = {
        index: 1 << (index - first)
        for index in range(first, end)
        if (word := lower[index]) not in function and word[0].isalnum()
    }
    found = []
    for draft in group:
        bits = 0
        for item in draft.items:
            if item in bit:
                bits |= bit[item]
        found.append(bits)
    return found


def beside(rules: list[str], masks: list[int], chances: list[float]) -> list[list[Group]]:
    """What holds for each draft of one sentence beside its better rivals."""
    found: list[list[Group]] = [[] for _ in rules]
    able = [index for index, chance_ in enumerate(chances) if chance_ >= HOPELESS]
    better: list[tuple[int, int, int]] = []
    covered = 0
    for index in sorted(able, key=chances.__getitem__, reverse=True)[:MOST_RIVALS]:
        bits, rule = masks[index], rules[index]
        size, rank = bits.bit_count(), len(better)
        best, closest, within = nearest(bits, size, better)
        new = (bits & ~covered).bit_count()
        covered |= bits
        better.append((index, bits, size))
        found[index] = groups = [
            ("near", rule, int(best * 20)),
            ("rank", rule, min(rank, 12), min(new, 4)),
            ("within", min(within, 5), int(chances[index] * 20)),
        ]
        if closest >= 0:
            groups.append(("chances", int(best * 10), int(chances[closest] * 10)))
            groups.append(("rival", rule, rules[closest], int(best * 5)))
    return found


def nearest(bits: int, size: int, better: list[tuple[int, int, int]]) -> tuple[float, int, int]:
    """How like a draft its likest better rival is, which one that is, or -1, and how many rivals hold it whole."""
    best, closest, within = 0.0, -1, 0
    for other, others, count in better:
        common = (bits & others).bit_count()
        if common:
            likeness = 2 * common / (size + count)
            within += common == size
            if likeness > best:
                best, closest = likeness, other
    return best, closest, within


@cache
def model(language: str) -> dict[str, Any]:
    """The weights of both passes and the lines below which drafts are left out."""
    path = FOLDER / language / "choice.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def weights_of(language: str) -> Weights:
    """The weights of both passes, ready to be looked up by group."""
    known = model(language)
    return Weights(known["alone"], known["beside"])


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
    years = {index for index in figures(article, stated) if is_year(article, index)}
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
    numbers = figures(article, group)
    told: dict[int, int] = defaultdict(int)
    for draft in chosen:
        told[draft.head] = max(told[draft.head], len(numbers.intersection(draft.items)))
    fuller: dict[int, list[tuple[int, Draft]]] = {draft.head: [] for draft in chosen if draft.kind != "presupposed"}
    for draft in group:
        if draft.kind != "presupposed" and draft.head in fuller:
            count = len(numbers.intersection(draft.items))
            if count > told[draft.head] and draft.prior >= least(article, draft):
                fuller[draft.head].append((count, draft))
    found: list[Draft] = []
    for _, rivals in sorted(fuller.items()):
        most = max([count for count, _ in rivals], default=0)
        whole = [draft for count, draft in rivals if count == most]
        found += sorted(whole, key=lambda draft: (len(draft.items), -draft.prior))[:1]
    return found


def least(article: Article, draft: Draft) -> float:
    """How likely a statement with figures must be to be kept for them: less where it tells a share or money."""
    entity = article.tokens.entity
    asked = any(isinstance(item, int) and entity[item] in ("PERCENT", "MONEY") for item in draft.items)
    return LEAST_FIGURED / 4 if asked else LEAST_FIGURED


LEAST_FIGURED = 0.2


def figures(article: Article, group: list[Draft]) -> set[int]:
    """The numbers that drafts tell, years included."""
    tag, items = article.tokens.tag, set[Item]().union(*[draft.items for draft in group])
    return {item for item in items if isinstance(item, int) and tag[item] == "CD"}


def is_year(article: Article, number: int) -> bool:
    tokens = article.tokens
    return tokens.entity[number] == "DATE" and len(tokens.text[number]) == 4


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
    lines, weights = known["lines"], weights_of(article.language)
    for number, group in by_sentence(article).items():
        told = manner(article, number)
        totals = [weights.total(alone(article, draft, len(group), told)) for draft in group]
        chances = [squashed(total.real) for total in totals]
        rules = [draft.rule for draft in group]
        found = beside(rules, masks_of(article, group), chances)
        for draft, total, more in zip(group, totals, found, strict=True):
            draft.prior = squashed((total + weights.total(more)).imag) if more else 0.0
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
    if figures(article, group):
        chosen += dated_statements(article, group, chosen)
        chosen += whole_figures(article, group, chosen)
    return chosen
