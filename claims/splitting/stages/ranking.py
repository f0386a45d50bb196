"""How much each claim is worth checking, so that the small change of a sentence ranks below what it is about.

The first third of an article's list should hold nearly all a person would pick: each statement once, who holds which
office, what was decided. Reads chosen drafts; gives `score` and `reasons`.
"""

from functools import cache
from typing import NamedTuple

from claims.splitting.article import Article, Draft
from claims.splitting.worthiness import assess_many

MINOR = {
    "place": 0.45,
    "site": 0.45,
    "possessive": 0.5,
    "description": 0.55,
    "nominal": 0.55,
    "noun": 0.9,
    "nominal:has": 0.4,
    "nominal:of": 0.4,
    "description:kind": 0.4,
    "title:short": 0.35,
    "bracket": 0.65,
    "kind": 0.65,
    "instance": 0.7,
    "age": 0.7,
    "gerund": 0.85,
    "adverbial": 0.85,
    "relative": 0.9,
    "participle": 0.9,
}
"""What a claim of a rule counts for beside its sentence's own statement, which counts 1."""
PARTS = {"core": 0.8, "place": 0.85, "time": 0.8, "modifier": 0.85, "agent": 0.9, "example": 0.8}
"""What a claim counts for that gives only a part of its clause."""
CARRIED = {"title": 4.0, "decision": 4.0, "apposition": 2.0}
"""What carries a fact in passing multiplies the odds: debates, which the model learned from, rarely say so."""
ECHO = 0.4
"""What a claim counts for when a better one says all of it and more."""
WHY = {
    "title": "an office or title before a name",
    "apposition": "said in passing beside a name",
    "possessive": "carried by a possessive",
    "description": "carried by an adjective",
    "nominal": "carried by a noun phrase",
    "bracket": "stands in brackets",
    "place": "a place in a place",
    "site": "a place in a place",
    "kind": "what a name is",
    "instance": "an example of a kind",
    "age": "an age",
    "noun": "what a noun holds",
    "decision": "carried by a noun of deciding",
}


class Bearing(NamedTuple):
    """What the rule behind a claim says of it: by what its odds are multiplied, what it counts for, and why."""

    odds: float
    weight: float
    why: tuple[str, ...]


@cache
def bearing(rule: str, presupposed: bool) -> Bearing:
    family, _, part = rule.partition(":")
    known = MINOR.get(rule, MINOR.get(family, 1.0))
    if presupposed:
        return Bearing(CARRIED.get(family, 1.0), known, (WHY[family],) if family in WHY else ())
    return Bearing(1.0, known * PARTS.get(part.split(":")[0], 1.0), ())


def carried(score: float, odds: float) -> float:
    """The score with the odds of what a rule is known to carry."""
    return score * odds / (1.0 - score + score * odds)


def dampen(drafts: list[Draft]) -> None:
    """Among the claims about one word, those that a better ranked one holds whole step back."""
    drafts.sort(key=lambda one: (-one.score, -len(one.items)))
    better: list[set[int]] = []
    for draft in drafts:
        words = {item for item in draft.items if item.__class__ is int}
        if better and any(map(words.issubset, better)):
            draft.score = round(draft.score * ECHO, 4)
        better.append(words)


def run(article: Article) -> None:
    groups: dict[tuple[int, int], list[Draft]] = {}
    assessments = assess_many([draft.text for draft in article.drafts])
    for draft, (score, reasons) in zip(article.drafts, assessments, strict=True):
        odds, weight, why = bearing(draft.rule, draft.kind == "presupposed")
        draft.score = round(carried(score, odds) * weight, 4)
        draft.reasons = reasons + why
        groups.setdefault((draft.sentence, draft.head), []).append(draft)
    for drafts in groups.values():
        if len(drafts) > 1:
            dampen(drafts)
