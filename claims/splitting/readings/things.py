"""What "it" or "they" inside a claim may be: what the words before it, or the sentence before, are about.

Asked where the subject right before tells nothing (`candidates`). Reads the parse, frames and `article.references`.
"""

from claims.splitting.article import Article, Draft, Frame, Tokens
from claims.splitting.inflection import singular
from claims.splitting.readings.ourselves import bodies_near, is_body
from claims.splitting.readings.spelled import Forms
from claims.splitting.stages.candidates import (
    fits,
    is_for_a_clause,
    is_spoken_of,
    name_of_noun,
    owned,
    sentence_number,
)
from claims.splitting.stages.owners import THEY, own_subject
from claims.splitting.unsaid import HAPPENINGS, TRADED

FEW = 3
ROLES = frozenset(("nsubj", "nsubjpass", "dobj", "conj"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def readings(article: Article, draft: Draft, pronoun: int) -> list[Forms]:
    """The things, up to three, that a pronoun may stand for; of a body's spokesman "it" is the body."""
    tokens = article.tokens
    if is_for_a_clause(tokens, pronoun):
        return []
    names = speaks_for(article, draft, pronoun) or of_its_clause(article, pronoun)
    names = names or names_before(article, draft, pronoun)
    return [{pronoun: owned(tokens, pronoun, one)} for one in names] if len(names) <= FEW else []


def speaks_for(article: Article, draft: Draft, pronoun: int) -> list[str]:
    """ "A spokesman for the regulator said it was late": the regulator was."""
    tokens, speaker = article.tokens, draft.speaker if draft.speaker is not None else -1
    frame = around(article, pronoun)
    if speaker < 0 or tokens.lower[pronoun] in THEY or tokens.entity[speaker] == "ORG" or article.quotes[pronoun]:
        return []
    told = frame is not None and frame.role == "content" and frame.speaker == speaker
    return list(dict.fromkeys(bodies_near(article, speaker))) if told else []


def of_its_clause(article: Article, pronoun: int) -> list[str]:
    """ "The genre is known for its sounds", "the chain's delay had cost it 2 million": the genre's, and the chain."""
    tokens, own = article.tokens, -1
    if tokens.dep[pronoun] in ("dobj", "dative"):
        above = own_subject(article, pronoun)
        owners = [kid for kid in tokens.kids[above] if tokens.dep[kid] == "poss"] if above >= 0 else []
        own = owners[0] if owners else -1
    if tokens.tag[pronoun] == "PRP$" and tokens.dep[tokens.head[pronoun]] != "attr":
        own = own_subject(article, pronoun)
    if own < 0 or not fits(article, own, many=tokens.lower[pronoun] in THEY):
        return []
    if singular(tokens.lower[own]) in TRADED | HAPPENINGS:
        return []
    name = name_of_noun(article, own)
    return [name] if name and " of " not in name else []


def around(article: Article, pronoun: int) -> Frame | None:
    """The clause whose subject a pronoun is, or whose subject it tells whose it is."""
    tokens, node = article.tokens, pronoun
    if tokens.tag[node] == "PRP$":
        while tokens.dep[node] == "poss" and tokens.head[node] != node:
            node = tokens.head[node]
    frame = article.frames.get(tokens.head[node])
    return frame if frame is not None and frame.own == node else None


def names_before(article: Article, draft: Draft, pronoun: int) -> list[str]:
    """What the nouns before a pronoun are called, in its sentence, else in the one before; each once."""
    tokens, (first, _) = article.tokens, article.sentences[draft.sentence]
    own = first_of_clause(article, pronoun)
    names = called(article, range(first, own), pronoun, draft.speaker)
    if names or not draft.sentence:
        return names
    start, _ = article.sentences[max(draft.sentence - back(tokens, pronoun), 0)]
    if article.lines[tokens.line[start]].headline:
        return []
    return called(article, range(start, first), pronoun, draft.speaker)


def back(tokens: Tokens, pronoun: int) -> int:
    """Sentences before its own in which a pronoun's thing may stand: an object's may be told one earlier."""
    return 1 if tokens.dep[pronoun] in SUBJECTS or tokens.tag[pronoun] == "PRP$" else 2


def first_of_clause(article: Article, pronoun: int) -> int:
    """Where the words end among which the pronoun's own clause has no say: its subject cannot be its object."""
    tokens = article.tokens
    verb = tokens.head[pronoun] if tokens.dep[pronoun] != "pobj" else tokens.head[tokens.head[pronoun]]
    frame = article.frame_of(verb)
    if tokens.tag[pronoun] == "PRP$" or frame is None or frame.own is None:
        return pronoun
    return min(pronoun, tokens.left[frame.own])


def called(article: Article, stretch: range, pronoun: int, speaker: int | None) -> list[str]:
    """The names of what fits in a stretch; a memo or a law that "says" so speaks of something else."""
    tokens, many = article.tokens, article.tokens.lower[pronoun] in THEY
    found = [one for one in stretch if tokens.dep[one] in ROLES and fits(article, one, many=many)]
    found = [one for one in found if is_spoken_of(article, one, pronoun)]
    found = [one for one in found if not holds(tokens, one, pronoun) and not is_somebody(tokens, one)]
    found = [one for one in found if one != speaker or tokens.entity[one] == "ORG" or is_body(article, one)]
    near = article.sentences[sentence_number(article, pronoun) - 1][0]
    found = [one for one in found if one >= near or tokens.dep[one] in SUBJECTS]
    if tokens.dep[pronoun] not in SUBJECTS:
        found = [one for one in found if singular(tokens.lower[one]) not in article.lexicon.pairs("deeds")]
        found = [one for one in found if singular(tokens.lower[one]) not in TRADED | HAPPENINGS]
    led = [one for one in found if tokens.dep[one] in SUBJECTS]
    if tokens.tag[pronoun] == "PRP$" and is_told_of(article, pronoun):
        led, found = [one for one in found if tokens.entity[one] == "ORG" or is_body(article, one)], []
    if (many and tokens.tag[pronoun] == "PRP$") or led:
        found = [] if many or tokens.dep[pronoun] in SUBJECTS else found
    if tokens.dep[pronoun] in SUBJECTS and tokens.lower[tokens.head[pronoun]] in article.lexicon["wishing", "speech"]:
        led = [one for one in led if tokens.entity[one] == "ORG" or is_body(article, one)]
    names = dict.fromkeys(name for one in (*led, *found) if (name := name_of_noun(article, one)))
    return [name for name in names if tokens.tag[pronoun] != "PRP$" or " of " not in name]


def is_told_of(article: Article, pronoun: int) -> bool:
    """ "Pell is its director", "Skerry was its first port": what bodies have, or what somebody is of it."""
    tokens, noun = article.tokens, article.tokens.head[pronoun]
    return tokens.lower[noun] in article.lexicon["roles", "offices"] or tokens.dep[noun] == "attr"


def is_somebody(tokens: Tokens, noun: int) -> bool:
    """ "A vet, Dana Pokorna,": a noun with a person's name beside it, or the second of a row."""
    beside = any(tokens.dep[kid] == "appos" and tokens.entity[kid] == "PERSON" for kid in tokens.kids[noun])
    return beside or tokens.dep[noun] == "conj"


def holds(tokens: Tokens, noun: int, pronoun: int) -> bool:
    """Whether the pronoun is part of what the noun names: no "plant" is "its plant"."""
    return tokens.left[noun] <= pronoun <= tokens.right[noun]
