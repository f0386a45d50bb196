"""Webhooks through the API and the pages: the admins' alone, secrets shown once, everything they offer works."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.errors import BadInput
from claims.models import KeptAnswer, Webhook
from claims.models.webhook import TOLD
from claims.services.events import record
from claims.services.telling import secret_of
from claims.services.webhooks import add_webhook
from tests.api.desk import Desk, editor
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

BODY = {"url": "https://hooks.example.org/desk", "kinds": ["verdict:published", "claim:decided"]}


@pytest.fixture
def admin():
    return Desk(UserFactory(admin=True))


@pytest.fixture
def pages(admin):
    client = Client()
    client.force_login(admin.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_an_admin_runs_an_endpoint_through_the_api(admin):
    made = admin.post("webhooks/", BODY)
    assert made.status == 201
    route = made.headers["Location"].partition("/api/v1/")[2]
    webhook = Webhook.objects.get()
    assert made.body["secret"] == secret_of(webhook)
    assert "secret" not in admin.get(route).body
    assert admin.get("webhooks/?fields=id,url").body["results"] == [{"id": webhook.pk, "url": BODY["url"]}]
    changed = admin.patch(route, {"active": False, "description": "Nightly", "kinds": ["comment:added"]})
    assert (changed.body["state"], changed.body["description"], changed.body["kinds"]) == (
        "paused",
        "Nightly",
        ["comment:added"],
    )
    assert admin.post(f"{route}secret/").body["secret"] != made.body["secret"]
    assert admin.post(f"{route}replay/", {"after": 0}).status == 202
    assert admin.get(f"{route}deliveries/").body["results"] == []
    assert admin.delete(route).status == 204
    for method, address in (
        ("GET", route),
        ("DELETE", route),
        ("POST", f"{route}secret/"),
        ("GET", f"{route}deliveries/"),
    ):
        assert admin.send(method, address).status == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "http://127.0.0.1/"}, "url"),
        ({"url": "nowhere"}, "url"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["person:joined"]}, "kinds[0]"),
        ({"secret": "whsec_mine"}, "secret"),
        ({"description": "x" * 201}, "description"),
    ],
)
def test_what_is_wrong_is_named(admin, change, field):
    refused = admin.post("webhooks/", BODY | change)
    assert refused.status == 400
    assert any(name.startswith(field.partition("[")[0]) for name in refused.fields)
    assert not Webhook.objects.exists()


def test_a_kept_answer_keeps_no_secret(admin):
    first = admin.post("webhooks/", BODY, Idempotency_Key="one")
    again = admin.post("webhooks/", BODY, Idempotency_Key="one")
    assert first.body["secret"].startswith("whsec_")
    assert again.body == {**first.body, "secret": None}
    assert first.body["secret"] not in KeptAnswer.objects.get().body
    assert Webhook.objects.count() == 1


def test_nobody_else_sees_or_touches_one(admin):
    admin.post("webhooks/", BODY)
    other, pk = editor(), Webhook.objects.get().pk
    routes = [("GET", "webhooks/"), ("POST", "webhooks/"), ("GET", f"webhooks/{pk}/"), ("DELETE", f"webhooks/{pk}/")]
    routes += [("POST", f"webhooks/{pk}/{step}/") for step in ("secret", "replay")]
    assert {other.send(method, route).status for method, route in routes} == {403}
    assert "webhook:added" not in {row["kind"] for row in other.get("events/").body["results"]}
    client = Client()
    client.force_login(other.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    names = [("webhooks", []), ("webhook", [pk])]
    assert {client.get(reverse(name, args=args)).status_code for name, args in names} == {403}
    steps = ["webhook_pause", "webhook_secret", "webhook_replay", "webhook_remove"]
    assert {client.post(reverse(name, args=[pk])).status_code for name in steps} == {403}
    assert Webhook.objects.count() == 1


def test_the_same_on_the_pages(pages):
    made = pages.post("/webhooks/", BODY)
    webhook = Webhook.objects.get()
    assert secret_of(webhook) in made.content.decode()
    page = reverse("webhook", args=[webhook.pk])
    assert secret_of(webhook) not in pages.get(page).content.decode()
    assert pages.post(page, BODY | {"kinds": ["comment:added"]}).status_code == 302
    rotated = pages.post(f"{page}secret/").content.decode()
    webhook.refresh_from_db()
    assert webhook.kinds == ["comment:added"]
    assert secret_of(webhook) in rotated
    pages.post(f"{page}pause/", {"active": "no"})
    webhook.refresh_from_db()
    assert not webhook.is_active
    pages.post(f"{page}remove/")
    assert pages.get(page).status_code == 404


def test_a_page_keeps_what_was_typed_when_it_is_refused(pages):
    refused = pages.post("/webhooks/", BODY | {"url": "http://10.1.2.3/hook", "description": "Ours"})
    assert refused.status_code == 422
    assert all(words in refused.content.decode() for words in ("http://10.1.2.3/hook", "Ours", "public internet"))
    webhook = Webhook.objects.create(
        added_by=UserFactory(admin=True), url=BODY["url"], kinds=["comment:added"], seed="a"
    )
    too_far = pages.post(reverse("webhook_replay", args=[webhook.pk]), {"after": 10**12})
    assert too_far.status_code == 422
    assert "1000000000000" in too_far.content.decode()


def test_the_log_costs_the_same_for_one_line_and_for_thirty(admin, pages):
    webhook = Webhook.objects.create(added_by=admin.user, url=BODY["url"], kinds=["comment:added"], seed="a")
    page = reverse("webhook", args=[webhook.pk])
    admin.get("me/")  # notes that the token is in use
    counts = []
    for number in (1, 29):
        for _ in range(number):
            webhook.deliveries.create(event=record("comment:added", actor=None, claim=ClaimFactory()), status=200)
        for reading in (lambda: pages.get(page), lambda: admin.get(f"webhooks/{webhook.pk}/deliveries/")):
            with CaptureQueriesContext(connection) as found:
                reading()
            counts.append(len(found))
    assert counts[:2] == counts[2:]
    assert admin.user.is_staff
    for name in ("webhook", "delivery"):
        assert pages.get(reverse(f"admin:claims_{name}_changelist")).status_code == 200
    assert pages.get(reverse("admin:claims_delivery_change", args=[webhook.deliveries.first().pk])).status_code == 200


def test_a_kind_that_is_none_hears_which_there_are(admin, pages):
    refused = admin.post("webhooks/", BODY | {"kinds": ["claims:decided"]})
    page = pages.post("/webhooks/", BODY | {"kinds": ["claims:decided"]})
    with pytest.raises(BadInput) as by_service:
        add_webhook(actor=admin.user, url=BODY["url"], kinds=["claims:decided"])
    for said in (str(refused.body["errors"]), page.content.decode(), by_service.value.message):
        assert "claims:decided" in said
        assert ", ".join(TOLD) in said


def test_a_paused_endpoint_has_no_next_attempt(admin, pages):
    route = admin.post("webhooks/", BODY).headers["Location"].partition("/api/v1/")[2]
    webhook = Webhook.objects.get()
    look = f"/admin/claims/webhook/{webhook.pk}/change/"
    assert admin.get(route).body["next_at"] is not None
    assert "paused" not in pages.get(look).content.decode()
    assert admin.patch(route, {"active": False}).body["next_at"] is None
    assert [row["next_at"] for row in admin.get("webhooks/").body["results"]] == [None]
    assert "paused" in pages.get(look).content.decode()
    replayed = pages.post(reverse("webhook_replay", args=[webhook.pk]), {"after": 0}, follow=True)
    assert "as soon as it goes on" in replayed.content.decode()
    assert admin.patch(route, {"active": True}).body["next_at"] is not None
