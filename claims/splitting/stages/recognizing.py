"""Names of people that the model does not see, or takes for organizations.

"Marguerite Holm-Daws" is a first name and more behind it; "Holm-Daws" is hers wherever it stands; "Nadia
Ferreira-Holt, an epidemiologist," is no organization.
Reads tags and entities; changes `entity`, `entity_begins` and `unit`.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.meeting import PLACES, words_of

HONORIFICS = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.", "sir", "dame"))
MISREAD = frozenset(("", "ORG", "DATE"))
PLACED = frozenset(("", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT"))
"""What the model may take somebody's name for; one word alone tells nobody."""
LONGEST = 5
"""Tokens of a name; a longer run of capitals is a headline or a list."""


def run(article: Article) -> None:
    tokens = article.tokens
    surnames: dict[str, bool] = {}
    unseen, lone = [], Lone()
    for first, end in runs(tokens):
        start = behind_titles(tokens, first, end)
        kinds = {*tokens.entity[start:end]}
        lone.note(tokens, first, end)
        titled = start > first or tokens.lower[start - 1] in HONORIFICS
        seen = kinds == {"PERSON"} or kinds <= MISREAD or (kinds <= PLACED and lived(tokens, kinds, start, end))
        if not seen or (end - start == 1 and not titled and kinds != {"PERSON"}):
            continue
        words = words_of(tokens, start, end)
        if kinds == {"PERSON"}:
            surnames[words[-1]] = True
        elif is_somebody(article, kinds, words, start, end, titled=titled):
            name(tokens, start, end)
            surnames[words[-1]] = True
        elif kinds in ({""}, {"ORG"}) and len(words) == 1 and end - start > 1:
            unseen.append((start, end, words[0]))
    for start, end, word in unseen:
        if word in surnames:
            name(tokens, start, end)
    lone.settle(tokens)


