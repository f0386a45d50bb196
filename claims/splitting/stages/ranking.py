"""How much each claim is worth checking, so that the small change of a sentence ranks below what it is about.

Reads chosen drafts; gives `score` and `reasons`.
"""

from claims.splitting.article import Article, Draft
from claims.splitting.worthiness import assess_many

MINOR = {
    "place": 0.45,
    "possessive": 0.5,
    "description": 0.55,
    "nominal": 0.55,
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
WHY = {
    "title": "an office or title before a name",
    "apposition": "said in passing beside a name",
    "possessive": "carried by a possessive",
    "description": "carried by an adjective",
    "nominal": "carried by a noun phrase",
    "bracket": "stands in brackets",
    "place": "a place in a place",
    "kind": "what a name is",
    "instance": "an example of a kind",
    "age": "an age",
    "decision": "carried by a noun of deciding",
}


def weight(draft: Draft) -> float:
    """What the rule behind a claim makes it count for, 0..1."""
    family, _, part = draft.rule.partition(":")
    return MINOR.get(family, 1.0) * (PARTS.get(part.split(":")[0], 1.0) if draft.kind != "presupposed" else 1.0)


def run(article: Article) -> None:
    assessments = assess_many([draft.text for draft in article.drafts])
    for draft, found in zip(article.drafts, assessments, strict=True):
        draft.score = round(found.score * weight(draft), 4)
        why = WHY.get(draft.rule.partition(":")[0]) if draft.kind == "presupposed" else None
        draft.reasons = (*found.reasons, why) if why else found.reasons
