"""Whom a pronoun cannot mean, or surely means, by the clause it stands in: "Tranter taught him" is of somebody else.

Used by `names`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.owners import is_beside, own_subject
from claims.splitting.story import SHE, Person


def is_bound(article: Article, index: int) -> bool:
    """ "The minister lost control of his own party": his who is the subject, and needs no name."""
    tokens = article.tokens
    if is_of_the_first(article, index):
        return True
    if tokens.lower[index + 1 : index + 2] != ["own"]:
        return False
    own = own_subject(article, index)
    return own >= 0 and tokens.tag[own] in ("NN", "NNP") and own not in article.references


def is_of_the_first(article: Article, index: int) -> bool:
    """ "a mother and her son": the son is hers."""
    tokens, noun = article.tokens, article.tokens.head[index]
    if tokens.tag[index] != "PRP$" or tokens.dep[noun] != "conj":
        return False
    kind = "words_female" if tokens.lower[index] in SHE else "words_male"
    first = tokens.head[noun]
    return tokens.tag[first] == "NN" and tokens.lower[first] in article.lexicon[kind] and first == index - 2


def is_another(article: Article, index: int, number: int, person: Person) -> bool:
    """Whether the one who fits by name is not who is meant: somebody without a name is spoken of, or does it."""
    return (
        is_doer(article, index, person)
        or is_who_speaks(article, index, number, person)
        or speaks_of_oneself(article, index)
        or is_anybody(article, index, number)
        or (article.tokens.tag[index] == "PRP$" and has_another_owner(article, index, person))
    )


def is_doer(article: Article, index: int, person: Person) -> bool:
    """Whether the object of a clause would be its own subject: "Tranter taught him" is of somebody else."""
    tokens = article.tokens
    if tokens.tag[index] != "PRP" or tokens.dep[index] not in ("dobj", "dative"):
        return False
    own = own_subject(article, index)
    return own >= 0 and article.references.get(own, tokens.text[own]).lower().split()[-1] == person.words[-1]


def is_who_speaks(article: Article, index: int, number: int, person: Person) -> bool:
    """'"He wants to close it," Kolb said': between the marks Kolb speaks of somebody else."""
    speaker = article.utterers.get(number, -1) if article.quotes[index] else -1
    if speaker < 0 or article.quotes[speaker] == article.quotes[index]:
        return False
    return article.references.get(speaker, article.tokens.text[speaker]).lower().split()[-1] == person.words[-1]


def speaks_of_oneself(article: Article, index: int) -> bool:
    """Whether who speaks is no name and may be meant: "The sister told police she knew nothing"."""
    tokens, node, lexicon = article.tokens, index, article.lexicon
    for _ in range(8):
        frame = article.frames.get(node)
        if frame is not None and frame.role == "content" and frame.speaker is not None and frame.speaker >= 0:
            word = tokens.lower[frame.speaker]
            other = lexicon["words_male"] if tokens.lower[index] in SHE else lexicon["words_female"]
            person = word in lexicon["roles", "offices", "words_male", "words_female"]
            told = tokens.tag[frame.speaker] == "NN" and frame.speaker not in article.references
            return told and person and word not in other and not named_beside(tokens, frame.speaker)
        if tokens.head[node] == node:
            return False
        node = tokens.head[node]
    return False


def is_anybody(article: Article, index: int, number: int) -> bool:
    """Whether the sentence speaks of somebody without a name first: "a nurse earns half what she would there"."""
    tokens, lexicon = article.tokens, article.lexicon
    other = lexicon["words_male"] if tokens.lower[index] in SHE else lexicon["words_female"]
    known = lexicon["roles", "words_male", "words_female"]
    return any(
        tokens.dep[node] in ("nsubj", "nsubjpass")
        and tokens.tag[node] == "NN"
        and tokens.lower[tokens.left[node]] in ("a", "an", "any", "every", "each", "no", "one")
        and tokens.lower[node] in known - other
        and not named_beside(tokens, node)
        for node in range(article.sentences[number][0], index)
    )


def named_beside(tokens: Tokens, noun: int) -> bool:
    """Whether an apposition tells who the speaker is: "her lawyer, Ada Brook, said"."""
    return any(tokens.dep[kid] == "appos" and tokens.entity[kid] == "PERSON" for kid in tokens.kids[noun])


def has_another_owner(article: Article, index: int, person: Person) -> bool:
    """Whether the subject of the clause is somebody else by name: "Emperor Meiji moved his seat"."""
    tokens = article.tokens
    own = own_subject(article, index)
    if own >= 0 and is_beside(tokens, own, index, person.words):
        return True
    if own < 0 or tokens.tag[own] != "NNP" or tokens.entity[own] in ("GPE", "LOC", "FAC", "NORP"):
        return False
    return tokens.lower[own] not in person.words


BELIEVING = frozenset(
    ["believed", "thought", "hoped", "felt", "feared", "knew", "wanted", "expected", "suspected", "doubted"]
)


def believer(article: Article, index: int) -> int:
    """ "Hale said he believed the gold was gone": whose belief somebody tells of is their own; the speaker, or -1."""
    frame = article.frames.get(article.tokens.head[index])
    if frame is None or frame.role != "content" or frame.own != index or frame.speaker is None:
        return -1
    told = article.tokens.lower[frame.verb] in BELIEVING and frame.speaker < index
    return frame.speaker if told and article.tokens.entity[frame.speaker] == "PERSON" else -1
