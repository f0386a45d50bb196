"""Which of the possible claims a person would write down: a small linear model over named features, in two passes.

The first pass looks at each draft alone; the second takes them from the likeliest down and looks also at those it has
taken from the same sentence, so that of two drafts that say nearly the same one is kept. Weights:
`lexicon/<language>/choice.json`, trained by `benchmarks/splitting_choice.py` on claims written by people (CaRB,
FActScore: MIT; Factcheck-GPT: Apache-2.0).
Reads worded drafts; leaves out those below the line and gives `draft.prior`.
"""

import json
from functools import cache
from typing import Any

from claims.splitting.article import Article, Draft
from claims.splitting.weighing import Weights, weigh
from claims.splitting.words import FOLDER

CERTAIN = frozenset(("which:judged", "title", "age", "decision", "site"))
SURE = CERTAIN | {"apposition"}
"""Rules some of whose claims a checker always wants."""
LEAST_DATED = 0.2
"""A statement that alone tells a year is kept down to this chance."""
Figures = dict[int, list[int]]
"""The numbers that a draft tells, by its id."""


@cache
def model(language: str) -> dict[str, Any]:
    """The weights of both passes and the lines below which drafts are left out."""
    path = FOLDER / language / "choice.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def weights_of(language: str) -> Weights:
    """The weights of both passes, ready to be looked up by group."""
    known = model(language)
    lines = known["lines"]
    return Weights(known["alone"], known["beside"], (lines["other"], lines["presupposed"]))


def is_certain(article: Article, draft: Draft) -> bool:
    """Whether a checker wants the claim however seldom people write it down: what a person is."""
    if draft.rule in CERTAIN:
        return True
    tokens, first = article.tokens, draft.items[0]
    if draft.rule != "apposition" or not isinstance(first, int):
        return False
    said = article.lexicon["offices", "roles"]
    return tokens.entity[first] == "PERSON" or (tokens.tag[first] == "NNP" and tokens.lower[draft.head] in said)


def best_statement(group: list[Draft]) -> list[Draft]:
    """The likeliest claim of a sentence's own verb, so that no sentence that states something goes unheard."""
    stated = [draft for draft in group if draft.kind != "presupposed"]
    return [max(stated, key=lambda draft: draft.prior)] if stated else []


def what_was_said(article: Article, group: list[Draft], chosen: list[Draft]) -> list[Draft]:
    """The likeliest draft of what was said where none is chosen: a checker asks about it, not about the saying."""
    said = [draft for draft in group if draft.kind == "attributed" and draft.rule.startswith("content")]
    if not said:
        return []
    heard = {draft.head for draft in chosen}
    found = []
    for verb in sorted({draft.head for draft in said} - heard):
        best = max((draft for draft in said if draft.head == verb), key=lambda draft: draft.prior)
        if best.prior >= LEAST_SAID:
            found.append(best)
    return found


LEAST_SAID = 0.15


def dated_statements(article: Article, group: list[Draft], chosen: list[Draft], told: Figures) -> list[Draft]:
    """For each year that no chosen statement tells, the shortest statement that does: a checker asks when."""
    stated = [draft for draft in group if draft.kind != "presupposed"]
    years = {number for draft in stated for number in told[id(draft)] if is_year(article, number)}
    if not years:
        return []
    for draft in chosen:
        if draft.kind != "presupposed":
            years.difference_update(told[id(draft)])
    found: list[Draft] = []
    for year in sorted(years):
        telling = [draft for draft in stated if year in told[id(draft)] and draft.prior >= LEAST_DATED]
        if telling and not any(year in told[id(draft)] for draft in found):
            found.append(min(telling, key=lambda draft: (len(draft.items), -draft.prior)))
    return found


def whole_figures(article: Article, group: list[Draft], chosen: list[Draft], told: Figures) -> list[Draft]:
    """For each verb whose figures no one claim tells, or not together, the shortest statement that does.

    "Profit rose to 142 million" and "profit rose from 118 million" leave a checker to put them together.
    """
    most: dict[int, int] = {draft.head: 0 for draft in chosen if draft.kind != "presupposed"}
    for draft in chosen:
        if draft.head in most:
            most[draft.head] = max(most[draft.head], len(told[id(draft)]))
    fuller: dict[int, list[Draft]] = {}
    for draft in group:
        count = len(told[id(draft)])
        more = draft.kind != "presupposed" and count > most.get(draft.head, count)
        if more and draft.prior >= least(article, draft):
            fuller.setdefault(draft.head, []).append(draft)
    return [
        min(rivals, key=lambda draft: (-len(told[id(draft)]), len(draft.items), -draft.prior))
        for _, rivals in sorted(fuller.items())
    ]


def least(article: Article, draft: Draft) -> float:
    """How likely a statement with figures must be to be kept for them: less where it tells a share or money."""
    entity = article.tokens.entity
    asked = any(isinstance(item, int) and entity[item] in ("PERCENT", "MONEY") for item in draft.items)
    return LEAST_FIGURED / 4 if asked else LEAST_FIGURED


LEAST_FIGURED = 0.2


def figures(article: Article, group: list[Draft]) -> Figures:
    """The numbers that each draft of a sentence tells, years included; empty for a sentence without."""
    first, end = article.sentences[group[0].sentence] if group else (0, 0)
    tags = article.tokens.tag[first:end]
    if "CD" not in tags:
        return {}
    numbers = [index for index, tag in enumerate(tags, first) if tag == "CD"]
    return {id(draft): [number for number in numbers if number in draft.items] for draft in group}


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
        weigh(article, number, group, weights)
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
    chosen, stated = [], False
    passing_line, line = lines["presupposed"], lines["other"]
    for draft in group:
        passing = draft.kind == "presupposed"
        if draft.prior >= (passing_line if passing else line) or (draft.rule in SURE and is_certain(article, draft)):
            chosen.append(draft)
            stated = stated or not passing
    if not stated:
        chosen += best_statement(group)
    chosen += what_was_said(article, group, chosen)
    told = figures(article, group)
    if told:
        chosen += dated_statements(article, group, chosen, told)
        chosen += whole_figures(article, group, chosen, told)
    return chosen
