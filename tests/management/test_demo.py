"""The demo: one command makes a small desk that shows everything, once, and never mixes with real work."""

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from claims.choices import EventKind, Role
from claims.models import Article, Claim, Event, Review, Verdict
from claims.services.verdicts import settle_all
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def demo(**options: Any) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def password_in(said: str) -> str:
    return said.split(" / ")[1].split()[0]


def test_the_demo_shows_every_side_of_the_work() -> None:
    demo()
    assert Article.objects.count() == 3
    assert Claim.objects.count() > 30
    statuses = set(Claim.objects.values_list("status", flat=True))
    assert {"unreviewed", "in_review", "supported", "incorrect", "not_checkable", "conflicting"} <= statuses
    assert Verdict.objects.filter(decided_by="adjudication").count() == 1
    assert {Role(person.role) for person in get_user_model().objects.all()} == set(Role)


def test_the_leader_with_the_wrong_office_is_found_and_decided() -> None:
    demo()
    claim = Claim.objects.get(text="Ilse Varga is Velmark PM")
    assert (claim.status, claim.kind) == ("incorrect", "presupposed")
    assert claim.quote == "Velmark PM Ilse Varga"
    assert claim.reviews.filter(evidence__source__url__startswith="https://").count() == 2


def test_it_has_verdicts_that_the_public_reads_one_of_them_corrected() -> None:
    demo()
    assert Verdict.objects.published().count() == 2
    corrected = Verdict.objects.published().exclude(correction_note="").get()
    assert (corrected.number, corrected.claim.verdict) == (2, corrected)
    assert Claim.objects.publication_ready().exists()


def test_the_demo_came_in_by_the_services() -> None:
    demo()
    assert Event.objects.filter(kind=EventKind.ARTICLE_ADDED).count() == 3
    assert Event.objects.filter(kind=EventKind.REVIEW_SUBMITTED).count() == Review.objects.count()
    assert list(settle_all(write=False)) == []


def test_everybody_can_sign_in_with_what_is_printed() -> None:
    said = demo()
    password = password_in(said)
    for person in get_user_model().objects.all():
        assert f"Sign in as {person.username}" in said
        assert authenticate(None, username=person.username, password=password) == person


def test_the_second_time_only_tells_how_to_sign_in(django_assert_max_num_queries: Any) -> None:
    first = demo(once=True)
    with django_assert_max_num_queries(1):
        again = demo(once=True)
    assert again == first
    assert Article.objects.count() == 3


def test_the_password_is_new_on_every_desk_and_its_file_is_the_owners_alone(var: Path) -> None:
    password = password_in(demo())
    kept = var / "demo-passwords"
    assert kept.read_text().strip() == password
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.unlink()
    other = password_in(demo())
    assert other != password
    assert authenticate(None, username="edith", password=other)
    assert not authenticate(None, username="edith", password=password)


@pytest.mark.parametrize("make", [ArticleFactory, UserFactory], ids=["an article", "a person"])
def test_a_desk_with_data_of_its_own_stays_as_it_is(make: Any, var: Path) -> None:
    make()
    people = get_user_model().objects.count()
    with pytest.raises(CommandError, match="of its own"):
        demo()
    assert demo(once=True) == ""
    assert get_user_model().objects.count() == people
    assert not (var / "demo-passwords").exists()


def test_nothing_is_left_of_a_demo_that_failed(settings: Any) -> None:
    settings.MAX_TEXT_LENGTH = 100
    with pytest.raises(Exception, match="limit is 100"):
        demo()
    assert not get_user_model().objects.exists()
    assert not Article.objects.exists()
