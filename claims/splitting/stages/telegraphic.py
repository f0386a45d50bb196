"""Sentences in telegram style: "Has a huge following." leaves out its subject, "Hale given a prize" its "was".

Reads frames and names; gives a subject, noted as a substitution, or a form of "be".
"""

from claims.splitting.article import Article, Frame, Tokens
from claims.splitting.inflection import be
from claims.splitting.phrases import NOUN_TAGS, gather
from claims.splitting.stages.owners import spelled_phrase

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


def leaves_out_be(article: Article, frame: Frame) -> bool:
    """Whether a main clause is a participle right behind its subject: "Tom Hale bidding to win the cup"."""
    tokens, own, verb = article.tokens, frame.own, frame.verb
    if frame.finite or frame.role != "main" or own is None or not frame.subject:
        return False
    if tokens.head[verb] != verb:
        return tokens.dep[verb] == "parataxis" and tokens.tag[verb] == "VBN" and is_share_of_them(tokens, own)
    bare = not any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[verb])
    named = tokens.tag[own] in NOUN_TAGS and own < verb and tokens.dep[own] in ("nsubj", "nsubjpass")
    return bare and named and tokens.tag[verb] in ("VBG", "VBN")


def is_share_of_them(tokens: Tokens, own: int) -> bool:
    """ "drew 4,612 letters, 87% of them opposed to it": they were."""
    last = tokens.right[own]
    return tokens.lower[last] == "them" and tokens.lower[last - 1] == "of" and tokens.head[last - 1] == own


def run(article: Article) -> None:
    tokens = article.tokens
    topic, sentence = "", -9
    for frame in article.frames.values():
        if leaves_out_be(article, frame):
            own, words = frame.subject_head, frame.subject[0] if len(frame.subject) > 1 else None
            many = is_share_of_them(tokens, own)
            frame.group = [
                "were" if many else be(tokens, own, words, in_past=tokens.tag[frame.verb] == "VBN"),
                *frame.group,
            ]
            frame.finite, frame.passive = True, tokens.tag[frame.verb] == "VBN"
    mains = [frame for frame in article.frames.values() if frame.role == "main"]
    if not any(frame.own is None and goes_on(article, frame) for frame in mains):
        return  # nothing takes up what the sentence before is about
    for frame in mains:
        if goes_on(article, frame) and topic and frame.sentence - sentence <= 1:
            frame.subject = [[topic]]
            frame.topic = topic
            sentence = frame.sentence
        elif frame.own is not None and tokens.tag[frame.own][:2] == "NN" and tokens.head[frame.verb] == frame.verb:
            own = frame.own
            phrase = gather(tokens, own)
            named = [item for item in phrase if item not in article.titles]
            topic = article.references.get(own, "") or spelled_phrase(tokens, named or phrase)
            sentence = frame.sentence
        elif frame.own is not None and frame.own in article.references:
            topic, sentence = article.references[frame.own], frame.sentence
