"""Clauses behind a noun that only tell which of such are meant, or stand on a thing that need not be there.

"Not seen in women taking the pill" does not say that women took it, "adults who ate an apple slept longer" not that
adults ate one; of "hopes that pills based on the enzyme can be tried" there need be none.
Reads frames; takes the subjects of such clauses away.
"""

from claims.splitting.article import Article, Frame
from claims.splitting.phrases import loose
from claims.splitting.stages.predicates import in_present
from claims.splitting.stages.speech import is_negated
from claims.splitting.supposed import are_bare_people, are_people_in_general, is_bare_plural, is_supposed

BEHIND = frozenset(("relative", "participle"))


def only_tells_which(article: Article, frame: Frame, noun: int) -> bool:
    tokens, verb = article.tokens, frame.verb
    if are_people_in_general(article, noun):
        return True
    if frame.role == "relative" and in_present(tokens, verb) and is_bare_plural(tokens, noun):
        return True
    lasting = in_present(tokens, verb) or tokens.tag[verb] == "VBG" or is_negated(tokens, verb)
    return lasting and are_bare_people(article, noun)


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.role not in BEHIND or not frame.subject or loose(tokens, frame.verb):
            continue
        noun = tokens.head[frame.verb]
        if only_tells_which(article, frame, noun) or is_supposed(article, noun):
            frame.subject = []
