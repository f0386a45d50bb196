"""Titles before a name, by where they stand: "French PM Emmanuel Macron", and kinds: "the sitcom Moon Street".

Reads tags and entities; gives presupposed drafts "Emmanuel Macron is French PM" and `article.titles`.
"""

from functools import cache

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import indefinite
from claims.splitting.quoted import QUOTES, is_quoted
from claims.splitting.ranks import is_rank
from claims.splitting.terms import is_one_office

NAMED = frozenset(("PERSON",))
BODIES = frozenset(("ORG",))
THINGS = frozenset(("WORK_OF_ART", "ORG", "GPE", "FAC", "PRODUCT", "EVENT", "LAW", "LOC"))
RUN = frozenset(("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS", "VBN", "RB", "AFX", "RBS"))
NOT_FIRST = frozenset(("POS", "HYPH"))
HONORIFICS = frozenset(
    ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "dame", "dr", "dr.", "prof.", "lord", "lady"]
)


def mentions(tokens: Tokens, first: int, end: int, kinds: frozenset[str]) -> list[tuple[int, int]]:
    """Token ranges of the entities of some kinds in a sentence."""
    names = tokens.entity[first:end]
    if kinds.isdisjoint(names):
        return []
    found, stop, begins = [], first, tokens.entity_begins
    for index, name in enumerate(names, first):
        if index < stop or name not in kinds:
            continue
        stop = index + 1
        while stop < end and tokens.entity[stop] == name and not begins[stop]:
            stop += 1
        found.append((index, stop))
    return found


def people(tokens: Tokens, first: int, end: int) -> list[tuple[int, int]]:
    """Token ranges of the names of persons, a possessive ending left out."""
    if "PERSON" not in tokens.entity[first:end]:
        return []
    found = mentions(tokens, first, end, NAMED)
    return [
        (start, stop - 1 if stop - start > 1 and is_possessive(tokens, stop - 1) else stop) for start, stop in found
    ]


def is_possessive(tokens: Tokens, index: int) -> bool:
    """Whether the token is the ending of "Hale's" or "Pistorius'"."""
    return tokens.tag[index] == "POS" or tokens.dep[index] == "case"


def run_before(tokens: Tokens, name: int, first: int) -> int:
    """Where the run of adjectives and nouns right before a name begins."""
    start = name
    while start > first and tokens.tag[start - 1] in RUN and not stops(tokens, start - 1):
        start -= 1
    if start > first and start < name and tokens.lower[start - 1] == "acting":
        return start - 1  # an acting director is no director
    if start > first and start < name and tokens.form[start] == "-" and not tokens.space[start - 1]:
        return start - 1  # "under-fire goalkeeper" is one word more than the tags say
    while start < name and tokens.tag[start] in NOT_FIRST:
        start += 1
    return start


def stops(tokens: Tokens, index: int) -> bool:
    """Honorifics belong to the name; a participle with an auxiliary and an adverb belong to the verb."""
    if tokens.lower[index] in HONORIFICS:
        return True
    if tokens.tag[index] in ("VBN", "RB"):
        return tokens.dep[index] not in ("amod", "advmod", "compound") or tokens.tag[tokens.head[index]][:2] == "VB"
    return tokens.dep[index] in ("npadvmod", "ROOT", "acomp", "dative") and tokens.tag[index][:2] != "NN"


@cache
def in_front(roles: frozenset[str]) -> frozenset[str]:
    """Words that an entity may have in front of the name proper."""
    return roles | HONORIFICS


def core(tokens: Tokens, start: int, end: int, roles: frozenset[str]) -> int:
    """Where the name proper begins: roles that the entity swallowed are not part of it."""
    while start < end - 1 and tokens.lower[start] in roles:
        start += 1
    return start


def draft(article: Article, title: int, name: int, end: int, number: int, rule: str) -> Draft:
    tokens = article.tokens
    last = name - 1
    while tokens.form[last] in QUOTES:
        last -= 1
    words: list[Item] = list(range(title, last + 1))
    owner = tokens.tag[title - 1] == "PRP$" if title else False
    if owner:
        words = [title - 1, *words]
    elif (
        tokens.lower[last] not in article.lexicon["offices"]
        and tokens.tag[last] not in ("NNS", "NNPS")
        and not possessed(tokens, words)
    ):
        words = [indefinite(tokens, words), *words]
    verb = "are" if tokens.tag[last] in ("NNS", "NNPS") and tokens.entity[name] == "PERSON" else "is"
    items: list[Item] = [*range(name, end), verb, *words]
    return Draft(items, rule, number, last, kind="presupposed", prior=0.8, clues=(f"kind={tokens.entity[name]}",))


