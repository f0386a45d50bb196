"""Things and bodies named again by "it", "they" and "its" in one sentence: "the ministry said it had closed a road".

Used by `names`; gives `article.references`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_plural, singular
from claims.splitting.phrases import NOUN_TAGS, gather
from claims.splitting.story import HE, SHE
from claims.splitting.unsaid import HAPPENINGS

IT = frozenset(("it", "its"))
THEY = frozenset(("they", "their", "them"))


def as_the_speaker(article: Article, index: int) -> None:
    """ "The ministry said it had closed the road": a body speaks of itself, unless "it" stands for a clause."""
    tokens = article.tokens
    frame = article.frames.get(tokens.head[index])
    if frame is None or frame.role != "content" or frame.own != index or frame.speaker is None:
        return
    own = frame.speaker
    above = article.frame_of(tokens.head[frame.verb])
    if own < 0 or above is None or above.own != own or own > index or tokens.lower[frame.verb] in IMPERSONAL:
        return
    words = list(gather(tokens, own))
    plain = tokens.tag[own] in NOUN_TAGS and tokens.entity[own] != "PERSON" and own not in article.references
    plain = plain and not is_no_body(article, own)
    if plain and is_plural(tokens, own) == (tokens.lower[index] in THEY) and 0 < len(words) <= 6:
        article.references[index] = spelled_phrase(tokens, words)


def is_no_body(article: Article, noun: int) -> bool:
    """Whether who or what tells is a person ("its chief scientist") or a paper ("tests show that they send")."""
    word, lexicon = singular(article.tokens.lower[noun]), article.lexicon
    one = article.tokens.lower[noun] in lexicon["roles", "offices"]
    return one or word in TELLING


TELLING = frozenset(
    [
        "test", "figure", "study", "record", "datum", "data", "result", "document", "poll", "survey", "report",
        "photo", "image", "video", "statistic", "file", "email", "letter", "analysis", "finding", "map",
        "chart", "trial",
    ]
)  # fmt: skip
"""What shows something and does nothing itself."""


def is_for_what_follows(tokens: Tokens, verb: int) -> bool:
    """ "It is illegal to leave without a pass": "it" is the leaving, and nothing named before.

    Neither is it in "it is a myth that", "it is believed that" and "it was Hale who".
    """
    if any(is_told_apart(tokens, kid) or is_told_of_it(tokens, kid, verb) for kid in tokens.kids[verb] if kid > verb):
        return True
    judged = any(tokens.dep[kid] == "acomp" for kid in tokens.kids[verb])
    return (
        judged
        and any(
            tokens.dep[below] in ("xcomp", "ccomp")
            and any(tokens.tag[mark] in ("TO", "IN") for mark in tokens.kids[below])
            for kid in (verb, *tokens.kids[verb])
            for below in tokens.kids[kid]
            if tokens.dep[kid] == "acomp" or kid == verb
        )
        and tokens.lower[verb] in IMPERSONAL
    )


MAKING = frozenset(
    [
        "bought", "sold", "built", "opened", "launched", "issued", "published", "passed", "approved", "signed",
        "released", "unveiled", "made", "produced", "won", "received", "got", "found", "discovered", "acquired",
        "painted", "wrote", "filed", "proposed", "adopted", "introduced", "announced", "developed", "created",
        "designed", "erected", "installed", "ordered", "commissioned", "planted", "drafted", "set", "held", "has",
        "had", "gave", "presented", "submitted", "posted", "leased", "rented", "operates", "runs", "owns",
    ]
)  # fmt: skip
"""Verbs that bring in a new thing, which the next sentence may go on with."""


def is_of_the_new(article: Article, first: int, verb: int) -> bool:
    """ "The museum bought a painting. It hangs in the hall": the painting may, unless "it" speaks or means to do."""
    tokens, lexicon = article.tokens, article.lexicon
    if tokens.lower[verb] in lexicon["speech"] or tokens.lower[verb].startswith(("plan", "want", "aim", "intend")):
        return False
    before = first - 1
    while before > 0 and not tokens.opens[before]:
        before -= 1
    for node in range(before, first):
        new = tokens.lower[tokens.left[node]] in ("a", "an", "another") and tokens.tag[node] == "NN"
        if new and tokens.dep[node] == "dobj" and tokens.lower[tokens.head[node]] in MAKING:
            return tokens.dep[tokens.head[node]] in ("ROOT", "conj") and not tokens.entity[node]
    return False


def is_told_of_it(tokens: Tokens, kid: int, verb: int) -> bool:
    """Whether a "that" clause is what "it" stands for: "it is no secret that", "it is believed that"."""
    if tokens.dep[kid] != "ccomp" or tokens.lower[tokens.left[kid]] != "that":
        return False
    helpers = [one for one in tokens.kids[verb] if tokens.dep[one] == "auxpass"]
    return bool(helpers) or tokens.lower[verb] in IMPERSONAL


def is_told_apart(tokens: Tokens, noun: int) -> bool:
    """ "It was Hale who signed it": who is told apart from others, and nothing is said of an "it"."""
    if tokens.dep[noun] != "attr" or tokens.lower[tokens.left[noun]] in ("a", "an"):
        return False
    return any(
        tokens.dep[kid] == "relcl" and kid > noun and tokens.form[tokens.left[kid] - 1] != ","
        for kid in tokens.kids[noun]
    )


def ranks(tokens: Tokens, verb: int) -> bool:
    """ "It was the first landing in 26 years": what it was is told by what happened, not by what was named last."""
    nouns = [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "attr"]
    if tokens.tag[verb] == "VBZ" and any(tokens.tag[noun] in ("NNS", "NNPS") for noun in nouns):
        return True  # "It is flights that have grown"
    return any(
        tokens.entity[kid] == "ORDINAL" or tokens.tag[kid] == "JJS" or tokens.lower[kid] in ("first", "last")
        for noun in nouns
        for kid in (noun, *tokens.kids[noun])
    )


IMPERSONAL = frozenset(
    ("is", "was", "be", "been", "seems", "seemed", "appears", "appeared", "rained", "snowed", "'s")
)


def own_subject(article: Article, index: int) -> int:
    """The subject of the clause around a word, or -1 where the word is part of it.

    In "the dam was closed because its wall was cracked" that is the dam.
    """
    tokens, node = article.tokens, index
    for _ in range(12):
        if tokens.head[node] == node:
            return -1
        node = tokens.head[node]
        frame = article.frames.get(node)
        if frame is not None and frame.own is not None:
            inside = tokens.left[frame.own] <= index <= tokens.right[frame.own]
            if inside and frame.role == "adverbial" and tokens.tag[index] == "PRP$":
                continue
            return -1 if inside or frame.own > index else frame.own
    return -1


def is_beside(tokens: Tokens, own: int, index: int, words: list[str]) -> bool:
    """Whether the owner is told with those of the list: "She is survived by Ada and her sister" has hers."""
    noun = tokens.head[index]
    while tokens.dep[noun] == "conj" and tokens.head[noun] != noun:
        noun = tokens.head[noun]
        if tokens.lower[noun] in words:
            return tokens.lower[own] in (HE if tokens.lower[index] in HE else SHE)
    return False


def owned_by_subject(article: Article, index: int, first: int) -> None:
    """ "The firm closed its plant": the plant is the firm's, if the words before name nothing else it could be of."""
    tokens = article.tokens
    own = own_subject(article, index)
    many = tokens.lower[index] in THEY
    if own < 0 or tokens.tag[own] not in NOUN_TAGS or tokens.entity[own] == "PERSON":
        return
    if is_plural(tokens, own) != many:
        return
    words = list(gather(tokens, own))
    if not 0 < len(words) <= 6 or any(tokens.tag[item] in ("PRP", "PRP$", "WDT") for item in words):
        return
    if tokens.opens[words[0]] and tokens.tag[words[0]] == "NN" and tokens.text[words[0]].istitle():
        return  # "Labour" or "inflation": a capital that opens a sentence does not tell a name
    if words[-1] != own or tokens.lower[own] in HAPPENINGS:
        return  # "A fire in 1904 destroyed its houses": no fire has any
    alike = ("NNS", "NNPS") if many else ("NN", "NNP")
    rivals = [
        node
        for node in range(first, index)
        if tokens.tag[node] in alike
        and not tokens.left[own] <= node <= own
        and tokens.dep[node] != "compound"
        and tokens.entity[node] not in ("DATE", "TIME", "PERSON", "MONEY", "PERCENT", "QUANTITY")
    ]
    if not rivals:
        article.references[index] = owned_by(spelled_phrase(tokens, words), many=many)


def owned_by(words: str, *, many: bool) -> str:
    """ "the miners'", "the fishermen's", "the firm's"."""
    return words + ("'" if many and words.endswith("s") else "'s")


def spelled_phrase(tokens: Tokens, words: list[int]) -> str:
    """A noun phrase named again: "a ship" is now "the ship". Empty where nothing but loose words is left of it."""
    if not words:
        return ""
    head = tokens.lower[words[0]]
    rest = words[1:] if head in ("a", "an") else words
    text = ""
    for place, index in enumerate(rest):
        follows = rest[place + 1] if place + 1 < len(rest) else -1
        text += tokens.text[index] + (" " if follows > 0 and (tokens.space[index] or follows != index + 1) else "")
    if head in ("a", "an"):
        return "the " + text
    first = tokens.text[words[0]]
    return (
        text if tokens.tag[words[0]] in ("NNP", "NNPS") or not first.istitle() else first.lower() + text[len(first) :]
    )
