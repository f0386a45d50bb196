"""A cited page can be kept, and what was kept can be read, as text alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Job, Source
from tests.factories import EvidenceFactory, SourceFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def test_a_reviewer_has_a_page_looked_at_and_a_reader_not(cast):
    address = reverse("source_keep", args=[SourceFactory().pk])
    assert cast["reader"][0].post(address).status_code == 403
    assert not Job.objects.exists()
    back = "http://testserver/claims/"
    assert cast["reviewer"][0].post(address, headers={"Referer": back}).url == back
    assert cast["reviewer"][0].post(address, headers={"Referer": "https://evil.example/"}).url == "/claims/"
    assert cast["reviewer"][0].get(address).status_code == 405
    assert Job.objects.count() == 1


def test_what_was_kept_is_shown_as_text(cast):
    source = SourceFactory()
    address = reverse("source_kept", args=[source.pk])
    assert cast["reader"][0].get(address).status_code == 404
    Source.objects.update(snapshot_at=timezone.now(), snapshot_text="<script>alert(1)</script> was said.")
    response = cast["reader"][0].get(address)
    assert "<script>alert(1)</script> was said." in read_page(response)
    assert b"<script>alert" not in response.content
    assert cast["nobody"][0].get(address).status_code == 302


def test_a_page_a_colleague_found_is_hidden_from_who_is_still_blind(cast):
    """Which page it is tells what they think."""
    evidence = EvidenceFactory(review__reviewer=cast["colleague"][1])
    Source.objects.update(snapshot_at=timezone.now(), snapshot_text="A text.")
    address = reverse("source_kept", args=[evidence.source_id])
    assert cast["reviewer"][0].get(address).status_code == 404
    assert cast["reviewer"][0].post(reverse("source_keep", args=[evidence.source_id])).status_code == 404
    assert cast["colleague"][0].get(address).status_code == 200
    assert cast["editor"][0].get(address).status_code == 200
