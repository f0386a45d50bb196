"""Who has how much to do, and how quickly it goes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.utils import timezone

from claims.choices import AssignmentState, ReviewState, Role
from claims.models import Assignment, Review

LATELY = timedelta(days=30)
NEWEST = 5_000
PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Load:
    """One person's work: open and overdue assignments, reviews of the last 30 days, pace.

    `minutes` is the median time between two reviews in a row, pauses of more than an hour left out;
    None with fewer than three such times.
    """

    person: Any
    open: int
    overdue: int
    done: int
    minutes: float | None


def workload() -> list[Load]:
    """Everybody who may review, by name; the pace is of the desk's newest 5,000 reviews."""
    able = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
    people = get_user_model().objects.filter(is_active=True, role__in=able).order_by("username")
    waiting, overdue = _assignments()
    done = _reviews_lately()
    pace = _paces()
    return [Load(p, waiting.get(p.pk, 0), overdue.get(p.pk, 0), done.get(p.pk, 0), pace.get(p.pk)) for p in people]


def _assignments() -> tuple[dict[int, int], dict[int, int]]:
    late = Count("pk", filter=Q(due_at__lt=timezone.now()))
    rows = Assignment.objects.filter(state=AssignmentState.OPEN).order_by().values("assignee")
    counted = list(rows.annotate(waiting=Count("*"), late=late).values_list("assignee", "waiting", "late"))
    return {who: count for who, count, _ in counted}, {who: count for who, _, count in counted}


def _reviews_lately() -> dict[int, int]:
    recent = Review.objects.filter(state=ReviewState.SUBMITTED, submitted_at__gte=timezone.now() - LATELY)
    return dict(recent.order_by().values_list("reviewer").annotate(n=Count("*")))


def _paces() -> dict[int, float]:
    times = defaultdict(list)
    newest = Review.objects.exclude(submitted_at=None).order_by("-pk")
    for reviewer, at in newest.values_list("reviewer", "submitted_at")[:NEWEST]:
        times[reviewer].append(at)
    return {who: pace for who, found in times.items() if (pace := _pace(sorted(found))) is not None}


def _pace(times: list[Any]) -> float | None:
    gaps = [later - sooner for sooner, later in pairwise(times) if later - sooner <= PAUSE]
    return round(median(gap.total_seconds() for gap in gaps) / 60, 1) if len(gaps) >= 3 else None
