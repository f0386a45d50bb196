"""Prepositional phrases on a noun: "the show on the fifth channel" -> the show is on the fifth channel.

Reads the parse; gives presupposed drafts.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_plural
from claims.splitting.phrases import NOUN_TAGS, alternatives, denied, gather, phrase
from claims.splitting.referents import referent, slim, speaks_of_past
from claims.splitting.saying import says
from claims.splitting.stages.possessives import owned

UNSAID = frozenset(("including", "as", "than", "like", "per", "except", "versus"))
"""Prepositions that say nothing behind "is"."""


def of_phrase(article: Article, noun: int, index: int, number: int) -> None:
    """ "the Emperor of Japan" -> Japan has an Emperor; "the supply of engineers" -> the supply is of engineers."""
    tokens = article.tokens
    inner = next((kid for kid in tokens.kids[index] if tokens.dep[kid] == "pobj"), -1)
    if (
        inner < 0
        or (tokens.unit[noun] and tokens.unit[noun] == tokens.unit[inner])
        or tokens.lower[noun] in article.lexicon["quantities"]
    ):
        return
    named = tokens.tag[inner] in ("NNP", "NNPS") or any(tokens.dep[kid] == "det" for kid in tokens.kids[inner])
    if not named:
        says(
            article,
            slim(tokens, noun, index),
            noun,
            list(gather(tokens, index)),
            "nominal:of",
            number,
            about=index,
            in_past=speaks_of_past(article, noun),
        )
        return
    for words in alternatives(tokens, inner):
        verb = "have" if is_plural(tokens, inner, words) else "has"
        says(article, words, inner, owned(article, noun, index), "nominal:has", number, verb=verb, about=index)


def is_work(tokens: Tokens, noun: int, index: int) -> bool:
    """Whether a time hangs on a quoted title: in 'She sang "Red" in 1999' it belongs to the singing."""
    timed = any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[index])
    quoted = noun + 1 < len(tokens) and tokens.form[noun + 1] in ('"', "''")
    return timed and (quoted or tokens.entity[noun] in ("WORK_OF_ART", "PERSON"))


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking():
        for index in range(first, end):
            if tokens.dep[index] != "prep":
                continue
            noun = tokens.head[index]
            if tokens.tag[noun] not in NOUN_TAGS or tokens.lower[index] in UNSAID or denied(tokens, noun):
                continue
            if tokens.dep[noun] == "ROOT" and article.lines[tokens.line[noun]].headline:
                continue  # a headline that was read as one long name
            if tokens.lower[index] == "of":
                of_phrase(article, noun, index, number)
                continue
            if tokens.entity[noun] in ("DATE", "TIME", "ORDINAL") or is_work(tokens, noun, index):
                continue
            head = referent(article, noun)
            subject = slim(tokens, head, index)
            for words in phrase(tokens, index):
                says(
                    article,
                    subject,
                    head,
                    words,
                    "nominal:" + tokens.lower[index],
                    number,
                    about=index,
                    in_past=speaks_of_past(article, noun),
                )
