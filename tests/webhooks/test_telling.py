"""Endpoints are told everything they asked for: in order, at least once, signed, and never inside the house."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from claims import tasks
from claims.choices import EventKind, JobState, NotificationKind, WebhookState
from claims.errors import BadInput, BadLink
from claims.fetching import Policy
from claims.models import Delivery, Event, Job, Notification, Webhook
from claims.services import jobs, outside, telling, work
from claims.services.events import record
from claims.services.webhooks import (
    add_webhook,
    change_webhook,
    forget_old_deliveries,
    remove_webhook,
    replay_webhook,
    rotate_secret,
)
from tests.factories import ClaimFactory, UserFactory
from tests.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db

KINDS = ["claim:decided", "claim:withdrawn", "comment:added"]


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def receiver(monkeypatch):
    """Lets the desk send to any port of this machine, and nowhere wait."""
    loose = Policy(ports=frozenset(range(1, 65536)), allow_loopback=True, unreachable_after=0)
    monkeypatch.setattr(outside, "policy", lambda: loose)
    return Receiver()


@pytest.fixture
def happen():
    """Makes one event of a kind on one of two claims."""
    claims = [ClaimFactory(), ClaimFactory()]

    def happen(kind="claim:decided", claim=0):
        return record(EventKind(kind), actor=None, claim=claims[claim]).pk

    return happen


def hook(admin, receiver, kinds=KINDS):
    webhook = add_webhook(actor=admin, url=receiver.url, kinds=kinds)
    receiver.secret = telling.secret_of(webhook)
    return webhook


def round_of(webhook):
    """One round of the sweeper and the worker, as if its pause were over."""
    Webhook.objects.filter(pk=webhook.pk).update(next_at=timezone.now())
    tasks.announce(jobs.jobs_to_announce() or [job.pk for job in telling.ask_due_webhooks()])
    webhook.refresh_from_db()
    return webhook


def test_a_receiver_killed_and_revived_ends_with_every_event_exactly_in_order(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        made = [happen("claim:decided"), happen("comment:added", claim=1)]
        round_of(webhook)
        assert receiver.events == made
    made += [happen("claim:withdrawn", claim=number % 2) for number in range(3)]
    round_of(webhook)  # nobody answers
    assert (webhook.failures, receiver.events) == (1, made[:2])
    with receiver.alive():
        receiver.status = 500  # there again, and not well
        round_of(webhook)
        assert webhook.failures == 2
        receiver.status = 204
        made.append(happen())
        round_of(webhook)
    assert receiver.events == made
    assert receiver.ids == [f"evt_{event}" for event in made]
    assert (receiver.refused, webhook.failures, webhook.failing_since) == (0, 0, None)
    assert list(webhook.deliveries.order_by("id").values_list("status", flat=True)) == [204, 204, 0, 500, *[204] * 4]


def test_who_dies_after_sending_sends_again_with_the_same_id(admin, receiver, happen, monkeypatch):
    with receiver.alive():
        webhook, event = hook(admin, receiver), happen()
        lease = jobs.take(telling.ask_webhook(webhook).pk, worker="a")
        telling.deliver(webhook, event=Event.objects.get(pk=event))  # told, and then killed before it could note it
        Job.objects.filter(pk=lease.job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        work.run_job(lease.job.pk, worker="b")
    assert receiver.ids == [f"evt_{event}"] * 2


def test_only_what_was_chosen_is_told_and_people_never_are(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver, ["comment:added"])
        happen("claim:decided")
        record(EventKind.PERSON_JOINED, actor=admin, person=admin)
        wanted, last = happen("comment:added"), happen("claim:decided")
        round_of(webhook)
    assert receiver.events == [wanted]
    assert webhook.position == last
    for kind in ("person:joined", "webhook:added", "no:such"):
        with pytest.raises(BadInput):
            add_webhook(actor=admin, url="https://hooks.example.org/", kinds=[kind])


def test_a_message_says_what_happened_to_which_and_no_word_of_it(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        claim = ClaimFactory()
        event = record(EventKind.COMMENT_ADDED, actor=admin, claim=claim, new="secret", reason="secret")
        round_of(webhook)
    about = {"event": event.pk, "article": claim.article_id, "claim": claim.pk, "review": None, "verdict": None}
    message = receiver.told[0]
    assert message.pop("timestamp").endswith("Z")
    assert message == {"type": "comment:added", "data": about}


def test_replay_tells_it_all_again_with_the_same_ids(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        made = [happen() for _ in range(3)]
        round_of(webhook)
        replay_webhook(actor=admin, webhook=webhook, after=made[0])
        round_of(webhook)
    assert receiver.events == [*made, *made[1:]]
    assert len(set(receiver.ids)) == 3
    with pytest.raises(BadInput):
        replay_webhook(actor=admin, webhook=webhook, after=10**9)


def test_a_replay_asked_for_while_an_event_is_on_its_way_stands(admin, receiver, happen):
    with receiver.alive():
        happen()
        webhook, event = hook(admin, receiver), happen()
        delivery = telling.deliver(webhook, Event.objects.get(pk=event))
        replay_webhook(actor=admin, webhook=webhook, after=0)
        telling._note(delivery)
    webhook.refresh_from_db()
    assert webhook.position == 0


def test_an_endpoint_dead_for_a_day_is_paused_the_admins_are_told_and_nothing_is_lost(admin, receiver, happen):
    UserFactory(editor=True)
    with receiver.alive():
        webhook, start = hook(admin, receiver), timezone.now()
        receiver.status, event = 500, happen()
        for hours in (0, 1, 23, 24.5):
            with time_machine.travel(start + timedelta(hours=hours), tick=False):
                round_of(webhook)
                assert webhook.is_active == (hours < 24)
        assert "failed for a day" in webhook.state_reason
        told = Notification.objects.filter(kind=NotificationKind.WEBHOOK_PAUSED)
        assert [one.person for one in told] == [admin]
        assert telling.ask_due_webhooks() == []
        receiver.status = 200
        change_webhook(actor=admin, webhook=webhook, active=True)
        round_of(webhook)
    assert receiver.events == [event]


def test_pauses_grow_and_nothing_is_sent_before_they_are_over(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        receiver.status = 503
        happen()
        waits = []
        for _ in range(10):
            round_of(webhook)
            waits.append(round((webhook.next_at - timezone.now()).total_seconds(), -1))
            assert telling.ask_due_webhooks() == []
    assert waits == sorted(waits)
    assert waits[-1] == 14_400


def test_an_endpoint_that_says_gone_is_paused_at_once(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        receiver.status = 410
        happen()
        round_of(webhook)
    assert webhook.state == WebhookState.PAUSED


def test_after_a_rotation_both_secrets_verify_for_a_day(admin, receiver, happen, settings):
    with receiver.alive():
        webhook = hook(admin, receiver)
        rotate_secret(actor=admin, webhook=webhook)
        webhook.refresh_from_db()
        assert telling.secret_of(webhook) != receiver.secret
        happen()
        round_of(webhook)
        assert len(receiver.told) == 1
        with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
            assert receiver.secret not in telling.valid_secrets(webhook)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret of thirty-two letters", [settings.SECRET_KEY]
    assert len(telling.valid_secrets(webhook)) == 4


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/hook",
        "http://10.0.0.8/hook",
        "http://[::1]/hook",
        "http://169.254.169.254/latest",
        "http://localhost/hook",
        "http://desk.internal/hook",
        "https://hooks.example.org:8443/",
        "http://0x7f000001/",
    ],
)
def test_no_webhook_leads_inside_the_house(admin, url):
    with pytest.raises(BadInput) as refused:
        add_webhook(actor=admin, url=url, kinds=KINDS)
    assert refused.value.field == "url"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://hooks.example.org/", "hooks.example.org"])
def test_a_webhook_is_a_web_address(admin, url):
    with pytest.raises(BadLink):
        add_webhook(actor=admin, url=url, kinds=KINDS)


def test_a_name_that_turns_inward_later_is_not_connected_to(admin, receiver, happen, monkeypatch):
    with receiver.alive():
        webhook = hook(admin, receiver)
        happen()
        inward = partial(Policy, resolver=lambda host, port: ["127.0.0.1"], unreachable_after=0)
        monkeypatch.setattr(outside, "policy", lambda: inward(ports=frozenset({receiver.port})))
        Webhook.objects.filter(pk=webhook.pk).update(url=f"http://hooks.example.org:{receiver.port}/")
        round_of(webhook)
    assert (receiver.told, receiver.signatures) == ([], [])
    assert webhook.deliveries.get().error == "The endpoint could not be reached."


def test_removing_one_while_it_is_told_stops_the_telling(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        happen()
        job = telling.ask_webhook(webhook)
        remove_webhook(actor=admin, webhook=webhook)
        work.run_job(job.pk)
    job.refresh_from_db()
    assert (receiver.told, job.state, Delivery.objects.count()) == ([], JobState.DONE, 0)


def test_the_log_keeps_a_month(admin, receiver, happen):
    with receiver.alive():
        webhook = hook(admin, receiver)
        happen()
        round_of(webhook)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert forget_old_deliveries() == 1


def test_an_endpoint_may_be_silent_for_as_long_as_it_may_take(monkeypatch):
    asked = []
    monkeypatch.setattr(telling, "send", lambda url, *, body, headers, policy: asked.append(policy) or 204)
    webhook = Webhook(url="https://hooks.example.org/desk", seed="0" * 64)
    assert telling.deliver(webhook, Event(pk=1, kind="claim:decided")).is_done
    assert asked[0].read_limit == asked[0].whole_limit == 20
