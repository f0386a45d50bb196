"""The desk at a glance: where claims stand, how the weeks went, how old the queue is. Counted in SQL.

Everything but the standing is of one window of days, by default the last twelve weeks, so that a page about a
million claims reads a slice of an index and not the table.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from claims.choices import DECIDED, OPEN, ClaimStatus, Rating, ReviewState
from claims.errors import BadInput
from claims.figures.agreement import RATINGS
from claims.figures.alpha import Alpha, alpha
from claims.figures.publication import Publication, publication
from claims.models import Claim, Review

WINDOW = timedelta(weeks=12)
LONGEST = timedelta(weeks=53)
MOST_ROWS = 10
SAMPLE = 200
AGES = (("under a day", 0, 1), ("1 to 7 days", 1, 7), ("8 to 30 days", 7, 30), ("over 30 days", 30, None))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: days `since` to `until`, both included, and perhaps one article, publisher or tag."""

    since: date
    until: date
    article: int | None = None
    publisher: str = ""
    tag: str = ""

    def of(self, claims: Any) -> Any:
        claims = claims.filter(article=self.article) if self.article else claims
        claims = claims.filter(article__publisher=self.publisher) if self.publisher else claims
        return claims.filter(article__tags__name=self.tag) if self.tag else claims

    @property
    def is_narrow(self) -> bool:
        """Whether it is about some of the claims only."""
        return bool(self.article or self.publisher or self.tag)

    def weeks(self) -> list[tuple[date, date]]:
        """Mondays to Sundays that touch the window, cut to it."""
        monday = self.since - timedelta(days=self.since.weekday())
        found = []
        while monday <= self.until:
            found.append((max(monday, self.since), min(monday + timedelta(days=6), self.until)))
            monday += timedelta(days=7)
        return found


@dataclass(frozen=True, slots=True)
class Week:
    """One week: claims decided by rating, reviews submitted, and agreement on a sample of the decided ones."""

    first: date
    last: date
    decided: dict[Rating, int]
    reviews: int
    alpha: Alpha

    @property
    def total(self) -> int:
        return sum(self.decided.values())


@dataclass(frozen=True, slots=True)
class Topic:
    """A publisher or speaker with the verdicts on their claims."""

    name: str
    verdicts: dict[Rating, int]

    @property
    def total(self) -> int:
        return sum(self.verdicts.values())


@dataclass(frozen=True, slots=True)
class Dashboard:
    scope: Scope
    standing: dict[ClaimStatus, int]
    publication: Publication
    weeks: list[Week]
    ages: list[tuple[str, int]]
    publishers: list[Topic]
    speakers: list[Topic]


def default_scope() -> Scope:
    today = timezone.localdate()
    return Scope(since=today - WINDOW + timedelta(days=1), until=today)


def asked_scope(
    *, since: date | None, until: date | None, article: int | None = None, publisher: str = "", tag: str = ""
) -> Scope:
    """Twelve weeks, up to today where no last day is named. Raises BadInput for days out of order, or over a year."""
    usual = default_scope()
    until = until or usual.until
    since = since or until - (usual.until - usual.since)
    if since > until:
        raise BadInput("The last day is before the first.", field="until")
    if until - since > LONGEST:
        raise BadInput("Look at one year at most.", field="since")
    return Scope(since, until, article, publisher, tag)


def dashboard(scope: Scope) -> Dashboard:
    return Dashboard(
        scope=scope,
        standing=_standing(scope),
        publication=publication(scope),
        weeks=list(_weeks(scope)),
        ages=_ages(scope),
        publishers=_topics(scope, "article__publisher"),
        speakers=_topics(scope, "speaker"),
    )


def _standing(scope: Scope) -> dict[ClaimStatus, int]:
    rows = scope.of(Claim.objects.order_by()).values_list("status").annotate(n=Count("*"))
    counted = dict(rows)
    return {status: counted.get(status, 0) for status in ClaimStatus}


def _decided(scope: Scope, since: date, until: date) -> Any:
    decided = Claim.objects.filter(decided_at__gte=_start(since), decided_at__lt=_start(until + timedelta(days=1)))
    return scope.of(decided.filter(status__in=[status.value for status in DECIDED])).order_by()


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _weeks(scope: Scope) -> Iterator[Week]:
    alphas = _alphas(scope)
    for first, last in scope.weeks():
        counted = dict(_decided(scope, first, last).values_list("status").annotate(n=Count("*")))
        yield Week(
            first=first,
            last=last,
            decided={rating: counted.get(rating.value, 0) for rating in Rating},
            reviews=_reviews(scope, first, last),
            alpha=alphas[first],
        )


def _reviews(scope: Scope, first: date, last: date) -> int:
    # One slice of an index a week: grouping them by DATE_TRUNC in one statement takes three times as long.
    reviews = Review.objects.filter(
        submitted_at__gte=_start(first), submitted_at__lt=_start(last + timedelta(days=1))
    )
    if scope.is_narrow:
        reviews = reviews.filter(claim__in=scope.of(Claim.objects.order_by()))
    return reviews.filter(state=ReviewState.SUBMITTED).order_by().count()


def _alphas(scope: Scope) -> dict[date, Alpha]:
    """Agreement on each week's last decided claims, by the week's first day."""
    weeks = {first: list(_sample(scope, first, last)) for first, last in scope.weeks()}
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * len(RATINGS))
    rows = Review.objects.filter(claim__in=[claim for claims in weeks.values() for claim in claims])
    for claim, rating in rows.filter(state=ReviewState.SUBMITTED).order_by().values_list("claim", "rating"):
        counts[claim][RATINGS.index(rating)] += 1
    return {first: alpha([counts[claim] for claim in claims]) for first, claims in weeks.items()}


def _sample(scope: Scope, first: date, last: date) -> Any:
    return _decided(scope, first, last).order_by("-decided_at").values_list("pk", flat=True)[:SAMPLE]


def _ages(scope: Scope) -> list[tuple[str, int]]:
    now = timezone.now()
    waiting = scope.of(Claim.objects.filter(status__in=[status.value for status in OPEN])).order_by()
    conditions = {
        f"n{place}": Count("status", filter=_between(now, youngest, oldest))
        for place, (_, youngest, oldest) in enumerate(AGES)
    }
    counted = waiting.aggregate(**conditions)
    return [(name, counted[f"n{place}"]) for place, (name, _, _) in enumerate(AGES)]


def _between(now: datetime, youngest: int, oldest: int | None) -> Q:
    younger = Q(created_at__lte=now - timedelta(days=youngest)) if youngest else Q()
    return younger if oldest is None else younger & Q(created_at__gt=now - timedelta(days=oldest))


def _topics(scope: Scope, field: str) -> list[Topic]:
    """Most verdicts first; claims without the field left out."""
    decided = _decided(scope, scope.since, scope.until).exclude(**{field: ""})
    by_rating = {f"n_{rating.value}": Count("status", filter=Q(status=rating.value)) for rating in Rating}
    rows = decided.values(field).annotate(total=Count("*"), **by_rating).order_by("-total", field)[:MOST_ROWS]
    return [Topic(row[field], {rating: row[f"n_{rating.value}"] for rating in Rating}) for row in rows]
