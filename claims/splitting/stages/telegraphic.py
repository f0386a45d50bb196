"""Sentences in telegram style that leave out their subject: "Has a huge following." goes on about the one before.

Reads frames and names; gives a subject, noted as a substitution.
"""

from claims.splitting.article import Article, Frame
from claims.splitting.phrases import gather
from claims.splitting.stages.names import spelled_phrase

FINITE = frozenset(("VBZ", "VBD"))


def goes_on(article: Article, frame: Frame) -> bool:
    """Whether a main clause opens with a finite verb and has no subject."""
    tokens = article.tokens
    first = article.sentences[frame.sentence][0]
    if frame.role != "main" or frame.own is not None or tokens.head[frame.verb] != frame.verb:
        return False
    verb = next((item for item in frame.group if isinstance(item, int)), frame.verb)
    return (
        verb - first <= 2
        and tokens.tag[verb] in FINITE
        and all(tokens.dep[i] in ("advmod", "cc", "neg") for i in range(first, verb))
    )


def run(article: Article) -> None:
    tokens = article.tokens
    topic, sentence = "", -9
    for frame in article.frames.values():
        if frame.role != "main":
            continue
        if goes_on(article, frame) and topic and frame.sentence - sentence <= 1:
            frame.subject = [[topic]]
            frame.topic = topic
            sentence = frame.sentence
        elif frame.own is not None and tokens.tag[frame.own][:2] == "NN" and tokens.head[frame.verb] == frame.verb:
            own = frame.own
            topic = article.references.get(own, "") or spelled_phrase(
                tokens, [i for i in gather(tokens, own) if i not in article.titles]
            )
            sentence = frame.sentence
        elif frame.own is not None and frame.own in article.references:
            topic, sentence = article.references[frame.own], frame.sentence
