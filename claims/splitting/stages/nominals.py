"""Prepositional phrases on a noun: "the show on the fifth channel" -> the show is on the fifth channel.

Reads the parse; gives presupposed drafts.
"""

from claims.splitting.article import Article
from claims.splitting.phrases import NOUN_TAGS, phrase
from claims.splitting.referents import referent, slim, speaks_of_past
from claims.splitting.saying import says


UNSAID = frozenset(("including", "as", "than", "like", "per", "except", "versus"))
"""Prepositions that say nothing behind "is"."""


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking():
        for index in range(first, end):
            if tokens.dep[index] != "prep":
                continue
            noun = tokens.head[index]
            if tokens.tag[noun] not in NOUN_TAGS or tokens.lower[index] in UNSAID:
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
