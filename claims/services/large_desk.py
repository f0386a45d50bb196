"""A large desk of made-up work, for measuring: written in bulk, without going through each service.

The rows are what the services would have left: statuses follow from the ratings by the desk's policy, decided
claims have their verdict, and each claim and decision has its event. `settle_claims` finds nothing to do.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from claims.choices import ArticleState, DecidedBy, EventKind, Rating, ReviewState, Role
from claims.errors import ClaimsError
from claims.models import Article, ArticleVersion, Claim, Event, Review, Verdict
from claims.services.articles import digest
from claims.services.drafts import wording_fields
from claims.verdicts import decide

PER_ARTICLE = 20
BATCH = 2_000
YEARS = timedelta(days=3 * 365)
PUBLISHERS = [f"Daily {name}" for name in ("Anchor", "Beacon", "Courier", "Dispatch", "Echo", "Flyer", "Gazette")]
SPEAKERS = ["", "", "", "Mayor Ash", "Minister Birch", "Dr. Cedar", "Coach Dale", "Captain Elm"]
WEIGHTS = (45, 12, 22, 14, 7)


class DeskNotEmpty(ClaimsError):
    """Made-up work never mixes with real work: "This desk has articles already." """

    code = "desk_not_empty"
    default_message = "This desk has articles already; made-up work goes into an empty one."


class Made(NamedTuple):
    claims: int
    reviews: int
    verdicts: int


def make_large_desk(*, claims: int, reviews: int, reviewers: int, say: Callable[[int, int], None]) -> Made:
    """Fill the desk; the same numbers give the same desk. Raises DeskNotEmpty."""
    if Article.objects.exists():
        raise DeskNotEmpty
    chance = random.Random(1932)  # noqa: S311 (made-up data, the same each time)
    people = _people(reviewers)
    made = Made(0, 0, 0)
    for places in batched(range(claims), BATCH, strict=False):
        with transaction.atomic():
            batch = _add_batch(list(places), reviews, people, chance)
        made = Made(*(one + other for one, other in zip(made, batch, strict=True)))
        say(made.claims, claims)
    return made


def _people(count: int) -> list[Any]:
    users = get_user_model()
    unusable = [
        users(username=f"made-up-{place}", display_name=f"Made Up {place}", role=Role.REVIEWER, password="!")  # noqa: S106
        for place in range(count)
    ]
    return list(users.objects.bulk_create(unusable))


def _add_batch(places: list[int], reviews: int, people: list[Any], chance: random.Random) -> Made:
    now = timezone.now()
    claims = list(_claims(places, _articles(len(places), people[0], now, chance), chance))
    given = {place: list(_reviews(claim, reviews, people, chance)) for place, claim in enumerate(claims)}
    for place, claim in enumerate(claims):
        _settle(claim, given[place])
    Claim.objects.bulk_create(claims)
    Review.objects.bulk_create([review for reviews_of in given.values() for review in reviews_of])
    verdicts = [_verdict(claim) for claim in claims if claim.is_decided]
    Verdict.objects.bulk_create(verdicts)
    own = Verdict.objects.filter(claim=OuterRef("pk")).values("pk")
    Claim.objects.filter(pk__in=[verdict.claim.pk for verdict in verdicts]).update(verdict=Subquery(own))
    _add_events(claims, verdicts)
    return Made(len(claims), sum(map(len, given.values())), len(verdicts))


def _articles(claims: int, editor: Any, now: datetime, chance: random.Random) -> list[ArticleVersion]:
    count = -(-claims // PER_ARTICLE)
    articles = [
        Article(
            title=f"Made-up news {chance.getrandbits(32):08x}",
            publisher=chance.choice(PUBLISHERS),
            state=ArticleState.READY,
            added_by=editor,
            created_at=now - YEARS * chance.random(),
        )
        for _ in range(count)
    ]
    Article.objects.bulk_create(articles)
    versions = []
    for article in articles:
        text = " ".join(_sentence(chance) for _ in range(PER_ARTICLE))
        versions.append(ArticleVersion(article=article, text=text, sha256=digest(text), added_by=editor))
    ArticleVersion.objects.bulk_create(versions)
    for version in versions:
        version.article.version, version.article.fingerprint = version, version.sha256
    Article.objects.bulk_update([version.article for version in versions], ["version", "fingerprint"], batch_size=500)
    return versions


def _sentence(chance: random.Random) -> str:
    return f"The {chance.choice(PUBLISHERS)} said {chance.getrandbits(64):016x}."


def _claims(places: list[int], versions: list[ArticleVersion], chance: random.Random) -> Iterator[Claim]:
    for index in range(len(places)):
        version = versions[index // PER_ARTICLE]
        start = 0
        for _ in range(index % PER_ARTICLE):
            start = version.text.index(". ", start) + 2
        end = (version.text + " ").index(". ", start) + 1
        yield Claim(
            **wording_fields(version.text[start:end]),
            article=version.article,
            version=version,
            start=start,
            end=end,
            quote=version.text[start:end],
            prefix=version.text[max(start - 32, 0) : start],
            suffix=version.text[end : end + 32],
            spans=[[start, end]],
            sentence_start=start,
            sentence_end=end,
            speaker=chance.choice(SPEAKERS),
            check_worthiness=round(chance.random(), 3),
            created_at=version.article.created_at,
            changed_at=version.article.created_at,
        )


def _reviews(claim: Claim, count: int, people: list[Any], chance: random.Random) -> Iterator[Review]:
    """Most claims have all their reviews, some a few, some none; most reviewers see what is there."""
    given = count if chance.random() < 0.75 else chance.randrange(count + 1)
    truth = chance.choices(list(Rating), WEIGHTS)[0]
    at = claim.created_at
    for person in chance.sample(people, given):
        at += timedelta(minutes=chance.randrange(5, 3 * 24 * 60))
        rating = truth if chance.random() < 0.8 else chance.choice(list(Rating))
        yield Review(
            claim=claim,
            reviewer=person,
            state=ReviewState.SUBMITTED,
            rating=rating,
            note="Looked up.",
            created_at=at,
            submitted_at=min(at, timezone.now()),
        )


def _settle(claim: Claim, reviews: list[Review]) -> None:
    claim.reviews_count = len(reviews)
    claim.status = decide([review.rating for review in reviews], quorum=settings.QUORUM)
    if claim.is_decided:
        claim.decided_at = reviews[-1].submitted_at


def _verdict(claim: Claim) -> Verdict:
    return Verdict(
        claim=claim,
        version=claim.version,
        number=1,
        rating=claim.status,
        decided_by=DecidedBy.QUORUM,
        created_at=claim.decided_at or claim.created_at,
    )


def _add_events(claims: list[Claim], verdicts: list[Verdict]) -> None:
    events = [
        Event(kind=EventKind.CLAIM_SPLIT, at=claim.created_at, claim=claim, article=claim.article, new=claim.text)
        for claim in claims
    ]
    events += [
        Event(
            kind=EventKind.CLAIM_DECIDED,
            at=verdict.created_at,
            claim=verdict.claim,
            article_id=verdict.claim.article_id,
            verdict=verdict,
            old="in_review",
            new=verdict.rating,
        )
        for verdict in verdicts
    ]
    Event.objects.bulk_create(events)
