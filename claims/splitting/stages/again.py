"""What an article speaks of again by its noun alone: "the glacier", once told to be the Quilhue glacier.

Only where one name alone was told, before and outside a quotation; people, bodies and offices are for `definites`.
Reads the parse and `article.references`; gives `article.references`, `article.covered`, `article.firsts`,
`article.mentions`, `article.named` and `article.acts`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.readings import deeds, mentions
from claims.splitting.stages.definites import VAGUE, is_bare
from claims.splitting.stages.described import EMPTY, TYING
from claims.splitting.stages.meeting import spelled_words

INSIDE = frozenset(("compound", "nmod", "amod", "poss"))
BESIDE = INSIDE - {"poss"}
TYING_TO = TYING | {"at"}
FRONT = frozenset(("storm", "hurricane", "cyclone", "typhoon", "lake", "mount", "operation", "project"))
"""Nouns that stand in front of their name: Storm Ada."""
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"))
POINTING = frozenset(("this", "that", "its", "his", "her", "their", "no", "any", "every", "each"))
NAMES = frozenset(("NNP", "NNPS"))
LEARNED = frozenset(("NN", "NNP"))
MOST = 7
"""Words of a name that is put in."""


def run(article: Article) -> None:
    tokens, known = article.tokens, article.lexicon["roles", "offices", "people"]
    told: dict[str, str] = {}
    acts = deeds.nouns(article.language)
    for node, (word, tag) in enumerate(zip(tokens.lower, tokens.tag, strict=True)):
        if word in acts and tag[0] == "V":
            deeds.note(article, node)
        if tag in NAMES:
            mentions.keep(article.named, tokens.text[node], node)
        if tag not in NOUN_TAGS and word not in KNOWN_BY_WORD and word not in told:
            continue
        if tag in ("NN", "NNS") or (tag == "NNP" and tokens.text[node].islower()):
            article.firsts.setdefault(singular(word), node)
            mentions.note(article, node)
        if word in SIDES and tokens.text[node][0].isupper():
            side(article, node, told)
            continue
        noun = tag in LEARNED or word in FRONT
        if not (noun or word in told) or node in article.references or word in known or word in VAGUE:
            continue  # what says too little of which one is meant, and people
        if word in told and is_short(tokens, node):
            refer(article, node, told[word])
        elif noun and (is_title(tokens, node) or (tag == "NN" and tokens.dep[node] not in INSIDE)):
            learn(tokens, node, told)


SIDES = frozenset(
    [
        "rovers", "united", "city", "town", "athletic", "albion", "wanderers", "rangers", "county", "wednesday",
        "hotspur", "villa", "orient", "thistle", "harriers", "argyle", "dynamo", "sporting", "academicals",
    ]
)  # fmt: skip
"""Last words of the names of clubs, by which a report goes on to speak of them."""


KNOWN_BY_WORD = SIDES | FRONT


def side(article: Article, node: int, told: dict[str, str]) -> None:
    """ "Rovers took the lead", of Marlow Rovers: the club in full; of two with that word neither."""
    tokens, word = article.tokens, f"{article.tokens.lower[node]} club"
    before, behind = tokens.text[node - 1 : node], tokens.text[node + 1 : node + 2]
    if node and before[0][0].isupper() and not tokens.opens[node] and tokens.tag[node - 1] not in ("DT", "IN", "CC"):
        name = f"{before[0]} {tokens.text[node]}"
        told[word] = name if told.get(word, name) == name else ""
    elif told.get(word) == "" or article.quotes[node]:
        article.references.pop(node, None)
    elif word in told and tokens.dep[node] in ARGUMENTS and not (behind and behind[0][0].isupper()):
        article.references[node] = told[word]


def is_short(tokens: Tokens, node: int) -> bool:
    """ "the glacier", with nothing that tells which; the tagger takes it for a comparative as well."""
    argument = tokens.dep[node] in ARGUMENTS and tokens.tag[node] in ("NN", "JJ", "JJR", "JJS")
    return argument and tokens.left[node] == node - 1 and is_bare(tokens, node)


def refer(article: Article, node: int, name: str) -> None:
    if name and not article.quotes[node]:
        article.references[node] = name
        article.covered[node] = range(node - 1, node)


def learn(tokens: Tokens, node: int, told: dict[str, str]) -> None:
    """Notes what a noun was named; a second one of the kind leaves open which is meant from then on."""
    word, first = tokens.lower[node], tokens.lower[tokens.left[node]]
    name = title(tokens, node) if is_title(tokens, node) else named(tokens, node)
    if name:
        told[word] = name if told.get(word, name) == name else ""
    elif tokens.tag[node] == "NN" and first not in POINTING and first != word and not is_just_the(tokens, node):
        told[word] = ""


def is_just_the(tokens: Tokens, node: int) -> bool:
    return tokens.left[node] == node - 1 and tokens.lower[node - 1] == "the" and tokens.right[node] == node


def is_title(tokens: Tokens, node: int) -> bool:
    """Whether the noun is a word of a name; before its name the tagger may take it for a common one."""
    return tokens.tag[node] == "NNP" or (tokens.lower[node] in FRONT and tokens.tag[node + 1 : node + 2] == ["NNP"])


def title(tokens: Tokens, node: int) -> str:
    """ "Storm Ada", "the Corran Bridge": a name that has the noun in it; empty where the word is no such part."""
    start, end = node, node + 1
    while start and tokens.tag[start - 1] == "NNP" and tokens.head[start - 1] == node:
        start -= 1
    if start == node and tokens.lower[node] in FRONT:
        while end < len(tokens) and tokens.tag[end] == "NNP" and end - start < 3:
            end += 1
    last = tokens.dep[node] not in INSIDE and tokens.text[node][:1].isupper() and tokens.entity[node] != "PERSON"
    if end - start < 2 or not (last or end > node + 1) or tokens.lower[node] in VAGUE:
        return ""
    article = "the " if start and tokens.lower[start - 1] == "the" else ""
    return article + spelled_words(tokens, range(start, end))


def named(tokens: Tokens, node: int) -> str:
    """ "the Quilhue glacier", "the strike at the port of Zarnow": the noun with the name that tells which it is."""
    if tokens.dep[node] in ("attr", "appos"):
        return ""
    if not tokens.kids[node]:
        return ""
    front = [kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] in BESIDE]
    if not EMPTY.isdisjoint([tokens.lower[kid] for kid in front]):
        return ""
    last, told = node, "NNP" in [tokens.tag[kid] for kid in front]
    for kid in tokens.kids[node]:
        if kid == node + 1 and tokens.lower[kid] in TYING_TO and has_name(tokens, kid):
            last, told = tokens.right[kid], True
    if not told:
        return ""
    words = range(min((tokens.left[kid] for kid in front), default=node), last + 1)
    plain = all(tokens.form[one] not in ",;:()–—" and tokens.tag[one] not in ("CC", "WDT", "WP") for one in words)
    one_place = all(tokens.head[one] in words for one in words if one != node)
    return f"the {spelled_words(tokens, words)}" if len(words) <= MOST and plain and one_place else ""


def has_name(tokens: Tokens, preposition: int) -> bool:
    return any(
        tokens.tag[one] == "NNP" and tokens.entity[one] not in ("PERSON", "DATE", "TIME")
        for one in range(preposition, tokens.right[preposition] + 1)
    )
