"""Participles on a noun: "agreements signed in 2014" -> agreements were signed in 2014.

Reads frames; gives subject and "be" to participle frames.
"""

from claims.splitting.article import Article, Frame, Tokens
from claims.splitting.bounds import of_such_only, sweeping
from claims.splitting.dividing import out_of
from claims.splitting.inflection import be, is_plural, past
from claims.splitting.phrases import is_existential, loose
from claims.splitting.referents import naming, referent, speaks_of_past
from claims.splitting.stages.fitting import EQUAL
from claims.splitting.stages.predicates import is_purpose
from claims.splitting.stages.subjects import in_general
from claims.splitting.stages.torn import POSTS


def complete(article: Article, frame: Frame) -> None:
    tokens = article.tokens
    noun = share_with(tokens, tokens.head[frame.verb])
    only = sweeping(tokens, noun) or tokens.lower[noun] == "those" or of_such_only(tokens, noun)
    if (only and not loose(tokens, frame.verb)) or tokens.entity[noun] in ("DATE", "TIME"):
        return
    if tells_of_all(tokens, noun, frame.verb):
        return
    if any(tokens.tag[kid] == "WP$" for kid in tokens.kids[noun]):
        return  # "whose hall, built in 1868, burned down": nobody's until the owner is put in
    head = referent(article, noun)
    share = out_of(tokens, noun) if head == noun and not loose(tokens, frame.verb) else ()
    if share and tokens.lower[share[-1]] == "in":
        return  # "one in ten children tested": nobody says how many were
    words = [item for item in naming(tokens, head, frame.verb) if item not in share]
    frame.subject, frame.subject_head = [words], head
    in_past = speaks_of_past(article, noun) or (
        tokens.tag[frame.verb] == "VBN" and tokens.lower[frame.verb] not in article.lexicon["states"]
    )
    frame.group = [be(tokens, head, frame.subject[0], in_past=in_past), *frame.group]
    if tokens.lower[frame.verb] in LASTING and in_past:
        frame.group, frame.forms = frame.group[1:], {frame.verb: past(tokens.text[frame.verb], article.lexicon)}
    if tokens.tag[frame.verb] == "VBN" and any(tokens.lower[kid] == "since" for kid in tokens.kids[frame.verb]):
        has = "have" if is_plural(tokens, head) else "has"  # "crossings closed since January" have been so
        frame.group[0] = "had been" if speaks_of_past(article, noun) else f"{has} been"
    frame.finite = True


LASTING = EQUAL | {"containing", "belonging", "weighing", "measuring", "costing", "consisting", "meaning"}
"""What is so and is not being done: 400 votes represented 40%."""


def share_with(tokens: Tokens, noun: int) -> int:
    """ "With 92 percent of the ballots counted": no more than those were. The share, or the noun itself."""
    share = tokens.head[tokens.head[noun]]
    counted = tokens.dep[noun] == "pobj" and tokens.entity[share] == "PERCENT" and tokens.dep[share] == "pobj"
    return share if counted and tokens.lower[tokens.head[share]] == "with" else noun


def tells_of_all(tokens: Tokens, noun: int, verb: int) -> bool:
    """ "A couple earning 90,000 will save 600": of no couple it is said that they earn so much."""
    above = tokens.head[noun]
    subject = tokens.dep[noun] in ("nsubj", "nsubjpass") and not loose(tokens, verb)
    if tokens.lower[noun] in POSTS:
        return False  # "A post shared 900 times claims"
    return subject and is_existential(tokens, noun) and in_general(tokens, above)


def is_birth(tokens: Tokens, verb: int) -> bool:
    """ "two daughters, Ada (born 1968)": what a bracket says of its name is another stage's."""
    return tokens.lower[verb] == "born" and tokens.form[verb - 1] == "("


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if (
            frame.role == "participle"
            and not frame.finite
            and not is_purpose(tokens, frame.verb)
            and frame.own is None
            and not is_birth(tokens, frame.verb)
        ):
            complete(article, frame)
