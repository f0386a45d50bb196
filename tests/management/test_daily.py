"""Once a day: stale work comes back, due work is announced, digests go out."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from smtplib import SMTPConnectError
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from claims.choices import AssignmentState, JobState, NotificationKind
from claims.models import Assignment, Notification
from claims.services import digests
from claims.services.daily import ask_daily
from claims.services.notifications import notify
from claims.services.work import run_job
from tests.factories import ClaimFactory, UserFactory
from tests.services.racing import race, raise_unexpected

pytestmark = pytest.mark.django_db


def daily() -> list[int]:
    out = StringIO()
    call_command("daily", stdout=out)
    return [int(line.split()[0]) for line in out.getvalue().splitlines()[:3]]


def assign(person: Any, **due: float) -> Assignment:
    due_at = timezone.now() + timedelta(**due)
    return Assignment.objects.create(assignee=person, claim=ClaimFactory(), due_at=due_at)


def test_stale_work_comes_back_and_due_work_is_announced_once() -> None:
    person = UserFactory()
    stale, soon, later = assign(person, days=-4), assign(person, hours=20), assign(person, days=3)
    assert daily() == [1, 1, 0]
    assert daily() == [0, 0, 0]
    stale.refresh_from_db()
    assert stale.state == AssignmentState.RELEASED
    assert Notification.objects.get().claim == soon.claim
    assert later.state == AssignmentState.OPEN


def test_a_digest_carries_each_thing_once_to_who_wants_it() -> None:
    wants, wants_not = UserFactory(preferences={"digest": True}), UserFactory()
    claim = ClaimFactory(text="The bridge\nis blue")
    notify(NotificationKind.ASSIGNED, [wants, wants_not], claim=claim)
    assert daily() == [0, 0, 1]
    assert daily() == [0, 0, 0]
    (message,) = mail.outbox
    assert message.to == [wants.email]
    assert "The bridge is blue" in message.body
    assert "/notifications/" in message.body


def test_what_was_read_is_not_mailed() -> None:
    person = UserFactory(preferences={"digest": True})
    notify(NotificationKind.ASSIGNED, [person], claim=ClaimFactory())
    Notification.objects.update(read_at=timezone.now())
    assert daily() == [0, 0, 0]


def test_somebody_who_left_gets_no_mail() -> None:
    person = UserFactory(preferences={"digest": True})
    notify(NotificationKind.ASSIGNED, [person], claim=ClaimFactory())
    person.is_active = False
    person.save()
    assert daily() == [0, 0, 0]


def test_a_mail_server_that_is_away_keeps_it_for_the_next_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    person = UserFactory(preferences={"digest": True})
    notify(NotificationKind.ASSIGNED, [person], claim=ClaimFactory())

    def away(*args: Any, **kwargs: Any) -> None:
        raise SMTPConnectError(421, "away")

    with monkeypatch.context() as patch:
        patch.setattr(digests, "send_mail", away)
        assert daily() == [0, 0, 0]
    assert daily() == [0, 0, 1]


def test_sessions_that_are_over_go() -> None:
    for days in (-1, 1):
        Session.objects.create(session_key=f"key{days}", expire_date=timezone.now() + timedelta(days=days))
    daily()
    assert [session.session_key for session in Session.objects.all()] == ["key1"]


@pytest.mark.django_db(transaction=True)
def test_of_any_number_of_workers_one_does_the_days_work(client: Any, settings: Any) -> None:
    settings.METRICS_TOKEN = "a-token-for-monitoring"
    stale = assign(UserFactory(), days=-4)
    with time_machine.travel(datetime(2031, 5, 4, 4, 59, tzinfo=UTC), tick=False):
        assert ask_daily() is None
    with time_machine.travel(datetime(2031, 5, 4, 5, 0, tzinfo=UTC), tick=False):
        answers = race([ask_daily] * 4)
        raise_unexpected(answers)
        (job,) = [answer for answer in answers if answer is not None]
        assert ask_daily() is None
        assert run_job(job.pk)
        text = client.get("/metrics", headers={"Authorization": "Bearer a-token-for-monitoring"}).content.decode()
        assert f"desk_daily_done_timestamp_seconds {int(timezone.now().timestamp())}\n" in text
    stale.refresh_from_db()
    job.refresh_from_db()
    assert (stale.state, job.state) == (AssignmentState.RELEASED, JobState.DONE)
    with time_machine.travel(datetime(2031, 5, 5, 9, 0, tzinfo=UTC), tick=False):
        daily()
        assert ask_daily() is None
