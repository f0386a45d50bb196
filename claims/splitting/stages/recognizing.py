"""Names of people that the model does not see, or takes for organizations.

"Marguerite Holm-Daws" is a first name and more behind it; "Holm-Daws" is hers wherever it stands; "Nadia
Ferreira-Holt, an epidemiologist," is no organization.
Reads tags and entities; changes `entity`, `entity_begins` and `unit`.
"""

from collections.abc import Iterator

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.meeting import PLACES, words_of

HONORIFICS = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.", "sir", "dame"))
MISREAD = frozenset(("", "ORG", "DATE"))
"""What the model may take somebody's name for; one word alone tells nobody."""
LONGEST = 5
"""Tokens of a name; a longer run of capitals is a headline or a list."""


def run(article: Article) -> None:
    tokens = article.tokens
    surnames: dict[str, bool] = {}
    unseen = []
    for first, end in runs(tokens):
        start = behind_titles(tokens, first, end)
        kinds = {*tokens.entity[start:end]}
        titled = start > first or tokens.lower[start - 1] in HONORIFICS
        if kinds != {"PERSON"} and (not kinds <= MISREAD or (end - start == 1 and not titled)):
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


def is_somebody(article: Article, kinds: set[str], words: list[str], start: int, end: int, *, titled: bool) -> bool:
    """Whether a run that the model does not take for a person is one."""
    if kinds == {"DATE"}:
        return is_called_like_a_month(words)
    return kinds <= {"", "ORG"} and bool(words) and (titled or is_person(article, words, start, end))


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
    if len(words) < 2 or tokens.lower[start - 1] == "the" or not (known or has_a_life(article, end - 1)):
        return False
    if words[-1] in PLACES or words[-1] in lexicon["bodies", "sites", "firms"]:
        return False
    if tokens.tag[end : end + 1] in (["NN"], ["NNS"], ["NNPS"]) or tokens.form[end : end + 1] in (["&"], ["-"]):
        return False
    told = is_said_to_be(article, end - 1) or has_a_life(article, end - 1)
    return not any(tokens.entity[start:end]) or told


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
    verb = tokens.head[head]
    if tokens.dep[head] != "nsubj" or tokens.lower[verb] not in ("is", "was"):
        return False
    told = [tokens.lower[kid] for kid in tokens.kids[verb] if tokens.dep[kid] == "attr"]
    return any(word in article.lexicon["roles"] and word not in GROUPED for word in told)


def name(tokens: Tokens, start: int, end: int) -> None:
    """Marks a run as one person's name; what stands first in it gives a number that no other name has."""
    number = len(tokens) + start + 1
    for index in range(start, end):
        tokens.entity[index], tokens.entity_begins[index], tokens.unit[index] = "PERSON", index == start, number
