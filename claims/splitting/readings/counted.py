"""What counts and pairs are of: "Half received the pill" is half of the patients, "the couple" a man and a woman.

Reads the parse and `article.references`.
"""

from claims.splitting.article import Article, Draft
from claims.splitting.phrases import gather
from claims.splitting.readings.spelled import Forms, again, as_known, with_the
from claims.splitting.stages.openness import COUNTS
from claims.splitting.story import PERSONAL

FEW = 3
BACK = 3
"""Sentences that are searched for a pair, the claim's own among them."""
PAIRS = frozenset(("couple", "pair", "two", "duo", "newlyweds", "both", "brothers", "sisters"))
SUBJECTS = ("nsubj", "nsubjpass")


def of_whom(article: Article, draft: Draft, node: int) -> list[Forms]:
    """ "Half of the patients" for "half", where the sentence before is about several, or is about one such group."""
    tokens, number = article.tokens, draft.sentence
    counts = tokens.tag[node] == "CD" or tokens.lower[node] in COUNTS
    if not number or node not in draft.items or not counts or tokens.dep[node] not in SUBJECTS:
        return []
    start, end = article.sentences[number - 1]
    same_line = tokens.line[start] == tokens.line[node]
    several = [one for one in range(start, end) if tokens.dep[one] in SUBJECTS and tokens.tag[one] in ("NNS", "NNPS")]
    if len(several) != 1 or not same_line:
        return []
    noun = several[0]
    words = gather(tokens, noun, {kid for kid in tokens.kids[noun] if kid > noun})
    while words and tokens.tag[words[0]] == "RB":  # "only two bids"
        words = words[1:]
    text = again(article, words, 6)
    return [{node: f"{tokens.text[node]} of {with_the(tokens, words[0], text)}"}] if text else []


def pair(article: Article, draft: Draft, node: int) -> list[Forms]:
    """ "the man and the woman" for "the couple" or "the two": the two people told together before."""
    tokens = article.tokens
    if tokens.lower[node] not in PAIRS:
        return []
    led = node > 0 and tokens.lower[node - 1] == "the" and node - 1 in draft.items
    if not led and tokens.lower[node] != "both":
        return []
    start = article.sentences[max(draft.sentence - BACK + 1, 0)][0]
    texts = dict.fromkeys(text for one in range(start, node) if (text := together(article, one)))
    return [{**({node - 1: ""} if led else {}), node: text} for text in texts] if len(texts) <= FEW else []


def together(article: Article, first: int) -> str:
    """Two people told side by side, or nothing."""
    tokens = article.tokens
    others = [kid for kid in tokens.kids[first] if tokens.dep[kid] == "conj"]
    if len(others) != 1 or tokens.dep[first] == "conj" or not (is_one(article, first) and is_one(article, others[0])):
        return ""
    if any(tokens.dep[kid] == "conj" for kid in tokens.kids[others[0]]):
        return ""
    both = [as_known(one_of(article, one)) for one in (first, others[0])]
    return " and ".join(both) if all(both) else ""


def one_of(article: Article, noun: int) -> str:
    tokens = article.tokens
    behind = {kid for kid in tokens.kids[noun] if kid > noun and tokens.lower[kid] != "of"}
    return article.references.get(noun, "") or again(article, gather(tokens, noun, behind), 6)


def is_one(article: Article, noun: int) -> bool:
    """Whether a noun is one person."""
    tokens, word = article.tokens, article.tokens.lower[noun]
    if tokens.entity[noun] == "PERSON" or word in PERSONAL:
        return True
    known = article.lexicon["roles", "offices", "words_male", "words_female", "people"]
    return tokens.tag[noun] == "NN" and word in known
