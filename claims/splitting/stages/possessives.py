"""Possessives and of-phrases that assert: "Mali's peace" -> Mali has peace, "the Emperor of Japan" -> Japan has an Emperor.

Reads the parse; gives presupposed drafts.
"""

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.phrases import NOUN_TAGS, gather, indefinite
from claims.splitting.referents import naming
from claims.splitting.inflection import is_plural
from claims.splitting.saying import says


def owned(tokens: Tokens, noun: int, owner: int) -> list[Item]:
    """What is owned, with an article if it is one thing."""
    skip = {
        kid
        for kid in tokens.kids[noun]
        if kid == owner or tokens.dep[kid] in ("prep", "relcl", "acl", "appos", "conj", "cc", "punct", "det", "advcl")
    }
    words: list[Item] = list(gather(tokens, noun, skip))
    if (
        tokens.tag[noun] in ("NN", "NNP")
        and not any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
        and words
    ):
        return [indefinite(tokens, words), *words]
    return words


def possessive(article: Article, noun: int, owner: int, number: int) -> None:
    tokens = article.tokens
    if tokens.tag[owner] == "PRP$":
        holder: list[Item] = [owner]
    else:
        case = next((kid for kid in tokens.kids[owner] if tokens.dep[kid] == "case"), -1)
        holder = [item for item in naming(tokens, owner, case)]
    verb = "have" if is_plural(tokens, owner) or tokens.lower[owner] in ("their", "our", "my", "your") else "has"
    rule = "possessive:pronoun" if tokens.tag[owner] == "PRP$" else "possessive"
    says(article, holder, owner, owned(tokens, noun, owner), rule, number, verb=verb, about=noun)


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking():
        for index in range(first, end):
            if (
                tokens.dep[index] == "poss"
                and tokens.tag[tokens.head[index]] in NOUN_TAGS
                and tokens.tag[index] not in ("WP$", "WP")
            ):
                possessive(article, tokens.head[index], index, number)
