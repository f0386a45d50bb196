"""What holds after every case, whatever was sent: I1 to I10 of the house, as one check each."""

import json
from collections import Counter

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.choices import ClaimStatus, JobState, Role
from claims.models import Claim, Event, Job
from claims.services.verdicts import settle_all

LISTS = ("home", "articles", "claims", "jobs", "feeds", "conflicts")
API_LISTS = ("articles", "claims", "events", "verdicts")


def hold(client):
    """Raises AssertionError naming the first invariant that is broken. `client` is an editor's, signed in."""
    anchors_hold()
    statuses_are_those_of_the_reviews()
    every_claim_has_an_event_with_its_actor()
    counts_agree(client)
    everybody_sees_no_more_than_an_editor(client)
    exports_repeat(client)
    no_job_is_held_beyond_its_lease()
    every_page_answers(client)


def anchors_hold():
    """I1"""
    for claim in Claim.objects.select_related("version"):
        assert claim.version.text[claim.start : claim.end] == claim.quote, f"I1: claim {claim.pk}"


def statuses_are_those_of_the_reviews():
    """I3, and what is public follows its claim."""
    assert list(settle_all(write=False)) == [], "I3"


def every_claim_has_an_event_with_its_actor():
    """I4"""
    births = Event.objects.filter(kind__in=["claim:split", "claim:proposed"], actor__isnull=False)
    made = Counter(births.values_list("claim", flat=True))
    assert all(made[pk] == 1 for pk in Claim.objects.values_list("pk", flat=True)), "I4"


def counts_agree(client):
    """I6: the export, the API and the database know the same claims."""
    stored = set(Claim.objects.exclude(status=ClaimStatus.WITHDRAWN).values_list("pk", flat=True))
    exported = {row["id"] for row in rows_of(export(client)) if row.get("status") != ClaimStatus.WITHDRAWN}
    listed = {row["id"] for row in api(client, "claims/?page_size=200")["results"] if row["status"] != "withdrawn"}
    assert exported == stored == listed, "I6"


def everybody_sees_no_more_than_an_editor(client):
    """I5: what a reader is shown, an editor is shown."""
    reader = Client()
    reader.force_login(get_user_model().objects.get_or_create(username="anybody", defaults={"role": Role.READER})[0])
    seen = {row["id"] for row in api(reader, "claims/?page_size=200")["results"]}
    assert seen <= {row["id"] for row in api(client, "claims/?page_size=200")["results"]}, "I5"


def exports_repeat(client):
    """I7"""
    assert rows_of(export(client)) == rows_of(export(client)), "I7"


def no_job_is_held_beyond_its_lease():
    """I8"""
    assert not Job.objects.filter(state=JobState.RUNNING, lease_until__lt=timezone.now()).exists(), "I8"


def every_page_answers(client):
    """I9 and I10: no record poisons a page, and no page shows its insides."""
    addresses = [reverse(name) for name in LISTS] + [f"/api/v1/{name}/" for name in API_LISTS]
    addresses += [claim.get_absolute_url() for claim in Claim.objects.order_by("-pk")[:3]]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, f"I9: {address}: {response.status_code}"
        assert b"Traceback" not in response.content, f"I10: {address}"


def export(client):
    response = client.get("/api/v1/exports/claims.ndjson")
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows_of(lines):
    return [row for line in lines.splitlines() if "id" in (row := json.loads(line))]


def api(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, path
    return response.json()
