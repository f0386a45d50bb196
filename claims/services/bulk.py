"""Many claims at once: each checked by itself, all that are good stored together in a few statements."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import IntegrityError, connection, transaction

from claims.choices import EventKind
from claims.errors import BadInput, ClaimsError
from claims.models import Article, Claim
from claims.services.claims import propose_or_find, proposed_fields, withdraw_claim
from claims.services.copying import insert_claims

MOST = 1_000
# The columns of a claim that is to be stored, by name.
Fields = dict[str, Any]
Anchored = tuple[int, int, int, str]

# One step into the index `claim_said_once` for each; by IN, every claim of the articles is read.
STANDING = """
    SELECT claim.id, claim.version_id, claim.start, claim."end", claim.text_sha256
    FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::text[]) AS wanted (version_id, start, "end", text_sha256)
    JOIN claims_claim AS claim USING (version_id, start, "end", text_sha256)
    WHERE claim.status <> 'withdrawn'"""


class Stored(NamedTuple):
    """The id of a proposal's claim, and whether the claim is new."""

    id: int
    created: bool


def propose_claims(*, actor: Any, proposals: Sequence[dict[str, Any]]) -> list[Stored | ClaimsError]:
    """What became of each proposal, in their order: its claim, or why there is none.

    A proposal holds `article` (its id) and the arguments of `propose_claim`. Words that a standing claim says already
    give that claim. Raises BadInput for more than 1,000.
    """
    if len(proposals) > MOST:
        raise BadInput(f"Send at most {MOST:,} items at once.", field="items")
    articles = _articles(proposals)
    drafts = [_draft(actor, articles, proposal) for proposal in proposals]
    try:
        return _store(actor, drafts)
    except IntegrityError:
        # Somebody proposed one of the same claims meanwhile: one by one, so that the others are stored.
        return [_one(actor, articles, proposal) for proposal in proposals]


@transaction.atomic
def withdraw_claims(*, actor: Any, claims: Sequence[Claim], **about: Any) -> list[Claim]:
    """Withdraw all of them or, when one refuses, none; undone as the one step that it is.

    `about` is what `withdraw_claim` asks: `reason`, `cause`. Raises BadInput for more than 1,000.
    """
    if len(claims) > MOST:
        raise BadInput(f"Send at most {MOST:,} items at once.", field="claims")
    batch = uuid4().hex
    # Always in the same order, so that two people who withdraw the same ones never wait for each other.
    ordered = sorted(claims, key=lambda claim: claim.pk)
    return [withdraw_claim(actor=actor, claim=claim, batch=batch, **about) for claim in ordered]


def _articles(proposals: Sequence[dict[str, Any]]) -> dict[int, Article]:
    ids = {proposal["article"] for proposal in proposals}
    return {article.pk: article for article in Article.objects.select_related("version").filter(pk__in=ids)}


def _draft(actor: Any, articles: dict[int, Article], proposal: dict[str, Any]) -> Fields | ClaimsError:
    try:
        article, about = _taken_apart(articles, proposal)
        fields = proposed_fields(article=article, **about)
    except ClaimsError as error:
        return error
    return fields | {"article_id": article.pk, "version_id": article.version_id, "proposed_by_id": actor.pk}


def _taken_apart(articles: dict[int, Article], proposal: dict[str, Any]) -> tuple[Article, dict[str, Any]]:
    about = dict(proposal)
    article = articles.get(about.pop("article"))
    if article is None:
        raise BadInput("There is no such article.", field="article")
    return article, about


def _store(actor: Any, drafts: list[Fields | ClaimsError]) -> list[Stored | ClaimsError]:
    places = [draft if isinstance(draft, ClaimsError) else _anchored(draft) for draft in drafts]
    wanted = {_anchored(draft): draft for draft in drafts if not isinstance(draft, ClaimsError)}
    known = _standing(wanted)
    new = [anchored for anchored in wanted if anchored not in known]
    with transaction.atomic():
        ids = insert_claims([wanted[anchored] for anchored in new], actor=actor, kind=EventKind.CLAIM_PROPOSED)
    known |= dict(zip(new, ids, strict=True))
    fresh = set(new)
    return [place if isinstance(place, ClaimsError) else _told(place, known, fresh) for place in places]


def _told(place: Anchored, known: dict[Anchored, int], fresh: set[Anchored]) -> Stored:
    """New the first time, and found when the same is proposed again further down."""
    created = place in fresh
    fresh.discard(place)
    return Stored(known[place], created)


def _standing(wanted: Collection[Anchored]) -> dict[Anchored, int]:
    """The ids of those that standing claims say already."""
    columns: list[tuple[Any, ...]] = list(zip(*wanted, strict=True))
    if not columns:
        return {}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [list(column) for column in columns])
            found = cursor.fetchall()
    else:
        same = Claim.objects.standing().filter(version__in=set(columns[0]), text_sha256__in=set(columns[3]))
        found = list(same.values_list("id", "version_id", "start", "end", "text_sha256"))
    return {(version, start, end, digest): key for key, version, start, end, digest in found}


def _anchored(draft: Fields) -> Anchored:
    return draft["version_id"], draft["start"], draft["end"], draft["text_sha256"]


def _one(actor: Any, articles: dict[int, Article], proposal: dict[str, Any]) -> Stored | ClaimsError:
    try:
        article, about = _taken_apart(articles, proposal)
        claim, created = propose_or_find(actor=actor, article=article, **about)
        return Stored(claim.pk, created)
    except ClaimsError as error:
        return error
