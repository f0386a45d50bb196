"""Corrected texts: a new version of an article, with its claims moved along, and none of them lost."""

from typing import Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.choices import ArticleState, EventKind
from claims.errors import AnchorLost, BadInput, StaleEdit
from claims.models import Article, ArticleVersion, Claim
from claims.services.articles import add_split_job, digest, first_line, read_text, splitter
from claims.services.claims import lock_claim, refuse_stale
from claims.services.closing import refuse_closed
from claims.services.drafts import anchor_fields, store_drafts
from claims.services.events import record, record_many
from claims.services.moving import Move, move_claim
from claims.splitting.document import Split
from claims.text.anchors import Anchor, Found, find
from claims.text.spans import Span

MOVED_FIELDS = [
    *("version", "start", "end", "quote", "prefix", "suffix", "spans", "also_at", "substitutions"),
    *("sentence_start", "sentence_end", "orphaned_at", "revision", "changed_at"),
]


class Revised(NamedTuple):
    """What a correction did: how many claims moved along, and how many lost their place."""

    article: Article
    version: ArticleVersion
    moved: int
    orphaned: int


def revise_article(*, actor: Any, article: Article, text: str, seen: int | None = None) -> Revised:
    """Give the article a corrected text as its next version; the same text again changes nothing.

    Claims whose exact words stand in it move along, also where only the typesetting changed. The others stay on
    the version they were made on and are marked as orphans, each with an event that proposes a place where one is
    likely. New sentences are split. `seen` is the number of the version that was corrected. Raises StaleEdit when
    there is a newer one, BadInput's children for the text.
    """
    text = read_text(text)
    current = _current(article, seen)
    if digest(text) == current.sha256:
        return Revised(article, current, 0, 0)
    split = _split_if_short(text, article.language)
    moves = [move_claim(claim, text, split) for claim in standing(article)]
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).select_related("version").get(pk=article.pk)
        _current(article, current.number)
        version = _store(article, text, split, actor)
        moved, orphaned = _carry(article, version, moves, actor)
        record(
            EventKind.ARTICLE_REVISED,
            actor=actor,
            article=article,
            old=str(current.number),
            new=str(version.number),
            data={"moved": moved, "orphaned": orphaned},
        )
        if split is not None:
            store_drafts(article, split, actor=actor)
        else:
            add_split_job(article, actor=actor)
    return Revised(article, version, moved, orphaned)


def standing(article: Article) -> list[Claim]:
    """The claims a correction has to find a place for; orphans of earlier ones may find theirs again."""
    return list(article.claims.standing().select_related("version").order_by("start", "end", "id"))


def _current(article: Article, seen: int | None) -> ArticleVersion:
    version = article.version
    if version is None:
        raise BadInput("This article has no text yet.", field="article")
    if seen is not None and seen != version.number:
        raise StaleEdit(revision=version.number, texts={"text": version.text})
    return version


def _split_if_short(text: str, language: str) -> Split | None:
    return splitter()(text, language=language) if len(text) <= settings.SPLIT_INLINE_LENGTH else None


def _store(article: Article, text: str, split: Split | None, actor: Any) -> ArticleVersion:
    number = article.version.number + 1 if article.version else 1
    version = ArticleVersion.objects.create(
        article=article, number=number, text=text, sha256=digest(text), added_by=actor
    )
    article.title = _title(article, text)
    article.version, article.changed_at, article.state_reason = version, timezone.now(), ""
    article.state = ArticleState.WAITING if split is None else ArticleState.READY
    article.save(update_fields=["title", "version", "changed_at", "state", "state_reason"])
    return version


def _title(article: Article, text: str) -> str:
    """A title that was the first line follows the correction; one that a person gave stays."""
    named_itself = article.version is not None and article.title == first_line(article.version.text)
    return (first_line(text) if named_itself else "") or article.title


