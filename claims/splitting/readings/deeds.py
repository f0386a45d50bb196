"""A noun for what a sentence told by a verb: "the closures" of "will shut nine branches" are those of nine branches.

Reads the parse, `article.acts` and `article.references`; `lexicon/en/deeds.txt` has the nouns and their verbs.
"""

from functools import cache

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import gather
from claims.splitting.readings.mentions import keep
from claims.splitting.readings.spelled import Forms, again, as_known
from claims.splitting.words import lexicon

FEW = 3


@cache
def nouns(language: str) -> dict[str, tuple[str, ...]]:
    """The nouns that may take up what a verb tells, by the verb's form."""
    found: dict[str, tuple[str, ...]] = {}
    for noun, row in lexicon(language).pairs("deeds").items():
        for form in row.split()[2:]:
            found[form] = (*found.get(form, ()), noun)
    return found


def note(article: Article, verb: int) -> None:
    """Notes what a verb tells under each noun that may take it up."""
    if article.lines[article.tokens.line[verb]].headline:
        return
    for noun in nouns(article.language).get(article.tokens.lower[verb], ()):
        keep(article.acts, noun, verb)


def readings(article: Article, node: int) -> list[Forms]:
    """The noun with what was closed, sold or offered before; none where nothing, or too much, fits."""
    tokens, noun = article.tokens, singular(article.tokens.lower[node])
    if node < 1 or tokens.lower[node - 1] != "the" or tokens.head[node - 1] != node:
        return []
    told = [one for one in article.acts.get(noun, ()) if one < node]
    texts = dict.fromkeys(text for one in told if (text := tied(article, noun, one)))
    short = [one for one in texts if not any(one != other and one in other for other in texts)]
    return [{node: f"{tokens.text[node]} {one}"} for one in short] if len(short) <= FEW else []


def is_last(article: Article, node: int) -> bool:
    """Whether what a noun may take up was told by a verb since the noun was last used."""
    noun = singular(article.tokens.lower[node])
    acts = [one for one in article.acts.get(noun, ()) if one < node]
    mentions = [one for one in article.mentions.get(noun, ()) if one < node]
    return bool(acts and mentions) and acts[-1] > mentions[-1]


def tied(article: Article, noun: str, verb: int) -> str:
    """What ties the noun to whom or what it was done: "of nine branches", "to sell the depot"; empty for none."""
    tokens = article.tokens
    link, whose = article.lexicon.pairs("deeds")[noun].split()[:2]
    if any(tokens.dep[kid] == "neg" for kid in tokens.kids[verb]):
        return ""
    if link == "to":
        return infinitive(article, verb)
    found = bearer(tokens, verb, whose)
    if found < 0 or tokens.tag[found][:2] not in ("NN", "PR", "CD"):
        return ""
    behind = {
        kid for kid in tokens.kids[found] if kid > found and not (tokens.lower[kid] == "of" or is_joined(tokens, kid))
    }
    text = as_known(again(article, gather(tokens, found, behind), 9, owned="the"))
    return f"{link} {text}" if text and not any(sign in text for sign in ',;:"') else ""


def is_joined(tokens: Tokens, kid: int) -> bool:
    return tokens.dep[kid] in ("cc", "conj")


def infinitive(article: Article, verb: int) -> str:
    """ "to sell the depot" of "decided to sell the depot"."""
    tokens = article.tokens
    below = [kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] == "xcomp"]
    told = [kid for kid in below if tokens.tag[tokens.left[kid]] == "TO"]
    return again(article, gather(tokens, told[0]), 9) if len(told) == 1 else ""


def bearer(tokens: Tokens, verb: int, whose: str) -> int:
    """Whom the noun is of: to whom it was done ("shut the mill"), who did it ("resigned"), or either; or -1."""
    roles = {tokens.dep[kid]: kid for kid in reversed(tokens.kids[verb])}
    own = roles.get("nsubj", -1)
    if whose == "doer":
        return own
    if "dobj" in roles or "nsubjpass" in roles:
        return roles.get("dobj", roles.get("nsubjpass", -1))
    if tokens.dep[verb] == "acl" and tokens.tag[verb] == "VBN":
        return tokens.head[verb]
    return own if whose == "either" else -1
