"""Drafts worded, anchored and put in reading order.

Reads drafts; gives the claims of the `Split`.
"""

from claims.splitting.article import Article, Draft, Tokens
from claims.splitting.document import DraftClaim
from claims.splitting.stages.speech import name_of
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


PRONOUNS = frozenset("he she it they this that these those his her its their him them".split())


def substitute(article: Article, draft: Draft) -> None:
    """Puts the full name in for the first pronoun or short name of a person the claim does not name already."""
    tokens, references = article.tokens, article.references
    used: list[str] = []
    forms = dict(draft.forms)
    for item in draft.items:
        if not isinstance(item, int) or item not in references:
            continue
        full = references[item]
        name = full.removesuffix("'s")
        if name in used or any(word in used for word in (name,)):
            continue
        used.append(name)
        if already_named(tokens, draft, item, name):
            continue
        forms[item] = full
        draft.substitutions.append((tokens.text[item], full, tokens.start[item], tokens.end(item)))
    draft.forms = forms


def already_named(tokens: Tokens, draft: Draft, item: int, name: str) -> bool:
    """Whether the claim has the name's last word elsewhere, before the item."""
    last = name.split()[-1]
    return any(isinstance(one, int) and one != item and tokens.text[one] == last for one in draft.items)


def run(article: Article) -> None:
    for draft in article.drafts:
        substitute(article, draft)
        if draft.speaker is not None and draft.speaker >= 0:
            draft.speaker_name = name_of(article, draft.speaker)
        draft.items = trimmed(article.tokens, draft.items)
        draft.text = render(article.tokens, draft.items, draft.forms)
    seen: dict[str, Draft] = {}
    for draft in article.drafts:
        if draft.tokens():
            seen.setdefault(draft.text.lower(), draft)
    article.drafts = list(seen.values())
