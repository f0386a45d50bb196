"""What a monitoring system reads: a page of numbers in Prometheus's text format (version 0.0.4).

All numbers are counted in the database when asked for, so that any number of web processes say the same.
The page answers only to who brings METRICS_TOKEN, and does not exist without one.
"""

from collections.abc import Iterator
from datetime import timedelta
from hmac import compare_digest

from django.conf import settings
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from claims.choices import JobState
from claims.models import Article, Claim, Desk, Event, Feed, Job, WorkerPulse
from claims.services.messages import PULSE_LOST

Metric = tuple[str, str, str, list[tuple[dict[str, str], float]]]


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers. 404 without the token, as if there were nothing here."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    text = "".join(written(metric) for metric in measured())
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def measured() -> Iterator[Metric]:
    now = timezone.now()
    yield "desk_articles", "gauge", "Articles by state.", grouped(Article, "state")
    yield "desk_claims", "gauge", "Claims by status.", grouped(Claim, "status")
    yield "desk_jobs", "gauge", "Jobs by kind and state.", grouped(Job, "kind", "state")
    oldest = Job.objects.filter(state=JobState.WAITING).aggregate(at=Min("created_at"))["at"]
    waits = (now - oldest).total_seconds() if oldest else 0.0
    yield "desk_oldest_waiting_job_seconds", "gauge", "How long the longest waiting job waits.", [({}, waits)]
    stale = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now - timedelta(seconds=30)).count()
    yield "desk_jobs_beyond_lease", "gauge", "Running jobs whose lease is over; above 0 nobody sweeps.", [({}, stale)]
    alive = WorkerPulse.objects.filter(seen_at__gt=now - PULSE_LOST).count()
    yield "desk_workers_alive", "gauge", "Workers and sweepers that reported within a minute.", [({}, alive)]
    yield (
        "desk_queue_messages",
        "gauge",
        "Messages of the database's queue by state.",
        grouped(DBTaskResult, "status"),
    )
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    yield "desk_events_total", "counter", "Events ever recorded.", [({}, last)]
    failing = Feed.objects.filter(is_active=True).exclude(error="").count()
    done = Desk.objects.values_list("daily_done_at", flat=True).first()
    yield (
        "desk_daily_done_timestamp_seconds",
        "gauge",
        "When the work of a day was last done; 0 is never.",
        [({}, done.timestamp() if done else 0.0)],
    )
    yield "desk_feeds_failing", "gauge", "Followed feeds whose last look failed.", [({}, failing)]


def grouped(model: type, *fields: str) -> list[tuple[dict[str, str], float]]:
    rows = model.objects.order_by(*fields).values_list(*fields).annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return [(dict(zip(fields, row[:-1], strict=True)), row[-1]) for row in rows]


def written(metric: Metric) -> str:
    name, kind, explanation, samples = metric
    lines = [f"# HELP {name} {explanation}", f"# TYPE {name} {kind}"]
    for labels, value in samples:
        shown = ",".join(f'{label}="{text}"' for label, text in labels.items())
        # Fifteen digits: with the usual six a moment would be an hour off, and a count of millions a few thousand.
        lines.append(f"{name}{{{shown}}} {value:.15g}" if shown else f"{name} {value:.15g}")
    return "\n".join(lines) + "\n"
