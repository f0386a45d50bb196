"""The same claim twice in one article is one claim with several anchors: headline and first line.

Reads worded drafts; merges the later into the first.
"""

from functools import lru_cache

from claims.splitting.article import Article, Draft

SILENT = frozenset(("a", "an", "the"))
BE = frozenset(("is", "are", "was", "were"))


SPELLED_OUT = {"n't": "not", "hasn't": "has not", "isn't": "is not", "wasn't": "was not", "didn't": "did not"}
FRONTED = frozenset(
    ("in", "on", "at", "during", "after", "before", "since", "until", "by", "from", "last", "earlier")
)
MARKS = ".,;:'\"’“”()"


def unfronted(text: str) -> str:
    """The wording with an opening time or place put behind: "In May, the pact ended" -> "the pact ended In May"."""
    opening, comma, rest = text.partition(", ")
    if not comma or "," in rest or opening.partition(" ")[0].lower() not in FRONTED:
        return text
    return f"{rest} {opening}"


def essence(text: str) -> str:
    """The claim's words without articles, tense of "be", marks and capitals, an opening time behind."""
    return " ".join(filter(None, map(essential, unfronted(text).split())))


@lru_cache(maxsize=1 << 14)
def essential(word: str) -> str:
    """What of a word tells one claim from another; nothing of an article."""
    word = word.strip(MARKS).lower().replace("’", "'")
    plain = SPELLED_OUT.get(word, "is" if word in BE else word)
    return "" if plain in SILENT else plain


def run(article: Article) -> None:
    tokens = article.tokens
    seen: dict[str, Draft] = {}
    for draft in article.drafts:
        first = seen.setdefault(essence(draft.text), draft)
        if first is draft or not (indexes := draft.tokens()):
            continue
        place = (tokens.start[indexes[0]], tokens.end(indexes[-1]))
        if draft.sentence != first.sentence and place not in first.also_at:
            first.also_at.append(place)
        if len(draft.items) > len(first.items) and draft.sentence == first.sentence:
            first.prior = max(first.prior, draft.prior)
    article.drafts = list(seen.values())