@dataclass(slots=True)
class Lone:
    """Names of one word, by what the model takes each for where it stands."""

    places: dict[str, list[int]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    """Words of longer names, and those with a title in front."""

    def note(self, tokens: Tokens, first: int, end: int) -> None:
        unit = tokens.unit[first]
        if unit and unit in (tokens.unit[end : end + 1] + tokens.unit[first - 1 : first]):
            self.named.update(tokens.lower[first - 1 : end + 1])  # the run is not all of the name
        elif end - first == 1:
            self.places.setdefault(tokens.lower[first], []).append(first)
        else:
            self.named.update(tokens.lower[first:end])

    def settle(self, tokens: Tokens) -> None:
        """ "from Benfica", "when Benfica finished second": what is a body or place as often as not is no person."""
        for word, places in self.places.items():
            kinds = [tokens.entity[place] for place in places]
            others = [kind for kind in kinds if kind in BODIES_AND_PLACES]
            if word in self.named or "PERSON" not in kinds or not others:
                continue
            if len(others) < kinds.count("PERSON") and (kinds[0] == "PERSON" or not is_at(tokens, places[0])):
                continue
            for place in places:
                if tokens.entity[place] == "PERSON":
                    tokens.entity[place] = others[0]


def is_at(tokens: Tokens, name: int) -> bool:
    """ "from Benfica", "at Norvale"."""
    return tokens.dep[name] == "pobj" and tokens.lower[tokens.head[name]] in ("from", "at", "in", "near", "outside")


BODIES_AND_PLACES = frozenset(("ORG", "GPE", "LOC", "FAC"))


def is_somebody(article: Article, kinds: set[str], words: list[str], start: int, end: int, *, titled: bool) -> bool:
    """Whether a run that the model does not take for a person is one."""
    if kinds == {"DATE"}:
        return is_called_like_a_month(words)
    if not kinds <= {"", "ORG"}:
        return len(words) > 1 and lived(article.tokens, kinds, start, end)
    known = titled or is_known_as(article.tokens, start)
    return bool(words) and (known or is_person(article, words, start, end))


def is_known_as(tokens: Tokens, start: int) -> bool:
    """Whether a name is the second one of a person: "Ivar Lund, better known as Ivo Marsh"."""
    verb = tokens.head[start - 1] if start and tokens.lower[start - 1] == "as" else -1
    return verb >= 0 and tokens.lower[verb] == "known" and tokens.entity[tokens.head[verb]] == "PERSON"


def runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Token ranges of names that stand side by side, hyphens included, each within one sentence and entity."""
    start, end = -1, len(tokens)
    if "NNP" not in tokens.tag:
        return
    for index, tag in enumerate([*tokens.tag, ""]):
        if start < 0 and tag != "NNP":
            continue
        if start >= 0 and (index == end or not goes_on(tokens, index, start)):
            if index - start <= LONGEST:
                yield start, index - (tokens.tag[index - 1] == "HYPH")
            start = -1
        if start < 0 and tag == "NNP" and tokens.text[index][0].isupper():
            start = index


def behind_titles(tokens: Tokens, start: int, end: int) -> int:
    """Where the name begins behind "Dr" or "Mrs."; these stand in front of nobody but people."""
    while start < end - 1 and tokens.lower[start] in HONORIFICS:
        start += 1
    return start


def goes_on(tokens: Tokens, index: int, start: int) -> bool:
    if tokens.opens[index]:
        return False
    if tokens.entity_begins[index] and tokens.entity[index]:  # "Ngaire" and the organization "Tamahori-Blake"
        single = start == index - 1 and not tokens.entity[start] and tokens.dep[start] == "compound"
        return single and tokens.entity[index] == "ORG" and tokens.head[start] >= index
    hyphen = tokens.form[index] == "-" and not tokens.space[index] and not tokens.space[index - 1]
    named = tokens.tag[index] == "NNP" and tokens.text[index][0].isupper()
    return (hyphen or named) and tokens.entity[index] in (tokens.entity[start], tokens.entity[index - 1])


def is_person(article: Article, words: list[str], start: int, end: int) -> bool:
    """Whether a run is somebody's name: a first name with a surname, which a body may be called after as well."""
    tokens, lexicon = article.tokens, article.lexicon
    known = words[0] in lexicon["names_male", "names_female"]
    if len(words) < 2 or tokens.lower[start - 1] == "the":
        return False
    if not (known or has_a_life(article, end - 1) or is_taken_up(article, start, end)):
        return False
    if words[-1] in PLACES or words[-1] in lexicon["bodies", "sites", "firms"]:
        return False
    if tokens.tag[end : end + 1] in (["NN"], ["NNS"], ["NNPS"]) or tokens.form[end : end + 1] in (["&"], ["-"]):
        return False
    told = is_said_to_be(article, end - 1) or has_a_life(article, end - 1)
    return not any(tokens.entity[start:end]) or told or (known and is_hyphenated(words[-1]))


MONTHS = frozenset(("jan", "april", "may", "june", "august"))
DAYS = frozenset(("day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "bank"))


def is_called_like_a_month(words: list[str]) -> bool:
    """ "Jan Ruiz", "June Marsh": a month has no surname."""
    return len(words) == 2 and words[0] in MONTHS and words[1].isalpha() and words[1] not in DAYS | MONTHS


def is_said_to_be(article: Article, head: int) -> bool:
    """Whether an apposition tells what somebody is: "Nadia Holt, an epidemiologist"."""
    tokens, lexicon = article.tokens, article.lexicon
    known = lexicon["roles", "offices", "words_male", "words_female"]
    return any(tokens.dep[kid] == "appos" and tokens.lower[kid] in known for kid in tokens.kids[head])


GROUPED = frozenset(
    [
        "leader", "champion", "member", "partner", "rival", "owner", "operator", "provider", "supplier", "sponsor",
        "holder", "winner", "host", "pioneer", "backer", "buyer", "seller", "lender", "maker", "producer",
        "publisher", "broadcaster", "developer", "contractor", "star", "player", "giant", "guardian", "ally", "donor",
    ]
)  # fmt: skip
"""What a body is said to be as well."""


def has_a_life(article: Article, head: int) -> bool:
    """Whether a name is of who was born, or is said to be what people alone are: "Ngaire Holm is a novelist"."""
    tokens = article.tokens
    if any(tokens.lower[kid] == "born" and tokens.dep[kid] == "acl" for kid in tokens.kids[head]):
        return True
    if has_life_dates(tokens, head):
        return True
    verb = tokens.head[head]
    if tokens.dep[head] != "nsubj" or tokens.lower[verb] not in ("is", "was"):
        return False
    told = [tokens.lower[kid] for kid in tokens.kids[verb] if tokens.dep[kid] == "attr"]
    return any(is_a_calling(article, word) for word in told)


def lived(tokens: Tokens, kinds: set[str], start: int, end: int) -> bool:
    """Whether a name the model takes for a thing or place is of somebody who was born."""
    if has_life_dates(tokens, end - 1):
        return True
    born = tokens.dep[end - 1] == "nsubjpass" and tokens.lower[tokens.head[end - 1]] == "born"
    return born and end - start > 1 and tokens.lower[start - 1] != "the" and kinds.isdisjoint(("GPE", "NORP", "LOC"))


CALLINGS = ("ographer", "ologist", "wright", "smith", "ician", "woman", "sman", "trix", "iatrist", "urist")
"""Endings of what people alone are."""


def is_a_calling(article: Article, word: str) -> bool:
    return word.endswith(CALLINGS) or (word in article.lexicon["roles"] and word not in GROUPED)


def has_life_dates(tokens: Tokens, head: int) -> bool:
    """ "Ada Holm (4 May 1921 – 2 June 1998)", "(born 1968)": two days, or the day of a birth, right behind a name."""
    opening = head + 1
    number = tokens.inside[opening] if opening < len(tokens) else 0
    if not number or tokens.inside[head] == number:
        return False
    close = opening
    while close + 1 < len(tokens) and tokens.inside[close + 1] == number:
        close += 1
    words = tokens.lower[opening + 1 : close]
    years = sum(len(word) == 4 and word.isdecimal() for word in words)
    days = sum(word in YEARLY for word in words)
    return (years == 2 and days == 2) or (years == 1 and words[0] in ("born", "b."))


YEARLY = frozenset(
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
)  # fmt: skip


def is_taken_up(article: Article, start: int, end: int) -> bool:
    """Whether the next sentence opens with the "he" or "she" of a subject beside whom no other person is named."""
    tokens, head = article.tokens, end - 1
    roles = article.lexicon["roles", "offices"]
    if tokens.dep[head] not in ("nsubj", "nsubjpass") or tokens.tag[tokens.head[head]] == "VBP":
        return False
    if (tokens.entity[head] and tokens.form[head - 1] != "-") or not roles.isdisjoint(tokens.lower[start:end]):
        return False
    place = bisect_right(article.sentences, (start, len(tokens)))
    follows = article.sentences[place][0] if place < len(article.sentences) else -1
    if follows < 0 or tokens.lower[follows] not in ("he", "she"):
        return False
    first = article.sentences[place - 1][0]
    known = article.lexicon["roles", "offices", "words_male", "words_female"]
    others = [one for one in range(first, follows) if not start <= one < end]
    return not any(tokens.entity[one] == "PERSON" or tokens.lower[one] in known for one in others)


def is_hyphenated(word: str) -> bool:
    """ "Lindqvist-Oyelaran", but a club and a place are "Saint-" somebody."""
    first, hyphen, last = word.partition("-")
    return (
        bool(hyphen) and min(len(first), len(last)) > 2 and first not in ("saint", "sainte", "san", "santa", "port")
    )


def name(tokens: Tokens, start: int, end: int) -> None:
    """Marks a run as one person's name; what stands first in it gives a number that no other name has."""
    number = len(tokens) + start + 1
    for index in range(start, end):
        tokens.entity[index], tokens.entity_begins[index], tokens.unit[index] = "PERSON", index == start, number
