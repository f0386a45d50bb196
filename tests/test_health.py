from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from annotator import health
from claims.models import WorkerPulse
from claims.services import messages
from tests.factories import ClaimFactory, UserFactory


@pytest.fixture
def broken_database(monkeypatch):
    """A database that is gone: no cursor can be had."""

    def refuse(*args, **kwargs):
        raise connection.Database.OperationalError("gone")

    monkeypatch.setattr(connection, "create_cursor", refuse)


def test_live_asks_nothing_of_the_database(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("hosts", [["desk.example.org"], [".example.org", "other.example.org"]])
def test_who_probes_asks_by_the_machines_address(client, settings, hosts):
    settings.ALLOWED_HOSTS = hosts
    messages.beat("a worker")
    assert client.get("/healthz", headers={"host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/readyz", headers={"host": "10.0.0.7"}).status_code == 200
    assert client.get("/accounts/login/", headers={"host": "127.0.0.1:8000"}).status_code == 400


@pytest.mark.django_db
def test_live_asks_nothing_even_with_a_session(client, django_assert_num_queries):
    client.force_login(UserFactory())
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_ready_when_database_migrations_and_worker_are(client):
    messages.beat("a worker")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "checks": {"database": "ok", "migrations": "ok", "worker": "ok"}}


@pytest.mark.django_db
def test_not_ready_while_no_worker_reports(client):
    assert client.get("/readyz").status_code == 503
    messages.beat("a worker")
    WorkerPulse.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] == "none has reported for a minute: run worker"


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder(connection).record_unapplied("claims", "0001_initial")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {
        "database": "ok",
        "migrations": "1 not applied: run migrate",
        "worker": "unknown",
    }


@pytest.mark.django_db
def test_not_ready_while_the_database_is_away(client, broken_database):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "does not answer"
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_read_not_written(client, path):
    assert client.post(path).status_code == 405


def test_a_squashed_migration_counts_as_applied_when_what_it_replaces_is():
    parts = (("claims", "0001"), ("claims", "0002"))
    squashed = ("claims", "0001_squashed_0002")
    assert health.is_applied(squashed, parts, set(parts))
    assert not health.is_applied(squashed, parts, {parts[0]})
    assert health.is_applied(squashed, (), {squashed})
    assert not health.is_applied(squashed, (), set())


@pytest.fixture
def only_read(db, monkeypatch):
    """A database that takes no changes: as a standby does, and as a disk without write permission."""

    def protect():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET TRANSACTION READ ONLY")
            else:
                cursor.execute("PRAGMA query_only = ON")
        monkeypatch.setattr(health.os, "access", lambda path, mode: False)

    yield protect
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


def test_a_database_that_can_only_be_read_is_read_and_every_change_answers_503(client, only_read):
    messages.beat("a worker")
    claim = ClaimFactory()
    client.force_login(claim.article.added_by, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.raise_request_exception = False
    only_read()
    assert client.get(claim.get_absolute_url()).status_code == 200
    assert client.get("/verdicts/").status_code == 200
    comment = client.post(f"{claim.get_absolute_url()}comments/", {"body": "Is the date right?"})
    assert (comment.status_code, comment["Retry-After"]) == (503, "5")
    assert "can only be read just now. Nothing was saved" in comment.content.decode()
    article = client.post("/api/v1/articles/", {"text": "The bridge opened."}, content_type="application/json")
    assert (article.status_code, article.json()["code"]) == (503, "unavailable")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["database"]) == (503, "can only be read: no change is taken")
