"""Brackets behind a name: acronyms, ages, parties, years, actors of a role, birth dates.

"Girls Trip (2017)" -> Girls Trip is from 2017; "the Health Agency (HA)" -> the Health Agency is HA.
Reads tokens and entities; gives presupposed drafts.
"""

import re

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.saying import says
from claims.splitting.stages.attachments import MONTHS

YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s)?$")
YEARS = re.compile(r"\d{4}\s?[-–—]\s?\d{2,4}$")
PRONOUNCED = frozenset(
    (
        "pronounced",
        "each",
        "both",
        "listen",
        "pictured",
        "see",
        "right",
        "left",
        "above",
        "below",
        "pronunciation",
        "sic",
        "photo",
        "file",
    )
)
LONGEST = 14


def owner(tokens: Tokens, opening: int, first: int) -> list[int]:
    """The name or noun phrase right before a bracket, or nothing."""
    index = opening - 1
    while index >= first and tokens.form[index] in ('"', "'", "''"):
        index -= 1
    if index < first or (
        tokens.tag[index] not in NOUN_TAGS
        and not tokens.entity[index]
        and tokens.form[opening - 1] not in ('"', "''")
    ):
        return []
    if tokens.unit[index]:
        start = index
        while start > first and tokens.unit[start - 1] == tokens.unit[index]:
            start -= 1
        return list(range(start, index + 1))
    if tokens.entity[index]:
        start = index
        while start > first and not tokens.entity_begins[start]:
            start -= 1
        return list(range(start, index + 1))
    start = index
    while start > first and tokens.tag[start - 1] in (
        "JJ",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "POS",
        "CD",
        "HYPH",
        "DT",
        "PRP$",
    ):
        start -= 1
    return list(range(start, index + 1))


def parts(tokens: Tokens, opening: int, close: int) -> list[list[int]]:
    """What stands in the bracket, told apart at semicolons."""
    found: list[list[int]] = [[]]
    for index in range(opening + 1, close):
        if tokens.form[index] in (";",):
            found.append([])
        else:
            found[-1].append(index)
    return [part for part in found if part]


def is_time(tokens: Tokens, part: list[int]) -> bool:
    """Whether the part is a year, a span of years or a date; a small number by itself is an age or a count."""
    if len(part) == 1 and tokens.text[part[0]].isdigit() and len(tokens.text[part[0]]) < 4:
        return False
    return all(
        YEAR.match(tokens.text[index])
        or tokens.form[index] in ("-", "–", "—", ",", "present", "and", "to")
        or tokens.entity[index] == "DATE"
        for index in part
    )


def dash_of_a_life(tokens: Tokens, part: list[int]) -> int:
    """Where the dash stands between two days or two years, or -1."""
    dashes = [index for index in part if tokens.form[index] in DASHES]
    if len(dashes) != 1 or not part[0] < dashes[0] < part[-1]:
        return -1
    sides = [index for index in part if index < dashes[0]], [index for index in part if index > dashes[0]]
    dated = all(any(YEAR.match(tokens.text[index]) for index in side) for side in sides)
    days = all(any(tokens.lower[index] in MONTHS for index in side) for side in sides)
    years = all(len(side) == 1 for side in sides)
    return dashes[0] if dated and (days or years) else -1


def is_person(article: Article, name: list[int]) -> bool:
    first = article.tokens.lower[name[0]]
    known = article.lexicon["names_female", "names_male"]
    return article.tokens.entity[name[-1]] == "PERSON" or (len(name) > 1 and first in known)


def is_span_of_years(tokens: Tokens, part: list[int], article: Article, name: list[int]) -> bool:
    """Whether a person's years are one word to the parser: "1931–2024"."""
    return len(part) == 1 and bool(YEARS.match(tokens.form[part[0]])) and is_person(article, name)


def life(article: Article, subject: list[int], part: list[int], dash: int, number: int) -> None:
    """ "Ada Brook (4 May 1941 – 12 June 2009)" was born on the first day and died on the second, as "b." is born."""
    for words, verb, begun in (
        ([index for index in part if index < dash], "was", ["born"]),
        ([index for index in part if index > dash], "died", []),
    ):
        lead: list[Item] = [*begun, *(["in"] if len(words) == 1 else [])]
        says(article, list(subject), subject[-1], [*lead, *words], "bracket", number, verb=verb, about=words[0])


def is_statistic(tokens: Tokens, part: list[int]) -> bool:
    """Whether the part is a measure of an estimate: "HR 0.67", "95% CI 0.28–0.95, p=0.03"."""
    figure = any(tokens.text[index][0].isdigit() for index in part)
    return figure and any(
        "=" in tokens.form[index] or "<" in tokens.form[index] or tokens.lower[index] in MEASURED for index in part
    )


