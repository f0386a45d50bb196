"""What is handed out of an article once the stages have run: its claims, sentences, drops and notes."""

from claims.splitting.article import Article, Draft
from claims.splitting.document import DraftClaim, Sentence, Span, Split
from claims.splitting.wording import spans


def claim(article: Article, draft: Draft, sentence: Span) -> DraftClaim:
    pieces = spans(article, draft.tokens())
    return DraftClaim(  # by place: by name it would take a third longer
        draft.text,
        pieces[0][0],
        pieces[-1][1],
        pieces,
        draft.kind,
        draft.speaker_name,
        sentence,
        draft.score,
        draft.reasons,
        tuple(draft.substitutions),
        tuple(draft.readings),
        draft.needs_context,
        tuple(draft.also_at),
    )


def outcome(article: Article) -> Split:
    tokens = article.tokens
    places = [(tokens.start[first], tokens.end(end - 1)) for first, end in article.sentences]
    claims = [claim(article, draft, places[draft.sentence]) for draft in article.drafts]
    claims.sort(key=lambda one: (one.sentence, one.start, one.end))
    return Split(
        claims=tuple(claims),
        dropped=tuple(article.dropped),
        sentences=tuple([Sentence(start, end) for start, end in places]),
        language=article.language,
        notes=tuple(article.notes),
    )
