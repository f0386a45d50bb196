"""Verbs and the prepositions that open what they cannot do without: put … on, sentence … to, bar … from.

The pairs stand in `lexicon/<language>/governed.txt`, all forms of a verb in one line.
"""

from functools import cache

from claims.splitting.article import Tokens
from claims.splitting.words import lexicon

TIMES = frozenset(("DATE", "TIME"))


@cache
def governed(language: str) -> dict[str, frozenset[str]]:
    """For each form of a verb the prepositions that open what it needs."""
    found: dict[str, frozenset[str]] = {}
    for forms, prepositions in lexicon(language).pairs("governed").items():
        for form in forms.split(","):
            found[form] = found.get(form, frozenset()) | frozenset(prepositions.split())
    return found


def is_governed(language: str, tokens: Tokens, verb: int, preposition: int) -> bool:
    """Whether a verb needs the phrase: a time it needs only behind "to", "for" and "as"."""
    word = tokens.lower[preposition]
    if preposition < verb or word not in governed(language).get(tokens.lower[verb], ()):
        return False
    return word in ("to", "for", "as") or not is_dated(tokens, preposition)


def is_dated(tokens: Tokens, preposition: int) -> bool:
    """Whether a time stands right behind a preposition."""
    return not TIMES.isdisjoint([tokens.entity[kid] for kid in tokens.kids[preposition]])
