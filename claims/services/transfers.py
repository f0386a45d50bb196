"""Claims put on another article whose text has the same words: proposed on the wrong copy, or on a draft of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from claims.choices import EventKind, ReviewState
from claims.errors import BadInput, ClaimClosed, ClaimsError
from claims.models import Article, ArticleVersion, Claim
from claims.services.claims import lock_claim, refuse_twin, save_edit, sentence_around
from claims.services.closing import refuse_closed
from claims.services.drafts import anchor_fields
from claims.services.events import record
from claims.services.public_states import public_verdict
from claims.text.anchors import Anchor, find
from claims.text.spans import Span

PLACE_FIELDS = (
    *("article_id", "version_id", "start", "end", "quote", "prefix", "suffix", "spans", "also_at", "substitutions"),
    *("sentence_start", "sentence_end"),
)
SAVED_FIELDS = [name.removesuffix("_id") for name in PLACE_FIELDS]


class WordsMissing(ClaimsError):
    """The other article does not say it: "This article does not have the claim's words." """

    code = "words_missing"
    default_message = "This article does not have the claim's words."


@dataclass(frozen=True, slots=True)
class Transfer:
    """What would become of one claim: its place in the other text, or why it stays."""

    claim: Claim
    place: Span | None
    reason: str = ""


def look_up(claims: Sequence[Claim], article: Article) -> list[Transfer]:
    """Where each claim would stand in the article. Changes nothing."""
    return [_look_up(claim, article) for claim in claims]


def _look_up(claim: Claim, article: Article) -> Transfer:
    try:
        return Transfer(claim, _place_in(claim, article))
    except ClaimsError as error:
        return Transfer(claim, None, error.message)


def transfer_claims(*, actor: Any, claims: Sequence[Claim], article: Article, batch: str = "") -> list[Transfer]:
    """Put each claim on the same words of another article, all or none of one claim at a time.

    Wording, kind, speaker and drafts stay; a claim somebody has reviewed stays where it is, since its evidence is
    about that article. Steps of one `batch` are undone together.
    """
    with transaction.atomic():
        return [_transfer(actor, lock_claim(claim.pk), article, batch) for claim in claims]


def _transfer(actor: Any, claim: Claim, article: Article, batch: str) -> Transfer:
    found = _look_up(claim, article)
    if found.place is None or article.version is None:
        return found
    start, end = found.place.start, found.place.end
    sentence = sentence_around(article.version, found.place)
    place = {
        **anchor_fields(article.version, start, end),
        "article_id": article.pk,
        "version_id": article.version_id,
        "spans": [[start, end]],
        "also_at": [],
        "substitutions": [],
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
    }
    try:
        with transaction.atomic():
            _put(actor, claim, place, batch)
    except ClaimsError as error:
        return Transfer(claim, None, error.message)
    return Transfer(claim, found.place)


def put_back(*, actor: Any, claim: Claim, before: dict[str, Any]) -> Claim:
    """Undo a transfer: `before` is the place as its event kept it. Raises ClaimClosed, SameClaim."""
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        _put(actor, claim, {name: before[name] for name in PLACE_FIELDS})
    return claim


def _put(actor: Any, claim: Claim, place: dict[str, Any], batch: str = "") -> None:
    before = {name: getattr(claim, name) for name in PLACE_FIELDS}
    old = claim.article.title
    for name, value in place.items():
        setattr(claim, name, value)
    refuse_twin(claim)
    try:
        with transaction.atomic():
            save_edit(claim, SAVED_FIELDS)
    except IntegrityError:
        refuse_twin(claim)
        raise
    data = {"before": before, **({"batch": batch} if batch else {})}
    record(EventKind.CLAIM_MOVED, actor=actor, claim=claim, old=old, new=claim.article.title, data=data)


def _place_in(claim: Claim, article: Article) -> Span:
    refuse_closed(claim)
    if claim.article_id == article.pk:
        raise BadInput("The claim stands on this article already.", field="article")
    if claim.reviews.filter(state=ReviewState.SUBMITTED).exists():
        raise ClaimClosed("Somebody has reviewed this claim, so it stays on its article.")
    if public_verdict(claim) is not None:
        raise ClaimClosed("A verdict on this claim is public, so it stays on its article.")
    found = find(_text_of(article.version), Anchor(claim.start, claim.end, claim.quote, claim.prefix, claim.suffix))
    if found is None or not found.exact:
        raise WordsMissing
    return Span(found.start, found.end)


def _text_of(version: ArticleVersion | None) -> str:
    return version.text if version is not None else ""
