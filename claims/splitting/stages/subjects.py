"""A clause's own subject, told apart where it is a coordination.

Reads frames; gives `frame.subject` where the clause has a subject that says what it is.
"""

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.phrases import alternatives, conjuncts, coordination, gather, is_existential, loose, modifiers
from claims.splitting.referents import may_mean_the_nearer
from claims.splitting.stages.appositions import is_name
from claims.splitting.together import is_mutual, share_an_amount

CHOOSING = frozenset(("neither", "nor", "either", "or", "not", "but"))
RELATIVE = frozenset(("who", "which", "that", "whom", "what", "whose", "where", "when"))


def wordings(article: Article, subject: int, verb: int) -> list[list[Item]]:
    """The subject of a verb, one wording per conjunct unless the verb needs them together."""
    tokens = article.tokens
    if not tokens.kids[subject] and not announces(tokens, subject, verb):
        return [[*gather(tokens, subject)]]
    if tokens.dep[subject] in ("csubj", "csubjpass"):
        return [list(gather(tokens, subject))]
    renamed = name_beside(article, subject)
    if renamed >= 0:
        return named_apart(article, subject, renamed, apart=are_apart(article, subject, verb))
    if lacks_its_partner(tokens, subject) or announces(tokens, subject, verb):
        return []
    skip = frozenset(modifiers(tokens, subject)) if is_existential(tokens, subject) else frozenset()
    if skip and in_general(tokens, verb):
        skip = frozenset(kid for kid in skip if loose(tokens, kid))
    found = alternatives(tokens, subject, skip, apart=are_apart(article, subject, verb))
    return [closed(tokens, words) for words in found] if "," in tokens.form else found


def are_apart(article: Article, subject: int, verb: int) -> bool:
    """Whether each of the subjects does what the verb says."""
    tokens, needing = article.tokens, article.lexicon["together"]
    if tokens.lower[verb] in needing:
        return False
    if tokens.right[subject] == subject:
        return True
    return not is_mutual(tokens, verb, needing) and not share_an_amount(tokens, subject, verb)


def named_apart(article: Article, subject: int, name: int, *, apart: bool) -> list[list[Item]]:
    """ "its founder, Ada Brook, and its president, Tom Hale, quit": each is named, and each quit."""
    tokens = article.tokens
    _, joints = coordination(tokens, subject)
    found = [list(words) for words in alternatives(tokens, name, apart=apart)]
    for other in conjuncts(tokens, subject)[1:]:
        beside = name_beside(article, other)
        found.append(list(gather(tokens, other if beside < 0 else beside, joints)))
    if apart or len(found) == 1:
        return found
    return [[item for place, words in enumerate(found) for item in (*(["and"] if place else []), *words)]]


def lacks_its_partner(tokens: Tokens, subject: int) -> bool:
    """ "neither the owner" alone, where the parser lost "nor his wife"."""
    kids = tokens.kids[subject]
    if not kids:
        return False
    deps = [tokens.dep[kid] for kid in kids]
    if "conj" in deps:
        return False
    return "preconj" in deps or TURNED.issubset([tokens.lower[kid] for kid in kids])


TURNED = frozenset(("not", "but"))
"""Words of "not the mayor, but his deputy"."""


def announces(tokens: Tokens, subject: int, verb: int) -> bool:
    """ "Here are five things to know": it says nothing itself."""
    turned = verb < subject and tokens.lower[verb] in ("is", "are", "'s")
    return turned and any(kid < verb and tokens.lower[kid] == "here" for kid in tokens.kids[verb])


def closed(tokens: Tokens, words: list[Item]) -> list[Item]:
    """ "The fall, of 11 percent, came": a comma that opens something within the subject has its partner behind it."""
    last = words[-1] if words else ""
    if not isinstance(last, int) or tokens.form[last + 1 : last + 2] != [","]:
        return words
    commas = [item for item in words if isinstance(item, int) and tokens.form[item] == ","]
    if not commas or commas[0] + 1 not in words:
        return words
    opened = next((kid for kid in words if isinstance(kid, int) and tokens.left[kid] == commas[0] + 1), last)
    whole = len(commas) == 1 or tokens.right[opened] == last  # ", in Leeds, Hull and York,"
    return [*words, last + 1] if whole and tokens.dep[opened] in ("prep", "acl", "relcl", "amod") else words


def in_general(tokens: Tokens, verb: int) -> bool:
    """Whether a clause tells what holds for all such: "A couple earning 90,000 will save", "A child who naps learns".

    "A man who lives in Hull is suing" and "has sued" tell of one.
    """
    if tokens.tag[verb] == "VB":
        return "MD" in [tokens.tag[kid] for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass")]
    return tokens.tag[verb] in ("VBZ", "VBP") and tokens.dep[verb] in ("ROOT", "conj", "ccomp")


def name_beside(article: Article, subject: int) -> int:
    """The name in apposition to a subject that is none: "one of its pilots, Ada Brook,".

    Of "neither the mayor, Luc Hale, nor the office" the name alone would say the opposite; in "the son of a patient,
    Tom Hale," it may be that of the patient.
    """
    tokens = article.tokens
    beside = [kid for kid in tokens.kids[subject] if tokens.dep[kid] == "appos"]
    if not beside or is_name(tokens, subject):
        return -1
    if any(tokens.lower[kid] in CHOOSING for kid in tokens.kids[subject]):
        return -1
    near = (kid for kid in beside if loose(tokens, kid) and not may_mean_the_nearer(article, subject, kid))
    return next((name for kid in near if (name := name_in(article, subject, kid)) >= 0), -1)


def name_in(article: Article, subject: int, beside: int) -> int:
    """The name that an apposition is ("Ada Brook") or ends with ("the councilman Ada Brook"), or -1.

    Two names behind an office are somebody, whatever the model takes them for.
    """
    tokens = article.tokens
    if tokens.entity[beside] in ("PERSON", "ORG"):
        return beside
    if tokens.tag[beside] == "NNP":
        named = tokens.tag[beside - 1] == "NNP" and tokens.head[beside - 1] == beside
        two = named and tokens.left[beside] == beside - 1 and tokens.right[beside] == beside
        return beside if two and tokens.lower[subject] in article.lexicon["roles", "offices"] else -1
    known = tokens.lower[beside] in article.lexicon["roles", "offices"]
    inner = [kid for kid in tokens.kids[beside] if tokens.dep[kid] == "appos" and tokens.entity[kid] == "PERSON"]
    close = known and inner and tokens.left[inner[0]] == beside + 1
    return inner[0] if close else -1


def brief(tokens: Tokens, subject: int) -> list[Item]:
    """ "the judge leading the inquiry" -> "the judge"; nothing where the short form would say more than the text."""
    kids = tokens.kids[subject]
    if tokens.tag[subject] != "NN" or not kids or kids[-1] < subject:
        return []
    if KNOWN.isdisjoint([tokens.lower[kid] for kid in kids]):
        return []
    extra = [
        kid
        for kid in modifiers(tokens, subject)
        if tokens.dep[kid] in ("acl", "relcl", "prep") and not loose(tokens, kid)
    ]
    if not extra or len(conjuncts(tokens, subject)) > 1:
        return []
    return list(gather(tokens, subject, set(extra)))


KNOWN = frozenset(("the", "its", "his", "her", "their"))


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.own is not None and not (tokens.tag[frame.own] in ("WDT", "WP", "WP$") and frame.role == "relative"):
            frame.subject = wordings(article, frame.own, frame.verb)
            frame.subject_head = frame.own
            frame.brief = brief(tokens, frame.own)
