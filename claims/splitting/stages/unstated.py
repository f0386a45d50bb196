"""Sentences of which no rule drafted a statement: kept whole where they tell one; a label with its value is one.

"Lifespan: usually 10 to 15 years" in a list of such lines says that the lifespan is so.
Reads the parse and drafts; gives drafts.
"""

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.inflection import is_plural
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.selection import root_of

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
LONGEST = 4
"""Tokens of a label."""
LEAST_LABELS = 2
NAMING = frozenset(("NN", "NNS", "JJ", "NNP", "VBG"))
NAMES = frozenset(("PERSON", "GPE", "DATE", "LOC", "FAC", "NORP"))
UNTOLD = frozenset(
    [
        "note", "source", "sources", "example", "examples", "warning", "tip", "tips", "update", "summary", "photo",
        "answer", "question", "conclusion", "overview", "introduction", "step", "part", "chapter", "figure", "table",
        "contact", "phone", "email", "tel", "editor", "by", "image", "video", "read", "see", "more", "related",
    ]
)  # fmt: skip
"""Labels that name no trait of what a list is about."""


def is_told(article: Article, first: int, end: int, root: int) -> bool:
    """Whether a sentence with a full stop has a verb with a tense behind something that may be its subject."""
    tokens, frame = article.tokens, article.frames.get(root)
    if frame is None or frame.mute or frame.speaker is not None or article.quotes[first] or frame.role != "main":
        return False
    if tokens.tag[root] == "MD" or tokens.lower[first] in ("if", "unless", "when", "while", "let"):
        return False
    if tokens.form[end - 1] != "." or article.lines[tokens.line[first]].headline:
        return False
    group = [kid for kid in tokens.kids[root] if tokens.dep[kid] in ("aux", "auxpass")]
    verb = min([*group, root])
    finite = any(tokens.tag[one] in FINITE for one in (root, *group))
    subject = any(
        tokens.tag[one] in NOUN_TAGS or tokens.tag[one] in ("PRP", "DT", "CD") for one in range(first, verb)
    )
    return finite and subject and tokens.text[first][0].isupper() and tokens.tag[first] not in ("WP", "WRB", "WDT")


def colon_of(tokens: Tokens, first: int, end: int) -> int:
    """Where the colon behind a label stands, or -1: "Scientific name: …"."""
    colon = next(
        (place for place in range(first + 1, min(first + LONGEST, end - 1)) if tokens.form[place] == ":"), -1
    )
    label = range(first, colon)
    if colon < 0 or tokens.tag[colon - 1] not in NOUN_TAGS or not tokens.text[first][0].isupper():
        return -1
    if any(tokens.tag[place] not in NAMING or tokens.entity[place] in NAMES for place in label):
        return -1
    if any(tokens.lower[place] in UNTOLD for place in label):
        return -1
    told = any(tokens.tag[place] in FINITE for place in range(colon + 1, end))
    return -1 if told or tokens.tag[colon + 1] in ("``", "''") else colon


def labeled(article: Article, number: int, first: int, end: int, colon: int) -> Draft:
    """ "Diet: Worms and insects": the diet is worms and insects."""
    tokens = article.tokens
    last = end - 1 if tokens.form[end - 1] == "." else end
    value: list[Item] = [*range(colon + 1, last)]
    forms = {first: tokens.lower[first]}
    start = colon + 1
    if tokens.tag[start] not in ("NNP", "NNPS") and not tokens.capital[start] and tokens.text[start].istitle():
        forms[start] = tokens.lower[start]
    verb = "are" if is_plural(tokens, colon - 1) else "is"
    return Draft(["the", *range(first, colon), verb, *value], "label", number, colon - 1, forms=forms)


def run(article: Article) -> None:
    tokens = article.tokens
    stated = {draft.sentence for draft in article.drafts if draft.kind != "presupposed"}
    lost = [one for one in article.speaking() if one[0] not in stated]
    if not lost:
        return
    colons = {number: colon for number, first, end in lost if (colon := colon_of(tokens, first, end)) >= 0}
    for number, first, end in lost:
        if number in colons:
            if len(colons) >= LEAST_LABELS:
                article.drafts.append(labeled(article, number, first, end, colons[number]))
            continue
        root = root_of(tokens, first, end)
        if is_told(article, first, end, root):
            article.drafts.append(Draft([*range(first, end - 1)], "main:full", number, root))
