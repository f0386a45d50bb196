"""Jobs are done once, whatever happens to who does them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from claims import tasks
from claims.choices import ArticleState, JobKind, JobState
from claims.errors import BadInput
from claims.models import Article, Job
from claims.services import jobs, work
from claims.services.articles import add_article
from claims.services.jobs import LostLease, WrongState, add_job, cancel_job, jobs_to_announce, retry_job, scrub, take
from tests.factories import TEXT, UserFactory
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(editor=True)


@pytest.fixture
def job(actor):
    return add_job(actor=actor, kind=JobKind.IMPORT)


def expire(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_one_worker_at_a_time_has_a_job(job):
    assert take(job.pk, worker="a") is not None
    assert take(job.pk, worker="b") is None


def test_a_job_whose_worker_is_gone_goes_to_the_next(job):
    take(job.pk, worker="a")
    expire(job)
    lease = take(job.pk, worker="b")
    assert lease is not None
    assert (lease.job.worker, lease.job.attempts) == ("b", 2)


def test_a_slow_worker_that_lost_its_lease_writes_nothing(job):
    slow = take(job.pk, worker="a")
    expire(job)
    take(job.pk, worker="b")
    with pytest.raises(LostLease), slow.fenced():
        pass
    with pytest.raises(LostLease):
        jobs.finish(slow)
    assert not slow.renew()
    job.refresh_from_db()
    assert (job.state, job.worker) == (JobState.RUNNING, "b")


def test_a_renewed_lease_is_not_taken(job):
    lease = take(job.pk, worker="a")
    expire(job)
    assert lease.renew()
    assert take(job.pk, worker="b") is None


def test_a_job_that_stops_its_worker_three_times_is_set_aside(job):
    for _ in range(3):
        assert take(job.pk, worker="a") is not None
        expire(job)
    assert take(job.pk, worker="a") is None
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, jobs.PARKED)
    assert jobs_to_announce() == []


def test_where_machines_share_a_database_a_clock_that_runs_ahead_delays_no_job(actor):
    """On PostgreSQL the database's clock counts. SQLite has one machine, whose clock is what there is."""
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        job = add_job(actor=actor, kind=JobKind.IMPORT)
    assert (take(job.pk, worker="on time") is not None) == (connection.vendor == "postgresql")


def test_what_fails_unforeseen_is_tried_three_times_with_growing_pauses(job, monkeypatch):
    def fail(lease):
        raise RuntimeError("a NUL \x00 and half a character \ud800")

    monkeypatch.setitem(work.WORK, JobKind.IMPORT, fail)
    for attempt in range(1, 4):
        assert work.run_job(job.pk)
        job.refresh_from_db()
        assert job.attempts == attempt
        if attempt < 3:
            assert job.state == JobState.WAITING
            assert job.run_after > timezone.now()
            assert not work.run_job(job.pk)
            Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    assert job.state == JobState.FAILED
    assert "RuntimeError" in job.error


def test_a_refusal_ends_a_job_with_its_sentence(job, monkeypatch):
    def refuse(lease):
        raise BadInput("This cannot be read.")

    monkeypatch.setitem(work.WORK, JobKind.IMPORT, refuse)
    work.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "This cannot be read.")


def test_a_database_that_is_away_costs_no_job(job, monkeypatch):
    def blink(lease):
        raise OperationalError("server closed the connection")

    monkeypatch.setitem(work.WORK, JobKind.IMPORT, blink)
    with pytest.raises(OperationalError):
        work.run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    expire(job)
    assert jobs_to_announce() == [job.pk]


def test_a_worker_that_is_told_to_stop_hands_its_job_back(job, monkeypatch):
    def stop(lease):
        raise work.Stopping

    monkeypatch.setitem(work.WORK, JobKind.IMPORT, stop)
    with pytest.raises(work.Stopping):
        work.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (JobState.WAITING, 0, None)


def test_the_same_work_asked_twice_is_one_job(actor):
    first = add_job(actor=actor, kind=JobKind.FEED, key="feed:1")
    assert add_job(actor=actor, kind=JobKind.FEED, key="feed:1") == first
    jobs.finish(take(first.pk, worker="a"))
    assert add_job(actor=actor, kind=JobKind.FEED, key="feed:1") != first


