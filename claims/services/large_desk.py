"""A large desk of made-up work, for measuring: written in bulk, without going through each service.

The rows are what the services would have left: statuses follow from the ratings by the desk's policy, decided
claims have their verdict, and each claim and decision has its event. `settle_claims` finds nothing to do.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from claims.choices import DECIDED, ArticleState, DecidedBy, EventKind, Rating, ReviewState, Role
from claims.errors import ClaimsError
from claims.models import Article, ArticleVersion, Claim, Event, Review, Verdict
from claims.models.desk import desk_quorum
from claims.services.articles import digest
from claims.services.copying import draw_ids, insert_rows
from claims.services.drafts import wording_fields
from claims.verdicts import decide

PER_ARTICLE = 20
BATCH = 500  # articles at a time
YEARS = timedelta(days=3 * 365)
PUBLISHERS = [f"Daily {name}" for name in ("Anchor", "Beacon", "Courier", "Dispatch", "Echo", "Flyer", "Gazette")]
SPEAKERS = ["", "", "", "Mayor Ash", "Minister Birch", "Dr. Cedar", "Coach Dale", "Captain Elm"]
RATINGS = [rating.value for rating in Rating]
WEIGHTS = (45, 12, 22, 14, 7)
Row = dict[str, Any]


class DeskNotEmpty(ClaimsError):
    """Made-up work never mixes with real work: "This desk has articles already." """

    code = "desk_not_empty"
    default_message = "This desk has articles already; made-up work goes into an empty one."


class Made(NamedTuple):
    claims: int
    reviews: int
    verdicts: int


@dataclass(slots=True)
class Rows:
    """One batch: what goes into each table, by column."""

    articles: list[Row] = field(default_factory=list)
    versions: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What every batch needs to know."""

    people: list[int]
    reviews: int
    quorum: int
    now: datetime
    chance: random.Random


def make_large_desk(*, claims: int, reviews: int, reviewers: int, say: Callable[[int, int], None]) -> Made:
    """Fill the desk; the same numbers give the same desk. Raises DeskNotEmpty."""
    if Article.objects.exists():
        raise DeskNotEmpty
    chance = random.Random(1932)  # noqa: S311 (made-up data, the same each time)
    plan = Plan(_people(reviewers), reviews, desk_quorum(), timezone.now(), chance)
    made = Made(0, 0, 0)
    for first in range(0, claims, BATCH * PER_ARTICLE):
        with transaction.atomic():
            rows = _rows(plan, min(BATCH * PER_ARTICLE, claims - first))
            _store(rows, plan)
        batch = (len(rows.claims), len(rows.reviews), len(rows.verdicts))
        made = Made(*(one + other for one, other in zip(made, batch, strict=True)))
        say(made.claims, claims)
    return made


def _people(count: int) -> list[int]:
    users = get_user_model()
    unusable = [
        users(username=f"made-up-{place}", display_name=f"Made Up {place}", role=Role.REVIEWER, password="!")  # noqa: S106
        for place in range(count)
    ]
    return [user.pk for user in users.objects.bulk_create(unusable)]


