"""The same claim twice in one article is one claim with several anchors: headline and first line.

Reads worded drafts; merges the later into the first.
"""

from claims.splitting.article import Article, Draft, Tokens

SILENT = frozenset(("a", "an", "the"))
BE = frozenset(("is", "are", "was", "were"))


def essence(tokens: Tokens, draft: Draft) -> str:
    """The claim's words without articles, tense of "be", marks and capitals."""
    words = (word.strip(".,;:'\"’“”()").lower() for word in draft.text.split())
    return " ".join("is" if word in BE else word for word in words if word and word not in SILENT)


def run(article: Article) -> None:
    tokens = article.tokens
    seen: dict[str, Draft] = {}
    for draft in article.drafts:
        indexes = draft.tokens()
        first = seen.setdefault(essence(tokens, draft), draft)
        if first is draft or not indexes:
            continue
        place = (tokens.start[indexes[0]], tokens.end(indexes[-1]))
        if draft.sentence != first.sentence and place not in first.also_at:
            first.also_at.append(place)
        if len(draft.items) > len(first.items) and draft.sentence == first.sentence:
            first.prior = max(first.prior, draft.prior)
    article.drafts = list(seen.values())
