"""A later amount of a row with what only the first one names: "48,200 thefts in 2019 and 44,900 last year"."""

from claims.splitting.article import Item, Tokens
from claims.splitting.inflection import singular


def counted(tokens: Tokens, node: int, words: list[Item], head: int) -> list[Item]:
    """ "44,900 last year" with what is counted, where another time has its own figure: "44,900 thefts last year".

    "nine counts of fraud and one of forgery" -> "one count of forgery".
    """
    if head in words and tokens.tag[node] in ("NNS", "NNPS") and all(has_of(tokens, one) for one in (node, head)):
        place = words.index(head) + 1
        kind: Item = singular(tokens.lower[node]) if tokens.lower[head] == "one" else node
        return [*words[:place], kind, *words[place:]]
    if not any(tokens.dep[kid] == "gapped" for kid in tokens.kids[head]) or head not in words:
        return words
    place = words.index(head) + 1
    kinds = [kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] in ("amod", "compound")]
    return [*words[:place], *kinds, node, *words[place:]]


def has_of(tokens: Tokens, noun: int) -> bool:
    return any(tokens.lower[kid] == "of" and noun < kid for kid in tokens.kids[noun])
