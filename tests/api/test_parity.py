"""What people do on pages that stand by themselves: public pages, versions, kept texts, many withdrawn at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.choices import ClaimStatus, EventKind, JobKind, JobState, SitePageKey, SnapshotState
from claims.models import Event, Job, Snapshot
from claims.services.reviews import submit_review
from claims.services.site_pages import save_site_page
from claims.services.versions import revise_article
from tests.api.desk import Desk, editor, reader, reviewer
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    ReviewFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


# --- public pages ------------------------------------------------------------------------------
def test_an_admin_writes_a_public_page_and_the_public_reads_it() -> None:
    desk, address = Desk(UserFactory(admin=True)), "desk/pages/method/"
    first = desk.get(address)
    assert (first.body["revision"], first.body["changed_at"]) == (0, None)
    assert "{quorum}" not in first.body["words"]
    assert desk.put(address, {"words": "# Ours"}).status == 428
    written = desk.put(address, {"words": "# Ours"}, If_Match=first.headers["ETag"])
    assert (written.body["words"], written.body["revision"]) == ("# Ours", 1)
    assert "Ours" in Client().get(reverse("public_method")).text
    assert Event.objects.get(kind=EventKind.SITE_PAGE_CHANGED).data["words"] == "# Ours"


def test_of_two_who_write_a_public_page_the_second_is_told_what_stands_there() -> None:
    desk, address = Desk(UserFactory(admin=True)), "desk/pages/corrections/"
    tag = desk.get(address).headers["ETag"]
    save_site_page(actor=UserFactory(admin=True), key=SitePageKey.CORRECTIONS, words="Theirs", seen=0)
    stale = desk.put(address, {"words": "Mine"}, If_Match=tag)
    assert (stale.status, stale.body["current"]) == (412, {"revision": 1, "words": "Theirs"})
    assert desk.put(address, {"words": "Mine"}, If_Match="*").body["revision"] == 2
    assert desk.put(address, {"words": " "}, If_Match="*").fields == ["words"]
    assert desk.get("desk/pages/other/").status == 404
    assert editor().get(address).status == 403


# --- versions ----------------------------------------------------------------------------------
def test_every_text_an_article_had_is_there(django_assert_num_queries: Any) -> None:
    boss = UserFactory(editor=True)
    article = ClaimFactory().article
    before = article.version.text
    for number in range(30):
        revise_article(actor=boss, article=article, text=f"The bridge opened in {1900 + number}.")
        article.refresh_from_db()
    desk, address = reader(), f"articles/{article.pk}/versions/"
    desk.get(address)
    with django_assert_num_queries(3):
        rows = desk.get(address).body["results"]
    assert [row["number"] for row in rows] == list(range(31, 0, -1))
    assert "text" not in rows[0]
    assert rows[0]["added_by"]["id"] == boss.pk
    assert desk.get(f"versions/{rows[-1]['id']}/").body["text"] == before
    assert desk.get("versions/4711/").status == 404


# --- kept pages --------------------------------------------------------------------------------
def test_a_kept_text_is_read_by_who_may_know_that_it_is_cited() -> None:
    source = SourceFactory(snapshot_text="Kept.", snapshot_sha256="0" * 64, snapshot_at=timezone.now())
    Snapshot.objects.create(source=source, state=SnapshotState.KEPT, text="Kept.", sha256="0" * 64)
    EvidenceFactory(source=source)
    shown = editor().get(f"sources/{source.pk}/kept/").body
    assert (shown["text"], shown["looks"][0]["state"]) == ("Kept.", "kept")
    assert reviewer().get(f"sources/{source.pk}/kept/").status == 404
    assert editor().get(f"sources/{SourceFactory().pk}/kept/").status == 404


# --- imports -----------------------------------------------------------------------------------
def test_imports_are_listed_by_state(django_assert_num_queries: Any) -> None:
    desk = editor()
    for state in [JobState.DONE] * 29 + [JobState.WAITING]:
        Job.objects.create(kind=JobKind.IMPORT, state=state, requested_by=desk.user)
    Job.objects.create(kind=JobKind.EXPORT, requested_by=desk.user)
    desk.get("jobs/")
    with django_assert_num_queries(2):
        assert len(desk.get("jobs/").body["results"]) == 30
    assert [row["state"] for row in desk.get("jobs/?state=waiting").body["results"]] == ["waiting"]
    assert desk.get("jobs/?state=lost").fields == ["state"]
    assert reviewer().get("jobs/").status == 403


# --- many withdrawn at once --------------------------------------------------------------------
def test_many_claims_are_withdrawn_for_one_reason_and_come_back_by_one_undoing() -> None:
    desk, claims = editor(), [ClaimFactory(), ReviewFactory().claim, ClaimFactory()]
    ids = [claim.pk for claim in claims]
    done = desk.post("claims/withdraw/", {"claims": ids, "reason": "Not said."})
    assert (done.status, done.body) == (201, {"withdrawn": sorted(ids)})
    last = Event.objects.filter(kind=EventKind.CLAIM_WITHDRAWN).latest("id")
    assert desk.post(f"events/{last.pk}/undo/").status == 201
    for claim in claims:
        claim.refresh_from_db()
        assert not claim.is_withdrawn


def test_one_that_is_closed_keeps_all_of_them_open() -> None:
    desk, claim = editor(), ClaimFactory()
    closed = ClaimFactory(status=ClaimStatus.WITHDRAWN, withdrawn_cause="other", withdrawn_reason="Before.")
    refused = desk.post("claims/withdraw/", {"claims": [claim.pk, closed.pk], "reason": "Not said."})
    assert (refused.status, refused.body["code"]) == (409, "claim_closed")
    claim.refresh_from_db()
    assert not claim.is_withdrawn
    for body, field in (({"claims": [4711]}, "claims"), ({"claims": []}, "claims"), ({"reason": " "}, "reason")):
        assert desk.post("claims/withdraw/", {"claims": [claim.pk], "reason": "x", **body}).fields == [field]
    assert reviewer().post("claims/withdraw/", {"claims": [claim.pk], "reason": "x"}).status == 403


# --- figures -----------------------------------------------------------------------------------
def test_the_dashboard_is_the_pages() -> None:
    claim = ClaimFactory()
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    ClaimFactory()
    desk = reader()
    shown = desk.get("figures/dashboard/").body
    assert (shown["standing"]["unproven"], shown["standing"]["unreviewed"]) == (1, 1)
    assert sum(week["decided"]["unproven"] for week in shown["weeks"]) == 1
    assert shown["publication"]["ready"] == 1
    one = desk.get(f"figures/dashboard/?article={claim.article_id}&fields=standing,since").body
    assert (set(one), one["standing"]["unreviewed"]) == ({"standing", "since"}, 0)
    tag = desk.get("figures/dashboard/").headers["ETag"]
    assert desk.get("figures/dashboard/", If_None_Match=tag).status == 304


def test_agreement_and_workload_are_for_editors() -> None:
    one, other = UserFactory(username="ann", display_name=""), UserFactory(username="bo", display_name="")
    for _ in range(3):
        claim = ClaimFactory()
        for person, rating in ((one, "unproven"), (other, "unproven")):
            submit_review(actor=person, claim=claim, rating=rating)
    desk = editor()
    found = desk.get("figures/agreement/").body
    assert (found["alpha"]["claims"], found["alpha"]["ratings"]) == (3, 6)
    (pair,) = found["pairs"]
    assert (pair["one"]["name"], pair["other"]["name"], pair["claims"]) == ("ann", "bo", 3)
    assert {row["rating"]: row["agreed"] for row in found["ratings"]}["unproven"] == 6
    loads = {row["person"]["name"]: row["reviews_lately"] for row in desk.get("figures/workload/").body}
    assert (loads["ann"], loads["bo"]) == (3, 3)
    for path in ("figures/agreement/", "figures/workload/"):
        assert reviewer().get(path).status == 403


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("since=2026-02-01&until=2026-01-01", "until"),
        ("since=2020-01-01&until=2026-01-01", "since"),
        ("since=yesterday", "since"),
        ("article=0", "article"),
        ("weeks=3", "weeks"),
        ("tag=", "tag"),
    ],
)
def test_figures_about_nothing_are_refused_with_the_parameter(asked: str, field: str) -> None:
    desk = editor()
    for path in ("dashboard", "agreement"):
        answer = desk.get(f"figures/{path}/?{asked}")
        assert (answer.status, answer.fields) == (400, [field])


def test_workload_costs_the_same_for_one_and_for_thirty(django_assert_num_queries: Any) -> None:
    desk = editor()
    desk.get("figures/workload/")
    with django_assert_num_queries(5):
        desk.get("figures/workload/")
    UserFactory.create_batch(30)
    with django_assert_num_queries(5):
        assert len(desk.get("figures/workload/").body) == 31
