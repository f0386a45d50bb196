"""Who "we" is, of somebody who speaks for a body: "Ruth Ainsley, head of the Harwick Staff Union".

Reads the parse and `article.references`.
"""

from collections.abc import Container, Iterator

from claims.splitting.article import Article, Draft, Tokens
from claims.splitting.inflection import third_person
from claims.splitting.phrases import gather
from claims.splitting.readings.bodies import acts_as_a_body
from claims.splitting.readings.spelled import NAMES, Forms, again, as_known
from claims.splitting.stages.definites import COMPANY, FURTHER
from claims.splitting.stages.names import BODIES
from claims.splitting.stages.speakers import name_of

FEW = 3
WE = frozenset(("we", "us", "our", "ours"))
LEADING = frozenset(("of", "for", "at", "from", "with"))
KINDS = COMPANY.union(
    ["federation", "regulator", "foundation", "campaign", "alliance", "trust", "fund", "chamber", "opposition"],
    ["tribunal", "court", "board", "jury", "parliament", "army", "cabinet", "commission", "network", "inquiry"],
)
"""Further nouns for bodies."""
RUNNING = frozenset(
    ("leads", "lead", "runs", "run", "heads", "head", "chairs", "chair", "owns", "founded", "represents")
)
BELONGING = frozenset(("belongs", "belong", "works", "work", "speaks", "speak"))
PLACES = frozenset(("GPE", "LOC", "PERSON", "DATE", "NORP"))


def readings(article: Article, draft: Draft) -> list[Forms]:
    """The claim with the body that the speaker speaks for in place of "we"; none where the article names too many."""
    speaker = draft.speaker if draft.speaker is not None else -1
    if speaker < 0:
        return []
    found = bodies_of(article, speaker)
    return [put_in(article, draft, body) for body in found] if len(found) <= FEW else []


def put_in(article: Article, draft: Draft, body: str) -> Forms:
    """The words of a claim that change where a body is named in place of "we" and "our"."""
    tokens, forms = article.tokens, {}
    for one in draft.tokens():
        if tokens.lower[one] not in WE or tokens.tag[one] not in ("PRP", "PRP$"):
            continue
        owned = tokens.tag[one] == "PRP$" or tokens.lower[one] == "ours"
        forms[one] = body + (("'" if body.endswith("s") else "'s") if owned else "")
        if tokens.lower[one] == "we":
            forms.update(in_singular(tokens, one))
    return forms


def in_singular(tokens: Tokens, we: int) -> Forms:
    """ "were", "have" and "know" of "we", said of one body."""
    verb = tokens.head[we]
    helpers = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass") and kid < verb]
    row = [*helpers, verb]
    first, word = row[0], tokens.lower[row[0]]
    if word == "were":
        return {first: "was"}
    if tokens.tag[first] not in ("VBP", "VB") or (helpers and tokens.tag[first] == "VB" and word != "have"):
        return {}
    return {first: third_person(word)}


def bodies_of(article: Article, speaker: int) -> list[str]:
    """The bodies that a speaker is told to speak for, wherever the article says so; a body speaks for itself."""
    tokens = article.tokens
    if (tokens.entity[speaker] == "ORG" and not is_surname(article, speaker)) or is_body(article, speaker):
        return [body] if (body := as_known(again(article, gather(tokens, speaker)))) else []
    name = name_of(article, speaker)
    found = dict.fromkeys(bodies_near(article, speaker))
    if not found and name:
        for index in article.named.get(name.split()[-1], ()):
            if index != speaker and tokens.entity[index] == "PERSON":
                found.update(dict.fromkeys(bodies_near(article, index)))
    return list(found)


def is_surname(article: Article, speaker: int) -> bool:
    """Whether one word that the model takes for a body is the last of a longer name of somebody told before."""
    tokens = article.tokens
    before = [one for one in article.named.get(tokens.text[speaker], ()) if 0 < one < speaker]
    return tokens.left[speaker] == speaker and any(
        tokens.tag[one - 1] == "NNP" and tokens.head[one - 1] == one for one in before
    )


def is_body(article: Article, noun: int) -> bool:
    """Whether a common noun is one for a body: "the ministry", "the federation"."""
    word = article.tokens.lower[noun]
    known = word in article.lexicon["bodies", "firms"] or word in BODIES or word in FURTHER or word in KINDS
    return article.tokens.tag[noun] == "NN" and known


def bodies_near(article: Article, person: int) -> Iterator[str]:
    """The bodies that stand with a person's name: "Ada Brook, head of Kelp", "Kelp's founder, Ada Brook"."""
    tokens = article.tokens
    around = [person, *(kid for kid in tokens.kids[person] if tokens.dep[kid] in ("appos", "compound"))]
    around += [tokens.head[person]] if tokens.dep[person] in ("appos", "compound") else []
    known = article.lexicon["roles", "offices"]
    yield from bodies_led(article, person)
    for noun in around:
        if noun != person and tokens.lower[noun] not in known and tokens.entity[noun] != "PERSON":
            continue
        for kid in tokens.kids[noun]:
            if body := body_at(article, kid):
                yield body


def bodies_led(article: Article, person: int) -> Iterator[str]:
    """The bodies that somebody is told to lead or belong to: "who runs the charity Blue Door", "Ada leads Kelp"."""
    tokens, noun = article.tokens, person
    while tokens.dep[noun] in ("appos", "conj") and tokens.head[noun] != noun:
        noun = tokens.head[noun]
    verbs = [kid for kid in tokens.kids[person] if tokens.dep[kid] == "relcl"]
    verbs += [tokens.head[noun]] if tokens.dep[noun] == "nsubj" else []
    for verb in verbs:
        for kid in tokens.kids[verb]:
            if tokens.lower[verb] in RUNNING and tokens.dep[kid] == "dobj" and (body := named(article, kid)):
                yield body
            tied = tokens.lower[verb] in BELONGING and tokens.lower[kid] in ("to", "for")
            if tied and (body := body_at(article, kid, ("to", "for"))):
                yield body


def body_at(article: Article, kid: int, links: Container[str] = LEADING) -> str:
    """The body behind "of" or "for", or in front of "'s"; empty where none stands there."""
    tokens = article.tokens
    if tokens.dep[kid] == "prep" and tokens.lower[kid] in links:
        inner = [one for one in tokens.kids[kid] if tokens.dep[one] == "pobj"]
        return named(article, inner[0]) if inner else ""
    return named(article, kid) if tokens.dep[kid] == "poss" else ""


def named(article: Article, noun: int) -> str:
    """A body by name, or by "the" and a noun for bodies; in "research of the firm" the firm."""
    tokens = article.tokens
    beside = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "appos" and tokens.entity[kid] == "ORG"]
    noun = beside[0] if beside else noun
    body = is_body(article, noun)
    if noun in article.references:
        pronoun = tokens.lower[noun] in ("its", "their", "it", "they")
        return article.references[noun].removesuffix("'s").removesuffix("'") if body or pronoun else ""
    known = tokens.entity[noun] not in PLACES or acts_as_a_body(article, noun)
    if not body and not (tokens.tag[noun] in NAMES and known):
        return ""
    behind = {kid for kid in tokens.kids[noun] if kid > noun and tokens.lower[kid] != "of"}
    return as_known(again(article, gather(tokens, noun, behind), 8))