def test_a_waiting_job_is_announced_again_only_after_a_while(job):
    assert jobs_to_announce() == [job.pk]
    assert jobs_to_announce() == []
    Job.objects.update(announced_at=timezone.now() - timedelta(minutes=1))
    assert jobs_to_announce() == [job.pk]


def test_a_running_job_is_left_alone(job):
    take(job.pk, worker="a")
    assert jobs_to_announce() == []


def test_a_cancelled_job_stops_at_its_next_step(actor, job):
    lease = take(job.pk, worker="a")
    cancel_job(actor=actor, job=job)
    with pytest.raises(LostLease), lease.fenced():
        pass
    with pytest.raises(WrongState):
        cancel_job(actor=actor, job=job)


def test_a_failed_job_can_be_tried_again_and_a_done_one_not(actor, job):
    jobs.finish(take(job.pk, worker="a"), state=JobState.FAILED, error="no")
    assert retry_job(actor=actor, job=job).state == JobState.WAITING
    jobs.finish(take(job.pk, worker="a"))
    with pytest.raises(WrongState):
        retry_job(actor=actor, job=job)


def test_error_texts_are_ones_a_database_can_keep():
    assert scrub("a\x00b\ud800c") == "a�b?c"
    assert len(scrub("x" * 10_000_000)) == 2000


def test_an_empty_queue_is_no_fault(job, monkeypatch):
    def away(*_):
        raise ConnectionError("nobody answers")

    monkeypatch.setattr(type(tasks.run_job), "enqueue", away)
    tasks.announce([job.pk])
    job.refresh_from_db()
    assert job.state == JobState.WAITING


class TestSplitting:
    """The split of a long article is a job like any other."""

    @pytest.fixture
    def article(self, actor, settings):
        settings.SPLIT_INLINE_LENGTH = 0
        return add_article(actor=actor, text=TEXT).article

    def test_a_long_article_waits_with_a_job(self, article):
        assert article.state == ArticleState.WAITING
        assert [job.kind for job in article.jobs.all()] == [JobKind.SPLIT]

    def test_the_task_splits_it_once(self, article):
        tasks.split_article.enqueue(article.pk)
        article.refresh_from_db()
        count = article.claims.count()
        assert (article.state, article.jobs.get().state) == (ArticleState.READY, JobState.DONE)
        tasks.split_article.enqueue(article.pk)
        assert article.claims.count() == count > 0

    def test_the_sweeper_splits_it_when_the_message_was_lost(self, article):
        call_command("sweep")
        article.refresh_from_db()
        assert article.state == ArticleState.READY

    @pytest.mark.parametrize("address", ["/api/v1/articles/", "/articles/new/"])
    def test_a_queue_that_is_away_keeps_no_text_out(self, actor, settings, monkeypatch, address):
        settings.SPLIT_INLINE_LENGTH = 0

        def away(*_):
            raise OSError("nobody answers")

        monkeypatch.setattr(type(tasks.split_article), "enqueue", away)
        kind = {"content_type": "application/json"} if address.startswith("/api/") else {}
        response = signed_in(actor).post(address, {"text": TEXT, "language": "en"}, **kind)
        assert response.status_code in {201, 302}
        assert Article.objects.get().jobs.get().state == JobState.WAITING

    def test_a_splitter_that_breaks_says_so_on_the_article(self, article, settings):
        settings.SPLITTER = "tests.jobs.test_jobs.broken"
        for _ in range(3):
            Job.objects.update(run_after=timezone.now())
            tasks.run_job.call(article.jobs.get().pk)
        article.refresh_from_db()
        assert article.state == ArticleState.FAILED
        assert "ZeroDivisionError" in article.state_reason


def broken(text, *, language):
    return 1 / 0


def test_articles_that_are_split_at_once_need_no_job(actor):
    add_article(actor=actor, text=TEXT)
    assert Article.objects.get().state == ArticleState.READY
    assert not Job.objects.exists()
