"""What a split yields, written down: claims with their anchors, dropped spans with their reasons."""

import hashlib
from collections.abc import Iterable
from typing import Any

from claims.choices import ClaimOrigin, ClaimStatus, EventKind
from claims.models import Article, ArticleVersion, Claim, Event
from claims.services.events import record_many
from claims.splitting.document import DraftClaim, Split
from claims.text.anchors import make_anchor
from claims.text.typography import plain

BATCH = 500


def store_drafts(article: Article, split: Split, *, actor: Any) -> list[Claim]:
    """Store the claims of a split and one event for each. Claims the version already has are left alone."""
    version = article.version
    if version is None:
        raise ValueError(f"article {article.pk} has no text")
    version.dropped = [[d.start, d.end, d.stage, d.reason] for d in split.dropped]
    version.sentences = [[s.start, s.end] for s in split.sentences]
    version.notes = list(split.notes)
    version.save(update_fields=["dropped", "sentences", "notes"])
    claims = list(_new_claims(version, split.claims))
    Claim.objects.bulk_create(claims, batch_size=BATCH)
    record_many(
        EventKind.CLAIM_SPLIT,
        actor=actor,
        abouts=[{"claim": claim, "article": article, "new": claim.text} for claim in claims],
    )
    return claims


def _new_claims(version: ArticleVersion, drafts: Iterable[DraftClaim]) -> Iterable[Claim]:
    seen = set(version.claims.values_list("start", "end", "text_sha256"))
    known, put_away = _sentences_before(version), _put_away(version)
    for draft in drafts:
        key = (draft.start, draft.end, wording_digest(draft.text))
        if (plain(version.text[draft.start : draft.end]), key[2]) in put_away:
            continue
        if key not in seen and plain(version.text[slice(*draft.sentence)]) not in known:
            seen.add(key)
            yield claim_from(draft, version)


def _sentences_before(version: ArticleVersion) -> set[str]:
    """The sentences of the version before: people have curated their claims, so they are not split anew."""
    before = ArticleVersion.objects.filter(article=version.article_id, number=version.number - 1).first()
    return {plain(before.text[start:end]) for start, end in before.sentences} if before else set()


def _put_away(version: ArticleVersion) -> set[tuple[str, str]]:
    """The quoted words with the digest of a wording that people withdrew or changed: it does not come back by itself,
    also where the rest of their sentence was corrected."""
    if version.number == 1:
        return set()
    withdrawn = Claim.objects.filter(article=version.article_id, status=ClaimStatus.WITHDRAWN)
    reworded = Event.objects.filter(kind=EventKind.CLAIM_REWORDED, claim__article=version.article_id)
    return {
        *((plain(quote), digest) for quote, digest in withdrawn.values_list("quote", "text_sha256").order_by("id")),
        *(
            (plain(quote), wording_digest(old))
            for quote, old in reworded.values_list("claim__quote", "old").order_by("id")
        ),
    }


def claim_from(draft: DraftClaim, version: ArticleVersion) -> Claim:
    """An unsaved claim with the draft's words and the anchor computed from the version's text."""
    return Claim(
        **anchor_fields(version, draft.start, draft.end),
        **wording_fields(draft.text),
        version=version,
        article_id=version.article_id,
        spans=[list(span) for span in draft.spans],
        also_at=[list(span) for span in draft.also_at],
        sentence_start=draft.sentence[0],
        sentence_end=draft.sentence[1],
        kind=draft.kind,
        speaker=draft.speaker[:200],
        check_worthiness=draft.check_worthiness,
        reasons=list(draft.reasons),
        substitutions=[list(item) for item in draft.substitutions],
        readings=list(draft.readings),
        needs_context=draft.needs_context,
        origin=ClaimOrigin.SPLITTER,
    )


def anchor_fields(version: ArticleVersion, start: int, end: int) -> dict[str, Any]:
    """Position, quote and context of `version.text[start:end]`."""
    anchor = make_anchor(version.text, start, end)
    return {
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def wording_fields(text: str) -> dict[str, str]:
    return {"text": text, "text_sha256": wording_digest(text)}


def wording_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
