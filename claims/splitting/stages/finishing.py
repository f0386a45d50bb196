"""Drafts worded, anchored and put in reading order.

Reads drafts; gives the claims of the `Split`.
"""

from claims.splitting.article import Article, Draft
from claims.splitting.document import DraftClaim
from claims.splitting.wording import render, spans, trimmed


def finished(article: Article, draft: Draft) -> DraftClaim:
    pieces = spans(article, draft.tokens())
    first, end = article.sentences[draft.sentence]
    sentence = (article.tokens.start[first], article.tokens.end(end - 1))
    return DraftClaim(
        text=draft.text,
        start=pieces[0][0],
        end=pieces[-1][1],
        spans=pieces,
        kind=draft.kind,
        speaker=draft.speaker_name,
        sentence=sentence,
        check_worthiness=draft.score,
        reasons=draft.reasons,
        substitutions=tuple(draft.substitutions),
        readings=tuple(draft.readings),
        needs_context=draft.needs_context,
        also_at=tuple(draft.also_at),
    )


def run(article: Article) -> None:
    for draft in article.drafts:
        draft.items = trimmed(article.tokens, draft.items)
        draft.text = render(article.tokens, draft.items, draft.forms)
    seen: dict[str, Draft] = {}
    for draft in article.drafts:
        if draft.tokens():
            seen.setdefault(draft.text.lower(), draft)
    article.drafts = list(seen.values())
