"""Nouns and verbs that look alike: "a hearing", "claims", "helps the body absorb calcium". Used by `attachments`."""

from claims.splitting.article import Article, Tokens

DOING = frozenset(("hearing", "meeting", "ruling", "briefing", "wedding", "filing", "rating", "funding", "sitting"))
HELPING = frozenset(
    ["help", "helps", "helped", "make", "makes", "made", "let", "lets", "see", "saw", "watch", "watched"]
)


def noun_of_doing(tokens: Tokens, node: int) -> bool:
    """ "A confiscation hearing will be held": a hearing, and nobody hears."""
    noun = tokens.head[node]
    if tokens.lower[node] not in DOING or tokens.tag[node] != "VBG" or noun != node - 1:
        return False
    if not any(tokens.dep[kid] == "det" for kid in tokens.kids[noun]):
        return False
    if tokens.dep[noun] not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr") or any(
        tokens.dep[kid] in ("dobj", "ccomp") for kid in tokens.kids[node]
    ):
        return False
    for kid in tokens.kids[noun]:
        tokens.head[kid] = node
    tokens.head[node], tokens.dep[node], tokens.tag[node] = tokens.head[noun], tokens.dep[noun], "NN"
    tokens.head[noun], tokens.dep[noun] = node, "compound"
    return True


def noun_read_as_a_verb(article: Article, node: int) -> None:
    """ "Claims that the pill heals have no basis": a subject is no verb."""
    tokens = article.tokens
    if (
        tokens.dep[node] in ("nsubj", "nsubjpass", "dobj", "pobj")
        and tokens.lower[node] in article.lexicon["said_nouns"]
    ):
        tokens.tag[node] = "NNS"


def verb_read_as_part_of_its_object(tokens: Tokens, node: int) -> bool:
    """ "helps the body absorb calcium": the body absorbs it."""
    noun, before = tokens.head[node], node - 1
    verb = tokens.head[noun]
    if tokens.dep[noun] != "dobj" or node > noun or tokens.lower[verb] not in HELPING or before <= verb:
        return False
    if tokens.head[before] != verb or tokens.dep[before] != "nsubj":
        return False
    tokens.head[node], tokens.dep[node] = verb, "ccomp"
    tokens.head[noun] = tokens.head[before] = node
    return True
