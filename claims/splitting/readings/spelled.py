"""Words of the article written once more, inside a claim of another sentence."""

from itertools import pairwise

from claims.splitting.article import Article, Tokens
from claims.splitting.wording import spaced

MOST = 12
"""Words that a reading puts in; more would bury the claim."""
OPEN_TAGS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT", "EX"))
NAMES = frozenset(("NNP", "NNPS"))
Forms = dict[int, str]


def again(article: Article, words: list[int], most: int = MOST, owned: str = "") -> str:
    """The words with the names that pronouns in them stand for; empty where one stands for nobody known.

    `owned`, where given, stands in for an owner nobody knows: "nine of the branches".
    """
    tokens = article.tokens
    names = {one: article.references[one] for one in words if one in article.references}
    if owned:
        names |= {one: owned for one in words if tokens.tag[one] == "PRP$" and one not in names}
    gone = {one for item in names for one in article.covered.get(item, ())}
    kept = [one for one in words if one not in gone]
    if not 0 < len(kept) <= most or any(tokens.tag[one] in OPEN_TAGS and one not in names for one in kept):
        return ""
    text = first_word(tokens, kept[0], names)
    for before, one in pairwise(kept):
        text += (" " if spaced(tokens, before, one) else "") + names.get(one, tokens.text[one])
    return text


def first_word(tokens: Tokens, one: int, names: dict[int, str]) -> str:
    """The first of them, its capital gone where only the start of a sentence gave it."""
    word = names.get(one, tokens.text[one])
    name = tokens.tag[one] in NAMES and tokens.lower[one + 1 : one + 2] != ["of"]  # "Part of a roof"
    name = name or tokens.entity[one] in ("PERSON", "GPE")
    named = one in names or name or tokens.capital[one] or not word.istitle()
    return word if named or not tokens.opens[one] else word[0].lower() + word[1:]


def as_known(text: str) -> str:
    """ "a border deal" spoken of again: "the border deal"."""
    front, _, rest = text.partition(" ")
    return f"the {rest}" if front.lower() in ("a", "an") and rest else text


def with_the(tokens: Tokens, first: int, text: str) -> str:
    """A phrase as something known, "the" in front unless a name, an owner or a word such as "the" opens it."""
    text = as_known(text)
    led = tokens.tag[first] in ("DT", "PRP$", *NAMES) or text.startswith("the ")
    return text if led else f"the {text}"