def possessed(tokens: Tokens, words: list[Item]) -> bool:
    return any(isinstance(item, int) and tokens.tag[item] == "POS" for item in words)


def taken_for_bodies(article: Article, first: int, end: int) -> list[tuple[int, int]]:
    """Two names right behind an office that the model calls an organization: "German Chancellor Olaf Scholz"."""
    tokens, offices, bodies = article.tokens, article.lexicon["offices"], article.lexicon["bodies"]
    if "ORG" not in tokens.entity[first:end]:
        return []
    return [
        (start, stop)
        for start, stop in mentions(tokens, first, end, BODIES)
        if stop - start == 2
        and start > first
        and tokens.lower[start - 1] in offices
        and tokens.head[start - 1] == stop - 1
        and all(tokens.tag[one] == "NNP" and tokens.form[one].istitle() for one in range(start, stop))
        and bodies.isdisjoint(tokens.lower[start:stop])
    ]


def persons(article: Article, number: int, first: int, end: int) -> None:
    tokens = article.tokens
    names = sorted([*people(tokens, first, end), *taken_for_bodies(article, first, end)])
    if not names:
        return
    roles = article.lexicon["roles", "offices"]
    several(article, names, number, first, end, "title")
    for start, stop in names:
        name = core(tokens, start, stop, roles)
        while name > first and (tokens.lower[name - 1] in HONORIFICS or is_rank(tokens, name - 1, roles)):
            name -= 1
        title = run_before(tokens, name, first)
        if name > first:
            demonym(article, name, stop, number)
        nobody = article.lexicon["bodies"].issuperset(tokens.lower[name:stop]) or is_quoted(tokens, title, stop)
        if title < name and tokens.lower[name - 1] in roles and not nobody:
            owned = title > first and tokens.tag[title - 1] in ("DT", "PRP$")
            article.titles.update(range(title - owned, name))
            article.drafts.append(draft(article, title, name, stop, number, "title"))
            another_office(article, title, (name, stop), first, number)
            short = short_title(tokens, title, name)
            if short > title and not is_one_office(article, name - 1):
                article.drafts.append(draft(article, short, name, stop, number, "title:short"))


def another_office(article: Article, title: int, name: tuple[int, int], first: int, number: int) -> None:
    """ "Deputy Prime Minister and Interior Minister Pavel Orlo" -> Pavel Orlo is Deputy Prime Minister."""
    tokens, joint = article.tokens, title - 1
    office = joint - 1
    if joint <= first or tokens.form[joint] != "and" or tokens.dep[office] != "nmod":
        return
    if tokens.lower[office] not in article.lexicon["offices", "roles"] or tokens.head[office] != name[1] - 1:
        return
    start = run_before(tokens, joint, first)
    owned = start > first and tokens.tag[start - 1] in ("DT", "PRP$")
    article.titles.update(range(start - owned, title))
    article.drafts.append(draft(article, start, joint, joint, number, "title"))
    article.drafts[-1].items[:0] = range(*name)


def demonym(article: Article, name: int, stop: int, number: int) -> None:
    """ "American Ada Brook" -> Ada Brook is American."""
    tokens = article.tokens
    if tokens.lower[name - 1] in article.lexicon["demonyms"] and tokens.head[name - 1] in range(name, stop):
        article.titles.add(name - 1)
        items: list[Item] = [*range(name, stop), "is", name - 1]
        article.drafts.append(Draft(items, "title:demonym", number, name - 1, kind="presupposed", prior=0.8))


def following(tokens: Tokens, names: list[tuple[int, int]], place: int, end: int) -> list[tuple[int, int]]:
    """The names of a list that begins with one: "Ada Brook, Tom Hale and Nora Ode"; the one alone without "and"."""
    found, joined = [names[place]], False
    for start, stop in names[place + 1 :]:
        between = [tokens.lower[i] for i in range(found[-1][1], start) if not tokens.inside[i]]
        if between not in ([","], ["and"], ["&"], [",", "and"]):
            break
        found.append((start, stop))
        joined = joined or between != [","]
        if joined:
            break
    return found if joined else names[place : place + 1]


