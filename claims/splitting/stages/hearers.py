"""Whoever is spoken to is no part of what is said: "Senator, taxes rose in 2019", "Wages have gone up, Mr. Hale."

Reads the parse and names; gives such names the role of an interjection.
"""

from claims.splitting.article import Article, Tokens

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
LOOSE = frozenset(("npadvmod", "intj", "dep", "nmod", "nsubj"))
LAST = LOOSE - {"nsubj"}
MOST = 4  # words of a name and its title


def is_person(article: Article, node: int) -> bool:
    tokens, word = article.tokens, article.tokens.lower[node]
    capital = tokens.text[node][0].isupper()
    known = article.lexicon["roles", "offices"]
    titled = node > 0 and tokens.lower[node - 1] in ("mr.", "mrs.", "ms.", "dr.", "mr", "mrs", "ms", "dr")
    return capital and (titled or word in known or tokens.entity[node] == "PERSON")


def has_subject(tokens: Tokens, verb: int, after: int, *, but: int = -1) -> bool:
    return any(tokens.dep[kid] in SUBJECTS and after < kid < verb and kid != but for kid in tokens.kids[verb])


def comma_near(tokens: Tokens, first: int, end: int) -> int:
    """The comma behind the first words of a sentence, or -1."""
    near = tokens.form[first + 1 : min(first + MOST + 1, end)]
    return first + 1 + near.index(",") if "," in near else -1


def in_front(article: Article, first: int, comma: int) -> int:
    """The name in front of a sentence that has its own subject, or -1."""
    tokens, name = article.tokens, comma - 1
    if tokens.dep[name] not in LOOSE or tokens.left[name] > first or not is_person(article, name):
        return -1
    alone = tokens.right[name] <= comma and all(tokens.text[place][0].isupper() for place in range(first, comma))
    verb = tokens.head[name]
    return name if alone and verb > comma and has_subject(tokens, verb, comma, but=name) else -1


ADDRESSED = frozenset(
    [
        "citizens", "americans", "colleagues", "friends", "members", "countrymen", "comrades", "delegates",
        "gentlemen",
        "students", "workers", "folks", "guests", "senators", "ministers", "shareholders", "neighbors", "neighbours",
        "sir", "madam", "brothers", "sisters", "graduates", "everyone", "viewers", "listeners",
    ]
)  # fmt: skip
ADDRESSING = frozenset(
    ("fellow", "dear", "my", "ladies", "honourable", "honorable", "distinguished", "good", "esteemed")
)


def addressed(tokens: Tokens, first: int, comma: int) -> int:
    """The last word of "Fellow citizens," or "Ladies and gentlemen," in front of a sentence, or -1."""
    if tokens.lower[comma - 1] not in ADDRESSED:
        return -1
    fits = comma == first + 1 or tokens.lower[first] in ADDRESSING
    name = first if tokens.head[comma - 1] == first else comma - 1
    verb = tokens.head[name]
    loose = verb > comma and has_subject(tokens, verb, comma, but=name) and tokens.left[name] == first
    return name if fits and loose and tokens.tag[comma + 1] != "CC" else -1


def behind(article: Article, first: int, end: int) -> int:
    """The name at the end of a sentence, behind a comma, that hangs on its verb as nothing else, or -1."""
    tokens = article.tokens
    name = end - 2
    if tokens.dep[name] not in LAST or name <= first + 2 or tokens.tag[end - 1] != ".":
        return -1
    verb, begin = tokens.head[name], tokens.left[name]
    loose = tokens.form[begin - 1] == "," and name - begin < MOST and verb < begin and tokens.tag[verb][:2] == "VB"
    return name if loose and is_person(article, name) else -1


def run(article: Article) -> None:
    for first, end in article.sentences:
        if end - first < 5:
            continue
        names, comma = [behind(article, first, end)], comma_near(article.tokens, first, end)
        if comma >= 0:
            names += [in_front(article, first, comma), addressed(article.tokens, first, comma)]
        for name in names:
            if name >= 0:
                article.tokens.dep[name] = "intj"
