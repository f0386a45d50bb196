"""Claims by hand: proposing and withdrawing. Rewording: rewording.py."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.utils import timezone

from claims.choices import ClaimKind, ClaimOrigin, ClaimStatus, EventKind, WithdrawnCause
from claims.errors import AnchorMismatch, BadInput, SameClaim, StaleEdit
from claims.models import Article, ArticleVersion, Claim, Verdict
from claims.models.desk import stored_quorum
from claims.models.statements import Slot, Statement, rows_together
from claims.services.assignments import drop_assignments
from claims.services.closing import refuse_closed
from claims.services.drafts import anchor_fields, wording_fields
from claims.services.events import record
from claims.services.input import clean_line, clean_words, require_reason
from claims.services.public_states import follow_claim
from claims.text.spans import Span, widen_to_graphemes

LONGEST_WORDING = 2_000
BIGGEST_ID = 2**63 - 1

CLAIM_NAMES, ARTICLE_NAMES, VERDICT_NAMES = (
    [field.attname for field in model._meta.concrete_fields] for model in (Claim, Article, Verdict)
)
LOCKED = Statement(
    lambda: (
        Claim.objects.filter(id=Slot("claim"))
        .order_by()
        .values_list(
            *CLAIM_NAMES,
            *(f"article__{name}" for name in ARTICLE_NAMES),
            *(f"verdict__{name}" for name in VERDICT_NAMES),
            stored_quorum(),
        )
    ),
    locked=Claim._meta.db_table,
    prepared=True,
)
_ARTICLE, _VERDICT = len(CLAIM_NAMES), len(CLAIM_NAMES) + len(ARTICLE_NAMES)
LOCKED_PARTS = slice(_ARTICLE), slice(_ARTICLE, _VERDICT), slice(_VERDICT, -1)


class Proposed(NamedTuple):
    """A claim on the proposed words, and whether it is new."""

    claim: Claim
    created: bool


def propose_claim(
    *,
    actor: Any,
    article: Article,
    start: int,
    end: int,
    text: str = "",
    quote: str | None = None,
    kind: str = ClaimKind.ASSERTED,
    speaker: str = "",
) -> Claim:
    """Add a claim on `[start, end)` of the article's current text; the wording defaults to those words.

    Proposing the same words with the same wording again returns the claim that is there. Raises
    BadInput for a span outside the text, AnchorMismatch when `quote` is not what stands there.
    """
    about: dict[str, Any] = {"text": text, "quote": quote, "kind": kind, "speaker": speaker}
    return propose_or_find(actor=actor, article=article, start=start, end=end, **about).claim


def propose_or_find(*, actor: Any, article: Article, **about: Any) -> Proposed:
    """The same, and whether the claim is new. `about` is what `proposed_fields` takes."""
    fields = proposed_fields(article=article, **about)
    return _add(Claim(**fields, article=article, version=article.version, proposed_by=actor), actor)


def proposed_fields(
    *,
    article: Article,
    start: int,
    end: int,
    text: str = "",
    quote: str | None = None,
    kind: str = ClaimKind.ASSERTED,
    speaker: str = "",
) -> dict[str, Any]:
    """What `propose_claim` stores of these words, checked: the claim's own columns, not whose and where."""
    version = _current_version(article)
    span = read_span(version, start, end)
    if quote is not None and quote != span.cut(version.text):
        raise AnchorMismatch(current=span.cut(version.text))
    wording = clean_words(text, field="text", limit=LONGEST_WORDING) or _as_wording(span.cut(version.text))
    sentence = sentence_around(version, span)
    return {
        **anchor_fields(version, span.start, span.end),
        **wording_fields(wording),
        "spans": [[span.start, span.end]],
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "kind": read_kind(kind),
        "speaker": clean_line(speaker, field="speaker", limit=200),
        "origin": ClaimOrigin.PERSON,
    }


def _add(claim: Claim, actor: Any) -> Proposed:
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
            record(EventKind.CLAIM_PROPOSED, actor=actor, claim=claim, new=claim.text)
    except IntegrityError:
        twin = _twin(claim)
        if twin is None:
            raise
        return Proposed(twin, created=False)
    return Proposed(claim, created=True)


def _twin(claim: Claim) -> Claim | None:
    """The standing claim that says the same on the same words, if another one does."""
    same = {name: getattr(claim, name) for name in ("version", "start", "end", "text_sha256")}
    return Claim.objects.standing().filter(**same).exclude(pk=claim.pk).first()


