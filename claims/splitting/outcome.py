"""What is handed out of an article once the stages have run: its claims, sentences, drops and notes."""

from claims.splitting.article import Article, Draft
from claims.splitting.document import DraftClaim, Sentence, Split
from claims.splitting.wording import spans


def claim(article: Article, draft: Draft) -> DraftClaim:
    pieces = spans(article, draft.tokens())
    first, end = article.sentences[draft.sentence]
    return DraftClaim(
        text=draft.text,
        start=pieces[0][0],
        end=pieces[-1][1],
        spans=pieces,
        kind=draft.kind,
        speaker=draft.speaker_name,
        sentence=(article.tokens.start[first], article.tokens.end(end - 1)),
        check_worthiness=draft.score,
        reasons=draft.reasons,
        substitutions=tuple(draft.substitutions),
        readings=tuple(draft.readings),
        needs_context=draft.needs_context,
        also_at=tuple(draft.also_at),
    )


def outcome(article: Article) -> Split:
    tokens = article.tokens
    claims = sorted(
        (claim(article, draft) for draft in article.drafts), key=lambda one: (one.sentence, one.start, one.end)
    )
    return Split(
        claims=tuple(claims),
        dropped=tuple(article.dropped),
        sentences=tuple(Sentence(tokens.start[a], tokens.end(b - 1)) for a, b in article.sentences),
        language=article.language,
        notes=tuple(article.notes),
    )
