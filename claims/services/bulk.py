"""Many claims at once: each checked by itself, all that are good stored together in a few statements."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from claims.choices import EventKind
from claims.errors import BadInput, ClaimsError
from claims.models import Article, Claim
from claims.services.claims import propose_claim, proposed
from claims.services.copying import insert_claims

MOST = 1_000
Anchored = tuple[int, int, int, str]


def propose_claims(*, actor: Any, proposals: Sequence[dict[str, Any]]) -> list[Claim | ClaimsError]:
    """What became of each proposal, in their order: its claim, or why there is none.

    A proposal holds `article` (its id) and the arguments of `propose_claim`. Words that a standing claim says already
    give that claim. Raises BadInput for more than 1,000.
    """
    if len(proposals) > MOST:
        raise BadInput(f"Send at most {MOST:,} items at once.", field="items")
    drafts = _drafts(actor, proposals)
    try:
        return _store(actor, drafts)
    except IntegrityError:
        # Somebody proposed one of the same claims meanwhile: one by one, so that the others are stored.
        return [_one(actor, proposal) for proposal in proposals]


def _drafts(actor: Any, proposals: Sequence[dict[str, Any]]) -> list[Claim | ClaimsError]:
    ids = {proposal["article"] for proposal in proposals}
    articles = {article.pk: article for article in Article.objects.select_related("version").filter(pk__in=ids)}
    return [_draft(actor, articles, proposal) for proposal in proposals]


def _draft(actor: Any, articles: dict[int, Article], proposal: dict[str, Any]) -> Claim | ClaimsError:
    about = {name: value for name, value in proposal.items() if name != "article"}
    article = articles.get(proposal["article"])
    if article is None:
        return BadInput("There is no such article.", field="article")
    try:
        return proposed(actor=actor, article=article, **about)
    except ClaimsError as error:
        return error


def _store(actor: Any, drafts: list[Claim | ClaimsError]) -> list[Claim | ClaimsError]:
    known = _standing([draft for draft in drafts if isinstance(draft, Claim)])
    new: list[Claim] = []
    found: list[Claim | ClaimsError] = []
    for draft in drafts:
        if isinstance(draft, Claim):
            key = _anchored(draft)
            if key not in known:
                known[key] = draft
                new.append(draft)
            draft = known[key]
        found.append(draft)
    with transaction.atomic():
        insert_claims(new, actor=actor, kind=EventKind.CLAIM_PROPOSED)
    return found


def _standing(drafts: list[Claim]) -> dict[Anchored, Claim]:
    same = Claim.objects.standing().filter(
        version__in={draft.version_id for draft in drafts}, text_sha256__in={draft.text_sha256 for draft in drafts}
    )
    return {_anchored(claim): claim for claim in same}


def _anchored(claim: Claim) -> Anchored:
    return claim.version_id, claim.start, claim.end, claim.text_sha256


def _one(actor: Any, proposal: dict[str, Any]) -> Claim | ClaimsError:
    draft = _drafts(actor, [proposal])[0]
    if not isinstance(draft, Claim):
        return draft
    about = {name: value for name, value in proposal.items() if name != "article"}
    return propose_claim(actor=actor, article=draft.article, **about)
