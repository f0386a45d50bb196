"""Relative clauses on the noun that their verb agrees with: in "homes near the river that were built before 1950" the
homes were, in "the list of names that was lost" the list was.

Reads the parse; changes `head` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

MANY = frozenset(("are", "were", "have", "'re", "do"))
ONE = frozenset(("is", "was", "has", "'s", "does"))
GROUPS = frozenset(
    ("police", "team", "staff", "crew", "family", "couple", "band", "government", "public", "press", "side")
)
"""Nouns in the singular that may have a verb in the plural."""
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def number_of(tokens: Tokens, verb: int) -> str:
    """The number of a relative clause's verb, told by its first finite form; "" where that does not tell."""
    words = [tokens.lower[kid] for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass")]
    first = words[0] if words else tokens.lower[verb]
    if first in MANY or (not words and tokens.tag[verb] == "VBP"):
        return "NNS"
    return "NN" if first in ONE or (not words and tokens.tag[verb] == "VBZ") else ""


def opens_with_its_subject(tokens: Tokens, verb: int) -> bool:
    first = tokens.left[verb]
    return (
        tokens.lower[first] in ("that", "which", "who")
        and tokens.dep[first] in SUBJECTS
        and tokens.head[first] == verb
    )


def agree(tokens: Tokens, verb: int) -> bool:
    """Hangs a relative clause on the noun over a phrase where only that has the number of its verb."""
    noun = tokens.head[verb]
    above = tokens.head[noun]
    upper = tokens.head[above]
    if tokens.dep[noun] != "pobj" or tokens.dep[above] != "prep" or not opens_with_its_subject(tokens, verb):
        return False
    number = number_of(tokens, verb)
    other = "NN" if number == "NNS" else "NNS"
    fits = bool(number) and tokens.tag[noun] == other and tokens.tag[upper] == number
    joined = any(tokens.dep[kid] == "conj" for one in (noun, upper) for kid in tokens.kids[one])
    if not fits or joined or tokens.lower[noun] in GROUPS or tokens.entity[noun] or hangs_on(tokens, upper, verb):
        return False
    tokens.head[verb] = upper
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in tokens.roles().get("relcl", ()):
        changed = agree(tokens, node) or changed
    if changed:
        link(tokens)
