"""Agreement among reviewers, over the newest claims that several people have reviewed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.contrib.auth import get_user_model

from claims.choices import DecidedBy, Rating, ReviewState
from claims.figures.alpha import Alpha, Kappa, alpha, kappa
from claims.models import Article, Claim, Review, Verdict

NEWEST = 20_000
MOST_TOPICS = 10
RATINGS = [rating.value for rating in Rating]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One review, as far as agreement is concerned."""

    claim: int
    reviewer: int
    rating: str
    article: int
    publisher: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """How one rating fares: given so often; of the other reviews of those claims, so many agreed."""

    rating: Rating
    given: int
    others: int
    agreed: int


@dataclass(frozen=True, slots=True)
class PairRow:
    one: Any
    other: Any
    kappa: Kappa


@dataclass(frozen=True, slots=True)
class TopicRow:
    topic: str
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class Overruled:
    """Of adjudicated claims: how many, and how their reviews stand to what the editor decided."""

    claims: int
    reviews: int
    overruled: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything the agreement page shows; `confusion[i][j]` pairs of reviews said ratings i and j."""

    alpha: Alpha
    ratings: list[RatingRow]
    confusion: list[tuple[Rating, list[int]]]
    pairs: list[PairRow]
    publishers: list[TopicRow]
    tags: list[TopicRow]
    overruled: Overruled
    newest: int = NEWEST


def agreement(
    *,
    since: date | None = None,
    until: date | None = None,
    article: int | None = None,
    publisher: str = "",
    tag: str = "",
) -> Agreement:
    """Agreement on claims made between two days (both included), or of one article, publisher or tag."""
    claims = Claim.objects.standing().filter(reviews_count__gte=2)
    claims = claims.filter(created_at__date__gte=since) if since else claims
    claims = claims.filter(created_at__date__lte=until) if until else claims
    claims = claims.filter(article=article) if article else claims
    claims = claims.filter(article__publisher=publisher) if publisher else claims
    claims = claims.filter(article__tags__name=tag) if tag else claims
    numbers = claims.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
    judgements = list(_judgements(numbers))
    by_claim = _by(judgements, "claim")
    return Agreement(
        alpha=alpha(_counts(by_claim.values())),
        ratings=_rating_rows(by_claim.values()),
        confusion=_confusion(by_claim.values()),
        pairs=_pair_rows(by_claim.values()),
        publishers=_topic_rows(_by(judgements, "publisher")),
        tags=_topic_rows(_by_tag(judgements)),
        overruled=_overruled(numbers),
    )


def _judgements(claims: Any) -> Iterator[Judgement]:
    fields = ("claim_id", "reviewer_id", "rating", "claim__article_id", "claim__article__publisher")
    rows = Review.objects.filter(state=ReviewState.SUBMITTED, claim__in=claims).order_by("id").values_list(*fields)
    return (Judgement(*row) for row in rows.iterator())


def _by(judgements: Iterable[Judgement], name: str) -> dict[Any, list[Judgement]]:
    groups = defaultdict(list)
    for judgement in judgements:
        groups[getattr(judgement, name)].append(judgement)
    return groups


def _counts(claims: Iterable[list[Judgement]]) -> list[list[int]]:
    return [[sum(one.rating == rating for one in reviews) for rating in RATINGS] for reviews in claims]


def _rating_rows(claims: Iterable[list[Judgement]]) -> list[RatingRow]:
    given: Counter[str] = Counter()
    others: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for reviews in claims:
        for one in reviews:
            given[one.rating] += 1
            others[one.rating] += len(reviews) - 1
            agreed[one.rating] += sum(other.rating == one.rating for other in reviews) - 1
    return [RatingRow(rating, given[rating], others[rating], agreed[rating]) for rating in Rating]


def _confusion(claims: Iterable[list[Judgement]]) -> list[tuple[Rating, list[int]]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for reviews in claims:
        for one, other in combinations(reviews, 2):
            pairs[one.rating, other.rating] += 1
            if one.rating != other.rating:
                pairs[other.rating, one.rating] += 1
    return [(rating, [pairs[rating.value, other] for other in RATINGS]) for rating in Rating]


def _pair_rows(claims: Iterable[list[Judgement]]) -> list[PairRow]:
    """Most claims in common first."""
    shared: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for reviews in claims:
        for one, other in combinations(sorted(reviews, key=lambda review: review.reviewer), 2):
            shared[one.reviewer, other.reviewer].append((one.rating, other.rating))
    most = sorted(shared, key=lambda pair: (-len(shared[pair]), pair))[:50]
    people = get_user_model().objects.in_bulk({person for pair in most for person in pair})
    return [PairRow(people[one], people[other], kappa(shared[one, other])) for one, other in most]


def _by_tag(judgements: list[Judgement]) -> dict[str, list[Judgement]]:
    """A claim counts under each tag of its article."""
    tags = defaultdict(list)
    for article, name in Article.tags.through.objects.order_by("id").values_list("article_id", "tag__name"):
        tags[article].append(name)
    groups = defaultdict(list)
    for judgement in judgements:
        for name in tags[judgement.article]:
            groups[name].append(judgement)
    return groups


def _topic_rows(topics: dict[str, list[Judgement]]) -> list[TopicRow]:
    """Most reviews first."""
    largest = sorted(topics, key=lambda topic: (-len(topics[topic]), topic))[:MOST_TOPICS]
    return [TopicRow(topic, alpha(_counts(_by(topics[topic], "claim").values()))) for topic in largest]


def _overruled(claims: Any) -> Overruled:
    decided = Verdict.objects.filter(
        decided_by=DecidedBy.ADJUDICATION, claim__in=claims, claim__verdict__isnull=False
    )
    standing = dict(decided.order_by("claim", "number").values_list("claim", "rating"))
    reviews = Review.objects.filter(state=ReviewState.SUBMITTED, claim__in=list(standing))
    ratings = list(reviews.order_by("id").values_list("claim", "rating"))
    return Overruled(len(standing), len(ratings), sum(rating != standing[claim] for claim, rating in ratings))