def is_of_another(tokens: Tokens, name: list[int], part: list[int]) -> bool:
    """Whether a name's bracket holds a figure it is not: "Nordvind (60%)", "Gull Bank (2016, 30 MW)"."""
    figures = sum(tokens.text[index][0].isdigit() for index in part)
    called = tokens.tag[name[-1]] in ("NNP", "NNPS") or bool(tokens.entity[name[-1]])
    dated = is_time(tokens, part) or tokens.lower[part[0]] in ("born", "b.", "died", "d.")
    years = sum(bool(YEAR.match(tokens.text[index])) for index in part)
    day = any(tokens.lower[index] in MONTHS for index in part)
    several = (
        0 < years < figures
        and not day
        and tokens.text[part[0]][0].isdigit()
        and any(tokens.form[index] == "," for index in part)
    )
    shared = figures == 1 and any(tokens.form[index] == "%" for index in part)
    return called and (several or shared) and not dated


DASHES = frozenset(("-", "–", "—", "--"))
MEASURED = frozenset(("ci", "hr", "rr", "sd", "se", "iqr", "aor", "ahr", "ratio", "interval", "median", "mean"))


def predicate(tokens: Tokens, part: list[int]) -> tuple[str, list[Item]]:
    """The verb and the words that turn a bracket into a claim."""
    word = tokens.lower[part[0]]
    if word in ("born", "b."):
        return "was", ["born", *part[1:]] if word == "b." else list(part)
    if word in ("née", "nee", "né"):
        return "was", list(part)
    if is_time(tokens, part):
        return "was", ["in", *part]
    if tokens.tag[part[0]] in ("IN", "VBN", "TO"):
        return "is", list(part)
    return "is", list(part)


def party(article: Article, name: list[int], part: list[int]) -> list[int]:
    """ "Ada Hale (Lib Dem, Eastfield)": of the party she is one, and the ward she is not."""
    tokens = article.tokens
    comma = next((place for place, index in enumerate(part) if tokens.form[index] == ","), 0)
    named = all(tokens.tag[index] in ("NNP", "NNPS") for index in part[:comma])
    person = is_person(article, name) and tokens.tag[part[-1]] in ("NNP", "NNPS")
    if not (comma and named and person):
        return part
    return [] if tokens.entity[part[0]] in ("GPE", "LOC") else part[:comma]  # "Ivo Brandt (Ober, Kent, 1988)"


def is_release(tokens: Tokens, name: list[int], part: list[int]) -> bool:
    """Whether a year behind a name is when a work came out: "Puerto Ciego (1994)" is from that year."""
    head = name[-1]
    work = tokens.entity[head] in ("WORK_OF_ART", "PRODUCT") or tokens.tag[head] in ("NNP", "NNPS")
    kind = tokens.entity[head] in ("PERSON", "EVENT", "LAW")
    return len(part) == 1 and work and not kind and name == [*range(name[0], head + 1)]


def is_sentence(tokens: Tokens, part: list[int]) -> bool:
    """Whether the part is a sentence of its own: "(it's in the minutes, look it up)"."""
    finite = {index for index in part if tokens.tag[index] in ("VBZ", "VBP", "VBD", "MD")}
    verbs = finite | {tokens.head[index] for index in finite if tokens.dep[index] in ("aux", "auxpass")}
    return any(tokens.dep[index] in ("nsubj", "nsubjpass", "expl") and tokens.head[index] in verbs for index in part)


def is_seat(tokens: Tokens, part: list[int]) -> bool:
    """ "(NDC, Orlin North)", "(rtd)": a party with a seat, or that somebody has left the service."""
    seat = len(part) > 2 and tokens.form[part[1]] == "," and tokens.text[part[0]].isupper()
    return seat or (len(part) == 1 and tokens.lower[part[0]].strip(".") in ("rtd", "retd", "ret"))


def bracket(article: Article, opening: int, close: int, first: int, number: int) -> None:
    tokens = article.tokens
    subject = owner(tokens, opening, first)
    if not subject:
        return
    for part in parts(tokens, opening, close):
        if (
            len(part) > LONGEST
            or any(tokens.lower[index] in PRONOUNCED for index in part)
            or not any(tokens.text[index][0].isalnum() for index in part)
            or is_sentence(tokens, part)
        ):
            continue
        dash = dash_of_a_life(tokens, part)
        if dash >= 0 and is_person(article, subject):
            life(article, subject, part, dash, number)
        if is_of_another(tokens, subject, part):
            continue
        if dash >= 0 or is_statistic(tokens, part) or is_span_of_years(tokens, part, article, subject):
            continue
        if tokens.entity[subject[-1]] == "PERSON" and is_seat(tokens, part):
            continue
        lone = len(part) == 1 and tokens.tag[part[0]] == "CD" and not is_time(tokens, part)
        if lone and tokens.entity[subject[-1]] != "PERSON":
            continue  # a count of something else: "most points by a losing team (33)"
        part = party(article, subject, part)
        if not part:
            continue
        verb, words = predicate(tokens, part)
        rule = "bracket:time" if words and words[0] == "in" else "bracket"
        if rule == "bracket:time" and is_release(tokens, subject, part):
            verb, words = "is", ["from", *part]
        says(article, list(subject), subject[-1], words, rule, number, verb=verb, about=part[0])


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking() if any(tokens.inside) else ():
        index = first
        while index < end:
            if tokens.inside[index] == index + 1 and index > first:
                close = index
                while close + 1 < end and tokens.inside[close + 1] == index + 1:
                    close += 1
                bracket(article, index, close, first, number)
                index = close
            index += 1
