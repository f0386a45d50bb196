"""What a cited page is: editors say it, everything that rests on the page has it."""

import pytest
from django.urls import reverse

from claims.choices import EventKind, Reliability
from claims.errors import BadInput, BadLink
from claims.models import Event
from claims.services.gate import gate
from claims.services.sources import describe_source
from tests.factories import ClaimFactory, EvidenceFactory, ReviewFactory, SourceFactory, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

ARCHIVED = "https://archive.example.org/2024/records"


@pytest.fixture
def source():
    return SourceFactory(title="Records")


def test_an_editor_says_by_page_what_a_cited_page_is(editor, source):
    client, user = editor
    address = reverse("source_describe", args=[source.pk])
    assert address in client.get(reverse("source", args=[source.pk])).content.decode()
    form = {"reliability": "primary", "title": "Records", "publisher": "City archive", "archived_url": ARCHIVED}
    page = client.post(address, form, follow=True)
    assert "Primary source" in read_page(page)
    source.refresh_from_db()
    assert (source.reliability, source.publisher, source.archived_url) == ("primary", "City archive", ARCHIVED)
    event = Event.objects.get(kind=EventKind.SOURCE_DESCRIBED)
    assert (event.actor, event.data["old"]["reliability"], event.data["new"]["reliability"]) == (
        user,
        "unrated",
        "primary",
    )
    assert "title" not in event.data["new"]


def test_a_bad_address_is_refused_with_what_was_typed(editor, source):
    form = {"reliability": "primary", "archived_url": "javascript:alert(1)"}
    page = editor[0].post(reverse("source_describe", args=[source.pk]), form)
    assert page.status_code == 422
    assert "javascript:alert(1)" in page.content.decode()
    source.refresh_from_db()
    assert source.reliability == Reliability.UNRATED


def test_reviewers_are_not_led_there_and_may_not(reviewer, source):
    client, _ = reviewer
    address = reverse("source_describe", args=[source.pk])
    assert address not in client.get(reverse("source", args=[source.pk])).content.decode()
    assert client.post(address, {"reliability": "primary"}).status_code == 403


def test_what_is_not_given_stays_and_the_same_again_is_no_event(source):
    actor = UserFactory(editor=True)
    describe_source(actor=actor, source=source, publisher="City archive")
    describe_source(actor=actor, source=source, publisher=" City  archive ")
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("Records", "City archive")
    assert Event.objects.filter(kind=EventKind.SOURCE_DESCRIBED).count() == 1


def test_a_class_or_address_that_is_none_is_refused(source):
    actor = UserFactory(editor=True)
    with pytest.raises(BadInput, match="one of unrated, primary"):
        describe_source(actor=actor, source=source, reliability="good")
    with pytest.raises(BadLink):
        describe_source(actor=actor, source=source, archived_url="ftp://x")


def test_the_gate_sees_the_primary_source_and_the_archived_copy():
    claim = ClaimFactory()
    source = SourceFactory()
    EvidenceFactory(review=ReviewFactory(claim=claim), source=source)
    assert not {"primary_source", "kept"} & met(claim)
    describe_source(actor=UserFactory(editor=True), source=source, reliability="primary", archived_url=ARCHIVED)
    assert {"primary_source", "kept"} <= met(claim)


def met(claim):
    return {item.name for item in gate(claim) if item.met}


def test_who_is_blind_hears_nothing_of_it(source):
    describe_source(actor=UserFactory(editor=True), source=source, reliability="primary")
    told = Event.objects.filter(kind=EventKind.SOURCE_DESCRIBED)
    assert not told.visible_to(UserFactory()).exists()
    assert told.visible_to(UserFactory(editor=True)).exists()