def _carry(article: Article, version: ArticleVersion, moves: list[Move], actor: Any) -> tuple[int, int]:
    """Write down where the claims went. One changed meanwhile is looked for again under the lock."""
    locked = {claim.pk: claim for claim in article.claims.standing().select_for_update(of=("self",))}
    taken: set[tuple[int, int, str]] = set()
    moved, lost = [], []
    for move in moves:
        claim = locked.get(move.claim.pk)
        if claim is None:
            continue
        if claim.revision != move.claim.revision:
            move = move_claim(claim, version.text, None)
        key = (move.start, move.end, claim.text_sha256)
        if move.is_exact and key not in taken:
            taken.add(key)
            moved.append(_moved(claim, version, move))
        elif claim.orphaned_at is None:
            lost.append((_orphaned(claim), move))
    Claim.objects.bulk_update([*moved, *(claim for claim, _ in lost)], MOVED_FIELDS, batch_size=200)
    record_many(EventKind.CLAIM_ORPHANED, actor=actor, abouts=[_about(claim, move) for claim, move in lost])
    versions = {"old": str(version.number - 1), "new": str(version.number)}
    record_many(EventKind.CLAIM_CARRIED, actor=actor, abouts=[{"claim": claim, **versions} for claim in moved])
    return len(moved), len(lost)


def _moved(claim: Claim, version: ArticleVersion, move: Move) -> Claim:
    for name, value in {**anchor_fields(version, move.start, move.end), **move.places}.items():
        setattr(claim, name, value)
    claim.version, claim.orphaned_at = version, None
    return _touched(claim)


def _orphaned(claim: Claim) -> Claim:
    claim.orphaned_at = timezone.now()
    return _touched(claim)


def _touched(claim: Claim) -> Claim:
    claim.revision, claim.changed_at = claim.revision + 1, timezone.now()
    return claim


def _about(claim: Claim, move: Move) -> dict[str, Any]:
    near = {"start": move.start, "end": move.end} if move.end else {}
    return {"claim": claim, "old": claim.quote, "data": {"proposed": near}}


# --- orphans -----------------------------------------------------------------------------------


def proposed_place(claim: Claim) -> Found | None:
    """Where an orphan's words most likely stand in the article's present text, if anywhere."""
    version = claim.article.version
    anchor = Anchor(claim.start, claim.end, claim.quote, claim.prefix, claim.suffix)
    return find(version.text, anchor) if version else None


def reattach_claim(
    *, actor: Any, claim: Claim, start: int | None = None, end: int | None = None, seen: int | None = None
) -> Claim:
    """Put an orphan on its place in the present text: the given one, or the one that is proposed.

    Its wording, reviews and verdict stay. Raises AnchorLost when there is no such place, ClaimClosed for a
    withdrawn claim, StaleEdit when it was changed since `seen`.
    """
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        refuse_stale(claim, seen)
        version = _current(claim.article, None)
        span = _chosen(claim, version, start, end)
        old = claim.quote
        sentence = _sentence(version, span)
        places = {"spans": [[span.start, span.end]], "also_at": [], "substitutions": []}
        _moved(claim, version, Move(claim, span.start, span.end, is_exact=True, places={**places, **sentence}))
        try:
            with transaction.atomic():
                claim.save(update_fields=MOVED_FIELDS)
        except IntegrityError:
            raise BadInput("Another claim says the same at this place already.", field="start") from None
        record(EventKind.CLAIM_REATTACHED, actor=actor, claim=claim, old=old, new=claim.quote)
    return claim


def _chosen(claim: Claim, version: ArticleVersion, start: int | None, end: int | None) -> Span:
    if start is None or end is None:
        found = proposed_place(claim)
        if found is None:
            raise AnchorLost("No place like it is left in the text. Select the words it is about.")
        start, end = found.start, found.end
    if not 0 <= start < end <= len(version.text):
        raise BadInput(f"The text has {len(version.text)} characters; the place must lie inside it.", field="start")
    return Span(start, end)


def _sentence(version: ArticleVersion, span: Span) -> dict[str, int]:
    touched = [pair for pair in version.sentences if pair[0] < span.end and pair[1] > span.start]
    return {
        "sentence_start": min([span.start, *(pair[0] for pair in touched)]),
        "sentence_end": max([span.end, *(pair[1] for pair in touched)]),
    }
