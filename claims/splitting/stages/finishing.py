"""Drafts made ready: names put in for pronouns, pieces trimmed, and, once chosen, the sentence written out.

Reads drafts and references; gives their pieces, text, substitutions and readings.
"""

from claims.splitting.article import Article, Draft, Item
from claims.splitting.commas import before_marks, before_participles, paired, participles, punctuated
from claims.splitting.stages.doubts import PRONOUNS, already_named, doubt, is_verbatim
from claims.splitting.stages.openness import may_be_open
from claims.splitting.stages.speakers import name_of
from claims.splitting.wording import direct, following, marks_of, render, trimmed


def substitute(article: Article, draft: Draft) -> None:
    """Puts the full name in for the first pronoun or short name of a person the claim does not name already."""
    tokens, references, quotes = article.tokens, article.references, article.quotes
    used: set[str] = set()
    forms: dict[int, str] = {}
    for item in draft.items:
        if item not in references or not isinstance(item, int) or item in draft.forms:
            continue
        if quotes[item] and is_verbatim(quotes, draft, item):
            continue
        full = references[item]
        name = full.removesuffix("'s").removesuffix("'")
        if name in used:
            continue
        used.add(name)
        if already_named(tokens, draft, item, name):
            continue
        first = leave_out(article, draft, forms, item)
        forms[item] = full
        said = article.text[tokens.start[first] : tokens.end(item)]
        draft.substitutions.append((said, full, tokens.start[first], tokens.end(item)))
    if forms:
        draft.forms = {**draft.forms, **forms}


def leave_out(article: Article, draft: Draft, forms: dict[int, str], item: int) -> int:
    """Leaves "the" unsaid where a name takes the place of "the company"; the first token replaced."""
    covered = article.covered.get(item, range(item, item))
    place = draft.items.index(item)
    if (
        covered and place and draft.items[place - 1] == "the"
    ):  # put in by a rule: "the firm" of "the Leeds-based firm"
        del draft.items[place - 1]
    forms.update({one: "" for one in covered if one in draft.items[:place]})
    return covered.start


def run(article: Article) -> None:
    tokens = article.tokens
    seen: set[tuple[object, ...]] = set()
    kept: list[Draft] = []
    marks = marks_of(tokens)
    named: frozenset[Item] = frozenset(article.references)
    for draft in article.drafts:
        if named and not named.isdisjoint(draft.items):
            substitute(article, draft)
        draft.items = items = trimmed(tokens, draft.items, marks)
        key = (draft.sentence, *items)
        if key not in seen and items and (items[0].__class__ is int or int in map(type, items)):
            seen.add(key)
            kept.append(draft)
    article.drafts = kept


def word(article: Article) -> None:
    """Writes the sentence of each draft."""
    tokens, quoted, marked = article.tokens, any(article.quotes), before_marks(article.tokens)
    behind, behind_commas = following(tokens), participles(tokens)
    for draft in article.drafts:
        if not marked.isdisjoint(draft.items):
            draft.items = paired(tokens, punctuated(tokens, draft.items, marked), marked)
        if not behind_commas.isdisjoint(draft.items):
            draft.items = before_participles(tokens, draft.items, behind_commas - draft.forms.keys())
        if quoted:
            draft.items = direct(article, draft.items)
        draft.text = render(tokens, draft.items, draft.forms, behind)
    article.drafts = [draft for draft in article.drafts if draft.text.strip()]


def settle(article: Article) -> None:
    """Notes speakers and doubts of the claims that were chosen, and sentences that gave none."""
    tokens = article.tokens
    pronouns = frozenset([index for index, word in enumerate(tokens.lower) if word in PRONOUNS])
    nouns = may_be_open(tokens)
    for draft in article.drafts:
        doubt(article, draft, pronouns, nouns)
        if draft.speaker is not None and draft.speaker >= 0:
            draft.speaker_name = name_of(article, draft.speaker)
        elif draft.speaker is not None:
            draft.speaker_name = article.lines[tokens.line[article.sentences[draft.sentence][0]]].voice
    spoken = {draft.sentence for draft in article.drafts} | article.silent
    for number, (first, end) in enumerate(article.sentences):
        if number not in spoken:
            article.drop(tokens.start[first], tokens.end(end - 1), "choice", "no complete statement")
    article.dropped.sort(key=lambda one: (one.start, one.end))
