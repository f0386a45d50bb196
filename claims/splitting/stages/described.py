"""Which agreement "the agreement" is: what the article first called it, where it speaks of one alone.

"signed a border agreement with Sorenia … The agreement gave up land" -> the border agreement with Sorenia did.
Reads the parse; gives `article.references` and `article.covered`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import gather
from claims.splitting.stages.definites import is_bare
from claims.splitting.stages.meeting import spelled_words

MOST = 8
"""Words of a description that is put in; a longer one would bury the claim."""
TELLING = frozenset(("compound", "amod", "nmod", "nummod", "prep"))
EMPTY = frozenset(
    (
        "new",
        "first",
        "second",
        "other",
        "another",
        "recent",
        "separate",
        "further",
        "similar",
        "same",
        "such",
        "single",
        "whole",
    )
)
SPEAKING = frozenset(("spokesman", "spokeswoman", "spokesperson"))
"""Those who are told apart by whom they speak for."""
TYING = frozenset(("of", "with", "between", "on", "to", "for", "against", "into", "over"))


def run(article: Article) -> None:
    tokens, matters = article.tokens, article.lexicon["matters"]
    told: dict[str, tuple[int, str]] = {}
    several: set[str] = set()
    if matters.isdisjoint(tokens.lower) and SPEAKING.isdisjoint(tokens.lower):
        return
    for node, word in enumerate(tokens.lower):
        if (
            (word not in matters and word not in SPEAKING)
            or tokens.tag[node] != "NN"
            or tokens.dep[node] in ("compound", "nmod")
        ):
            continue
        if is_bare(tokens, node) and tokens.left[node] == node - 1:
            if word in told and word not in several and node not in article.references:
                article.references[node] = told[word][1]
                article.covered[node] = range(node - 1, node)
        elif word in told:
            several.add(word)
        elif introduces(article, node):
            told[word] = (node, description(tokens, node))
            several.update([word] if not told[word][1] else [])
        elif tokens.lower[tokens.left[node]] != "no":
            several.add(word)


def introduces(article: Article, node: int) -> bool:
    """Whether a noun is met for the first time: "a border agreement"; headlines only name it."""
    tokens = article.tokens
    return tokens.lower[tokens.left[node]] in ("a", "an") and tokens.dep[node] not in ("attr", "appos")


def is_modifier(tokens: Tokens, one: int) -> bool:
    return tokens.dep[one] in ("amod", "compound")


def description(tokens: Tokens, node: int) -> str:
    """The noun with what tells it apart, "the" in front; empty where nothing does, or too much."""
    kids = [kid for kid in tokens.kids[node] if tokens.dep[kid] in TELLING and tokens.lower[kid] not in EMPTY]
    kids = [kid for kid in kids if tokens.dep[kid] != "prep" or tokens.lower[kid] in TYING]
    words = sorted({node, *(one for kid in kids for one in gather(tokens, kid))})
    if tokens.form[words[0] - 1] in ("$", "£", "€") and not tokens.space[words[0] - 1]:
        words.insert(0, words[0] - 1)
    plain = all(
        tokens.tag[one][:2] not in ("VB", "PR", "WD", "WP", "MD") or is_modifier(tokens, one) for one in words
    )
    joined = words == [*range(words[0], words[-1] + 1)]
    if not kids or len(words) > MOST or not plain or not joined:
        return ""
    return "the " + spelled_words(tokens, words)