def several(article: Article, names: list[tuple[int, int]], number: int, first: int, end: int, rule: str) -> None:
    """ "the pilots Ada Brook and Tom Hale": what is said of many is said of each."""
    tokens, place = article.tokens, 0
    while place < len(names) - 1:
        name = names[place][0]
        while name > first and tokens.form[name - 1] in QUOTES:
            name -= 1
        listed = following(tokens, names, place, end)
        if len(listed) > 1 and name > first and is_plural_role(article, name - 1, listed, rule):
            title = run_before(tokens, name, first)
            for start, stop in listed:
                article.drafts.append(one_of(article, title, name, (start, stop), number, rule))
            if rule == "title" and tokens.head[name - 1] in range(*listed[0]):
                article.titles.update(range(title - (title > first and tokens.tag[title - 1] == "DT"), name))
        place += len(listed)


def is_plural_role(article: Article, index: int, names: list[tuple[int, int]], rule: str) -> bool:
    """Whether a plural noun right before a list of names says what each is."""
    tokens, lexicon = article.tokens, article.lexicon
    if tokens.lower[index] in HONORIFICS:
        return False
    hangs = tokens.head[index] in range(*names[0]) or any(tokens.head[one] == index for one in range(*names[0]))
    one = singular(tokens.lower[index])
    role = one != tokens.lower[index] and (one in lexicon["roles"] or one in lexicon["offices"])
    plural = tokens.tag[index] == "NNS" or (role and tokens.opens[index] and not tokens.entity[index])
    return hangs and plural and (rule == "kind" or role)


def one_of(article: Article, title: int, before: int, name: tuple[int, int], number: int, rule: str) -> Draft:
    """ "Tom Hale is a pilot" of "the pilots Ada Brook and Tom Hale"."""
    tokens = article.tokens
    last = before - 1
    while tokens.form[last] in QUOTES:
        last -= 1
    while title < last and tokens.tag[title] == "CD":
        title += 1
    words: list[Item] = list(range(title, last + 1))
    if not possessed(tokens, words):
        words = [indefinite(tokens, words), *words]
    word = singular(tokens.text[last])
    forms = {last: word.lower() if tokens.opens[last] and word.istitle() else word}
    clues = (f"kind={tokens.entity[name[0]]}",)
    return Draft([*range(*name), "is", *words], rule, number, last, forms, kind="presupposed", prior=0.8, clues=clues)


LIMITING = frozenset(
    [
        "former", "ex", "acting", "interim", "deputy", "vice", "late", "assistant", "future", "honorary", "alleged",
        "suspected", "then", "designate", "elect", "would", "self", "shadow", "aspiring", "fellow", "junior",
        "retired",
    ]
)  # fmt: skip
"""Words without which a title would say more than the text."""


def short_title(tokens: Tokens, title: int, name: int) -> int:
    """Where the last word of a title begins, if that alone is true as well: "soul singer" -> singer; else `title`."""
    words = tokens.lower[title:name]
    before = name - 2
    plain = tokens.form[before] != "-" and tokens.tag[before] in ("NN", "JJ", "POS", "NNP")
    plain = plain and tokens.tag[name - 1] == "NN"
    return name - 1 if plain and LIMITING.isdisjoint(words) else title


def things(article: Article, number: int, first: int, end: int) -> None:
    """ "the magazine Proceso": a common noun right before the name of something that is no person."""
    tokens = article.tokens
    names = mentions(tokens, first, end, THINGS)
    if not names:
        return
    several(article, names, number, first, end, "kind")
    for start, stop in names:
        name = start
        if name > first and tokens.form[name - 1] in QUOTES:
            if stop < end and tokens.form[stop] not in QUOTES:
                continue  # "New Zealand Idol" in quotes: the name is longer than its first words
            name -= 1
        if (
            name == first
            or tokens.tag[name - 1] != "NN"
            or tokens.lower[name - 1] in HONORIFICS | {"opposition", "government", "coalition"}
            or tokens.dep[name - 1] == "npadvmod"
            or (tokens.dep[name - 1] == "pobj" and tokens.dep[stop - 1] in ("nsubj", "nsubjpass"))
        ):
            continue  # "in that time Ohio has lost jobs"
        title = run_before(tokens, name, first)
        if title > first and tokens.lower[title - 1] in ("a", "an") and tokens.dep[name - 1] == "compound":
            continue  # "a science Nobel" is a Nobel
        kind = tokens.lower[name - 1]
        if tokens.form[name - 2] == "-" and (kind in COMPASS or kind.endswith(("ing", "ed", "en"))):
            continue  # "south-east Austria"
        if title < name and tokens.head[name - 1] < stop + 1:
            article.drafts.append(draft(article, title, name, stop, number, "kind"))


COMPASS = frozenset(("north", "south", "east", "west"))


def run(article: Article) -> None:
    if not any(article.tokens.entity):
        return
    for number, first, end in article.speaking():
        persons(article, number, first, end)
        things(article, number, first, end)