def withdraw_claim(
    *,
    actor: Any,
    claim: Claim,
    reason: str,
    cause: str = WithdrawnCause.OTHER,
    seen: int | None = None,
    batch: str = "",
) -> Claim:
    """Close a claim for good reason. Nothing is deleted: reviews stay, links keep working.

    Its public verdict is taken back. Steps of one `batch` are undone together.
    """
    reason = require_reason(reason)
    if cause not in WithdrawnCause.values:
        raise BadInput(f"cause must be one of {', '.join(WithdrawnCause.values)}.", field="cause")
    with transaction.atomic():
        claim = lock_claim(claim.pk)
        refuse_closed(claim)
        refuse_stale(claim, seen)
        # Not the event's `old`: after a restoring, it would tell the blind what was decided before.
        status = claim.status
        claim.status, claim.decided_at, claim.verdict = ClaimStatus.WITHDRAWN, None, None
        claim.withdrawn_cause, claim.withdrawn_reason = cause, reason
        save_edit(claim, ["status", "decided_at", "verdict", "withdrawn_cause", "withdrawn_reason"])
        data = {"status": status, **({"batch": batch} if batch else {})}
        drop_assignments(claim)
        record(EventKind.CLAIM_WITHDRAWN, actor=actor, claim=claim, new=cause, reason=reason, data=data)
        follow_claim(claim, actor=actor)
    return claim


def lock_claim(claim_id: int) -> Claim:
    """The row with its article and verdict, locked until the transaction ends. Raises Claim.DoesNotExist.

    SQLite has no row locks; there IMMEDIATE does it. The article's text is fetched when it is asked for.
    """
    claim, _ = lock_and_look(claim_id)
    return claim


def lock_and_look(
    claim_id: int, *asked: tuple[Statement, Mapping[str, Any]]
) -> tuple[Claim, list[list[tuple[Any, ...]]]]:
    """The locked row as from `lock_claim`, and the rows that statements find once it is locked."""
    if not 0 < claim_id <= BIGGEST_ID:
        raise Claim.DoesNotExist(f"There is no claim {claim_id}.")
    rows, *found = rows_together((LOCKED, {"claim": claim_id}), *asked)
    if not rows:
        raise Claim.DoesNotExist(f"There is no claim {claim_id}.")
    return _with_article_and_verdict(rows[0]), found


def _with_article_and_verdict(row: Sequence[Any]) -> Claim:
    own, article, verdict = (row[part] for part in LOCKED_PARTS)
    claim = Claim.from_db(DEFAULT_DB_ALIAS, CLAIM_NAMES, own)
    claim.article = Article.from_db(DEFAULT_DB_ALIAS, ARTICLE_NAMES, article)
    claim.article.desk_quorum = row[-1] or settings.QUORUM
    if claim.verdict_id is not None:
        claim.verdict = Verdict.from_db(DEFAULT_DB_ALIAS, VERDICT_NAMES, verdict)
    return claim


def refuse_stale(claim: Claim, seen: int | None) -> None:
    if seen is not None and seen != claim.revision:
        raise StaleEdit(revision=claim.revision, texts={"text": claim.text})


def refuse_twin(claim: Claim) -> None:
    twin = _twin(claim)
    if twin is not None:
        raise SameClaim(f"Claim {twin.pk} says exactly this on the same words already.", field="text")


def save_edit(claim: Claim, fields: list[str]) -> None:
    claim.revision += 1
    claim.changed_at = timezone.now()
    claim.save(update_fields=[*fields, "revision", "changed_at"])


def _current_version(article: Article) -> ArticleVersion:
    if article.version is None:
        raise BadInput("This article has no text yet.", field="article")
    return article.version


def read_span(version: ArticleVersion, start: int, end: int) -> Span:
    """The span a person selected, without white space at its ends and never through a character."""
    for name, value in (("start", start), ("end", end)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadInput(f"{name} must be a whole number from 0.", field=name)
    if end > len(version.text):
        raise BadInput(f"end is {end}, but the text has {len(version.text)} characters.", field="end")
    if start >= end:
        raise BadInput("end must be greater than start.", field="end")
    span = widen_to_graphemes(version.text, Span(start, end))
    words = span.cut(version.text)
    left = len(words) - len(words.lstrip())
    right = len(words) - len(words.rstrip())
    if left == len(words):
        raise BadInput("The selection holds nothing but white space.", field="start")
    return Span(span.start + left, span.end - right)


def sentence_around(version: ArticleVersion, span: Span) -> Span:
    """From the start of the first sentence the span touches to the end of the last one."""
    touched = [pair for pair in version.sentences if pair[0] < span.end and pair[1] > span.start]
    if not touched:
        return span
    return Span(min(span.start, touched[0][0]), max(span.end, touched[-1][1]))


def _as_wording(quote: str) -> str:
    wording = " ".join(quote.split())
    return wording if len(wording) <= LONGEST_WORDING else wording[: LONGEST_WORDING - 1] + "…"


def read_kind(kind: str) -> str:
    try:
        return ClaimKind(kind).value
    except ValueError:
        raise BadInput(f"kind must be one of {', '.join(ClaimKind.values)}.", field="kind") from None


def may_review_own(claim: Claim, actor: Any) -> bool:
    """Nobody reviews a claim they wrote by hand, unless one person is the whole desk."""
    return settings.SOLO_DESK or claim.proposed_by_id is None or claim.proposed_by_id != actor.pk
