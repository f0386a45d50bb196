"""One of several subjects taken alone needs the singular: "Tom and Ada are pilots" -> Tom is a pilot."""

from claims.splitting.article import Article, Frame, Item, Slot, Tokens
from claims.splitting.inflection import is_plural, singular, third_person
from claims.splitting.phrases import conjuncts, indefinite, loose

PLURAL_FORMS = frozenset(("are", "were", "have", "do", "'re", "'ve"))


def one_of_several(tokens: Tokens, frame: Frame, place: int) -> bool:
    """Whether the subject at a place is one thing or person out of several that share a plural verb."""
    if len(frame.subject) < 2 or frame.subject_head < 0:
        return False
    heads = conjuncts(tokens, frame.subject_head)
    if len(heads) < len(frame.subject):
        beside = (kid for kid in tokens.kids[frame.subject_head] if tokens.dep[kid] == "appos")
        heads = [*(one for name in beside for one in conjuncts(tokens, name)), *heads[1:]]
    if len(heads) != len(frame.subject):
        return False
    head = heads[place]
    return tokens.tag[head] in ("NN", "NNP") and not is_plural(tokens, head, frame.subject[place])


def verb_form(tokens: Tokens, frame: Frame) -> dict[int, str]:
    """The singular of the clause's finite verb, where it has another form."""
    for item in frame.group:
        if isinstance(item, int) and (tokens.tag[item] == "VBP" or tokens.lower[item] in PLURAL_FORMS):
            return {item: third_person(tokens.lower[item])}
        if isinstance(item, int) and tokens.tag[item] in ("VBD", "VBZ", "MD"):
            return {}
    return {}


def kind_of_each(article: Article, slot: Slot, words: list[Item]) -> tuple[list[Item], dict[int, str]]:
    """What several are said to be, said of one: "good sources" -> a good source."""
    tokens = article.tokens
    heads = [item for item in conjuncts(tokens, slot.head) if item in words]
    if slot.kind != "object" or tokens.dep[slot.head] != "attr" or len(heads) != 1 or tokens.tag[heads[0]] != "NNS":
        return words, {}
    if any(tokens.dep[kid] in ("det", "nummod", "poss", "predet") for kid in tokens.kids[heads[0]]):
        return words, {}
    return [indefinite(tokens, words), *words], {heads[0]: singular(tokens.text[heads[0]])}


def is_of_both(tokens: Tokens, frame: Frame, noun: int) -> bool:
    """ "Brandt, 44, and Holm, 39, who have been married": the verb tells that both are meant."""
    named = tokens.dep[noun] == "conj" and tokens.tag[noun] == "NNP" and tokens.tag[tokens.head[noun]] == "NNP"
    first = next((item for item in frame.group if isinstance(item, int)), frame.verb)
    return named and (tokens.tag[first] == "VBP" or tokens.lower[first] == "were")


def is_of_all_of_them(tokens: Tokens, frame: Frame, noun: int) -> bool:
    """ "A, B and C, who were born in Rome", "two of whom": a list of which the verb tells something together."""
    if tokens.dep[noun] == "attr" or not loose(tokens, frame.verb):
        return False
    return any(one > noun for one in conjuncts(tokens, noun) if one < tokens.left[frame.verb])