def _rows(plan: Plan, claims: int) -> Rows:
    rows, articles = Rows(), -(-claims // PER_ARTICLE)
    keys = zip(draw_ids(Article, articles), draw_ids(ArticleVersion, articles), strict=True)
    claim_ids, verdict_ids = iter(draw_ids(Claim, claims)), iter(draw_ids(Verdict, claims))
    for place, (article, version) in enumerate(keys):
        at = plan.now - YEARS * plan.chance.random()
        sentences = [_sentence(plan.chance) for _ in range(PER_ARTICLE)]
        _add_article(rows, plan, (article, version), " ".join(sentences), at)
        for claim in _claims(plan.chance, sentences[: claims - place * PER_ARTICLE]):
            claim |= {"id": next(claim_ids), "article_id": article, "version_id": version}
            _add_claim(rows, plan, claim | {"created_at": at, "changed_at": at}, next(verdict_ids))
    return rows


def _add_article(rows: Rows, plan: Plan, keys: tuple[int, int], text: str, at: datetime) -> None:
    article, version = keys
    about = {"title": f"Made-up news {plan.chance.getrandbits(32):08x}", "publisher": plan.chance.choice(PUBLISHERS)}
    sha256 = digest(text)
    rows.articles.append({"id": article, "version_id": version, "created_at": at, "fingerprint": sha256, **about})
    rows.versions.append({"id": version, "article_id": article, "text": text, "sha256": sha256})


def _sentence(chance: random.Random) -> str:
    return f"The {chance.choice(PUBLISHERS)} said {chance.getrandbits(64):016x}."


def _claims(chance: random.Random, sentences: list[str]) -> Iterator[Row]:
    """One claim on each sentence of an article, which stand a space apart."""
    start = 0
    for place, sentence in enumerate(sentences):
        end = start + len(sentence)
        yield {
            **wording_fields(sentence),
            "start": start,
            "end": end,
            "quote": sentence,
            "prefix": f"{sentences[place - 1]} "[-32:] if place else "",
            "suffix": f" {sentences[place + 1]}"[:32] if place + 1 < len(sentences) else "",
            "spans": [[start, end]],
            "sentence_start": start,
            "sentence_end": end,
            "speaker": chance.choice(SPEAKERS),
            "check_worthiness": round(chance.random(), 3),
        }
        start = end + 1


def _add_claim(rows: Rows, plan: Plan, claim: Row, verdict: int) -> None:
    """The claim with its reviews, and what follows from them."""
    given = list(_reviews(plan, claim))
    claim["reviews_count"] = len(given)
    claim["status"] = decide([review["rating"] for review in given], quorum=plan.quorum).value
    rows.claims.append(claim)
    rows.reviews += given
    about = {"claim_id": claim["id"], "article_id": claim["article_id"]}
    rows.events.append(
        {**about, "kind": EventKind.CLAIM_SPLIT.value, "at": claim["created_at"], "new": claim["text"]}
    )
    if claim["status"] in DECIDED:
        at = given[-1]["submitted_at"]
        claim |= {"decided_at": at, "verdict_id": verdict}
        rows.verdicts.append(_verdict(claim))
        decided = {"kind": EventKind.CLAIM_DECIDED.value, "old": "in_review", "new": claim["status"]}
        rows.events.append({**about, **decided, "at": at, "verdict_id": verdict})


def _reviews(plan: Plan, claim: Row) -> Iterator[Row]:
    """Most claims have `plan.reviews`, some none, some up to twice as many; most reviewers see what is there."""
    chance, at = plan.chance, claim["created_at"]
    given = plan.reviews if chance.random() < 0.75 else chance.randrange(2 * plan.reviews + 1)
    truth = chance.choices(RATINGS, WEIGHTS)[0]
    for person in chance.sample(plan.people, min(given, len(plan.people))):
        at = min(at + timedelta(minutes=chance.randrange(5, 3 * 24 * 60)), plan.now)
        rating = truth if chance.random() < 0.8 else chance.choice(RATINGS)
        yield {
            "claim_id": claim["id"],
            "reviewer_id": person,
            "rating": rating,
            "created_at": at,
            "submitted_at": at,
        }


def _verdict(claim: Row) -> Row:
    return {
        "id": claim["verdict_id"],
        "claim_id": claim["id"],
        "version_id": claim["version_id"],
        "rating": claim["status"],
        "created_at": claim["decided_at"],
        "true_as_of": claim["decided_at"].date(),
    }


def _store(rows: Rows, plan: Plan) -> None:
    """Rows name each other by ids drawn beforehand; the database looks at that when all are in."""
    editor = plan.people[0]
    insert_rows(Article(state=ArticleState.READY, added_by_id=editor), rows.articles)
    insert_rows(ArticleVersion(added_by_id=editor), rows.versions)
    insert_rows(Claim(), rows.claims)
    insert_rows(Review(state=ReviewState.SUBMITTED, note="Looked up."), rows.reviews)
    insert_rows(Verdict(number=1, decided_by=DecidedBy.QUORUM), rows.verdicts)
    insert_rows(Event(), rows.events)
