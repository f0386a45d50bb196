"""Editors' and admins' pages: who opens them, what they tell, what they change."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import AssignmentState, EventKind, NotificationKind
from claims.models import Assignment, Claim, Event, Notification
from claims.services.notifications import notify
from claims.services.verdicts import adjudicate
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.services.test_verdicts import conflict, submit
from tests.web.conftest import read_page, signed_in

pytestmark = pytest.mark.django_db

EDITORS = ["/workload/", "/agreement/", "/agreement.csv"]
ADMINS = ["/audit/", "/audit.csv"]
EVERYBODY = ["/dashboard/", "/notifications/"]
PAGES = ["/workload/", "/agreement/", "/audit/", "/dashboard/", "/notifications/"]


@pytest.fixture
def admin() -> Any:
    return signed_in(UserFactory(admin=True))


def body(answer: Any) -> str:
    return b"".join(answer).decode() if answer.streaming else answer.text


def lines(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(answer))))


# --- who opens what ----------------------------------------------------------------------------
def test_each_page_opens_for_its_people(cast: Any, admin: Any) -> None:
    clients = {name: client for name, (client, _) in cast.items()} | {"admin": admin}
    for addresses, allowed in (
        (EDITORS, {"editor", "admin"}),
        (ADMINS, {"admin"}),
        (EVERYBODY, {*clients} - {"nobody"}),
    ):
        for address in addresses:
            for name, client in clients.items():
                expected = 302 if name == "nobody" else 200 if name in allowed else 403
                assert client.get(address).status_code == expected, f"{name} at {address}"


@pytest.mark.parametrize("address", PAGES)
def test_pages_nest_and_have_one_heading(admin: Any, address: str) -> None:
    editor = UserFactory(editor=True)
    adjudicate(actor=editor, claim=conflict(), rating="incorrect", reason="So.")
    assert read_page(admin.get(address))


@pytest.mark.parametrize("address", PAGES)
def test_pages_cost_the_same_for_one_row_and_for_thirty(
    admin: Any, address: str, django_assert_max_num_queries: Any
) -> None:
    conflict()
    with django_assert_max_num_queries(80) as few:
        admin.get(address)
    for _ in range(15):
        conflict()
    with django_assert_max_num_queries(len(few)):
        admin.get(address)


# --- workload ----------------------------------------------------------------------------------
def share(client: Any, **given: Any) -> Any:
    return client.post("/workload/", {"count": 20, "how": "round_robin", **given})


def test_an_editor_gives_out_what_is_most_worth_checking(editor: Any) -> None:
    client, _ = editor
    people = UserFactory.create_batch(2)
    best, rest = ClaimFactory(check_worthiness=0.9), ClaimFactory(check_worthiness=0.1)
    due = timezone.localdate() + timedelta(days=3)
    assert share(client, count=1, people=[people[0].pk], due=due.isoformat()).status_code == 302
    given = Assignment.objects.get()
    assert (given.claim, given.assignee, timezone.localdate(given.due_at)) == (best, people[0], due)
    share(client, people=[person.pk for person in people])
    assert Assignment.objects.filter(claim=rest).count() == 1


def test_a_team_shares_an_article(editor: Any) -> None:
    client, _ = editor
    team = UserFactory.create_batch(2, team="Night")
    article = ArticleFactory()
    ClaimFactory.create_batch(4, article=article)
    ClaimFactory()
    share(client, article=article.pk, team="Night", how="even")
    assert [Assignment.objects.filter(assignee=person).count() for person in team] == [2, 2]


@pytest.mark.parametrize("given", [{}, {"team": "Nobody"}, {"people": [10**6]}, {"how": "lot"}, {"due": "soon"}])
def test_a_bad_share_is_told_and_gives_nothing(editor: Any, given: dict[str, Any]) -> None:
    ClaimFactory()
    assert share(editor[0], **given).status_code == 422
    assert not Assignment.objects.exists()


def test_who_has_work_gives_it_back_and_others_do_not(cast: Any) -> None:
    (mine, me), (theirs, _), (chief, _) = cast["reviewer"], cast["colleague"], cast["editor"]
    given = [Assignment.objects.create(assignee=me, claim=ClaimFactory()) for _ in range(2)]
    assert theirs.post(f"/assignments/{given[0].pk}/release/").status_code == 403
    assert mine.post(f"/assignments/{given[0].pk}/release/").status_code == 302
    assert chief.post(f"/assignments/{given[1].pk}/release/").status_code == 302
    assert set(Assignment.objects.values_list("state", flat=True)) == {AssignmentState.RELEASED}


# --- decisions ---------------------------------------------------------------------------------
def test_an_editor_sends_a_conflict_back(editor: Any) -> None:
    client, _ = editor
    claim = conflict()
    assert client.get(f"/claims/{claim.pk}/return/").status_code == 200
    given = {"question": "Does the depot count?", "seen": claim.revision}
    assert client.post(f"/claims/{claim.pk}/return/", given).status_code == 302
    assert Claim.objects.get(pk=claim.pk).status == "in_review"
    late = client.post(f"/claims/{claim.pk}/return/", given)
    assert late.status_code == 422
    assert "Does the depot count?" in late.text


def test_an_editor_reopens_a_decision(editor: Any) -> None:
    client, _ = editor
    claim = conflict()
    adjudicate(actor=UserFactory(editor=True), claim=claim, rating="incorrect", reason="So.")
    assert client.post(f"/claims/{claim.pk}/reopen/", {"reason": "A new source."}).status_code == 302
    assert Claim.objects.get(pk=claim.pk).status == "conflicting"
    assert client.post(f"/claims/{claim.pk}/reopen/", {"reason": ""}).status_code == 422


def test_a_reviewer_replies_once(cast: Any) -> None:
    client, me = cast["reviewer"]
    claim = ClaimFactory()
    submit(claim, "supported", actor=me)
    submit(claim, "incorrect")
    verdict = adjudicate(actor=UserFactory(editor=True), claim=claim, rating="incorrect", reason="The records.")
    assert "The records." in client.get(f"/verdicts/{verdict.pk}/reply/").text
    assert client.post(f"/verdicts/{verdict.pk}/reply/", {"body": "I see."}).status_code == 302
    assert "already replied" in client.post(f"/verdicts/{verdict.pk}/reply/", {"body": "And yet."}).text
    assert cast["colleague"][0].post(f"/verdicts/{verdict.pk}/reply/", {"body": "Me too."}).status_code == 422


def test_an_editor_who_decides_does_not_see_who_said_what(editor: Any, settings: Any) -> None:
    client, _ = editor
    claim = conflict()
    names = [review.reviewer.display_name for review in claim.reviews.select_related("reviewer")]
    pages = ["/conflicts/", f"/claims/{claim.pk}/adjudicate/", f"/claims/{claim.pk}/"]
    assert not [name for address in pages for name in names if name in client.get(address).text]
    settings.HIDE_REVIEWER_NAMES = False
    assert all(name in client.get(address).text for address in pages for name in names)


def test_a_decision_is_shown_with_its_causes_dates_and_replies(cast: Any) -> None:
    (chief, _), (client, me) = cast["editor"], cast["reviewer"]
    claim = ClaimFactory()
    submit(claim, "supported", actor=me)
    submit(claim, "incorrect")
    later = timezone.localdate() + timedelta(days=30)
    given = {
        "rating": "incorrect",
        "reason": "The records.",
        "causes": ["evidence_missed", "guideline_gap"],
        "recheck_on": later.isoformat(),
        "seen": claim.revision,
    }
    assert chief.post(f"/claims/{claim.pk}/adjudicate/", given).status_code == 302
    verdict = Claim.objects.get(pk=claim.pk).verdict
    assert (verdict.causes, verdict.recheck_on) == (["evidence_missed", "guideline_gap"], later)
    page = client.get(f"/claims/{claim.pk}/").text
    assert "Evidence was missed" in page
    assert f"/verdicts/{verdict.pk}/reply/" in page
    client.post(f"/verdicts/{verdict.pk}/reply/", {"body": "I had not seen page two."})
    page = chief.get(f"/claims/{claim.pk}/").text
    assert "I had not seen page two." in page
    assert f"/claims/{claim.pk}/reopen/" in page


def test_an_editor_who_came_second_keeps_every_cause_that_was_ticked(editor: Any) -> None:
    client, _ = editor
    claim = conflict()
    given = {"rating": "incorrect", "reason": "So.", "causes": ["evidence_missed", "guideline_gap"], "seen": 99}
    answer = client.post(f"/claims/{claim.pk}/adjudicate/", given)
    assert answer.status_code == 422
    assert answer.text.count("checked") >= 3


@pytest.mark.parametrize("step", ["return", "reopen"])
def test_reviewers_do_not_decide(reviewer: Any, step: str) -> None:
    assert reviewer[0].get(f"/claims/{conflict().pk}/{step}/").status_code == 403


# --- figures -----------------------------------------------------------------------------------
def test_the_dashboard_counts_what_is_there(reviewer: Any) -> None:
    for _ in range(2):
        claim = ClaimFactory(speaker="Mayor Ash")
        submit(claim)
        submit(claim)
    ClaimFactory()
    answer = reviewer[0].get("/dashboard/")
    found = answer.context["found"]
    assert (found.standing["unproven"], found.standing["unreviewed"]) == (2, 1)
    assert (found.weeks[-1].total, found.weeks[-1].reviews, len(found.weeks)) in {(2, 4, 12), (2, 4, 13)}
    assert found.ages[0] == ("under a day", 1)
    assert [(topic.name, topic.total) for topic in found.speakers] == [("Mayor Ash", 2)]
    assert "Mayor Ash" in answer.text


@pytest.mark.parametrize(
    "query", ["since=2026-02-01&until=2026-01-01", "since=soon", "article=x", "since=2001-01-01"]
)
def test_a_window_that_makes_no_sense_is_told(reviewer: Any, query: str) -> None:
    assert reviewer[0].get(f"/dashboard/?{query}").status_code == 400


def test_the_dashboard_of_one_publisher(reviewer: Any) -> None:
    ClaimFactory(article=ArticleFactory(publisher="Other Post"))
    ClaimFactory()
    found = reviewer[0].get("/dashboard/?publisher=Other+Post").context["found"]
    assert sum(found.standing.values()) == 1


def test_agreement_is_shown_with_its_interval_or_with_words(editor: Any) -> None:
    client, _ = editor
    assert "Fewer than two claims" in client.get("/agreement/").text
    pair = UserFactory.create_batch(2)
    for place in range(12):
        claim = ClaimFactory()
        submit(claim, "supported", actor=pair[0])
        submit(claim, "incorrect" if place % 3 else "supported", actor=pair[1])
    text = client.get("/agreement/").text
    assert " to " in text
    rows = lines(client.get("/agreement.csv"))
    assert rows[0] == ["table", "row", "column", "value"]
    assert ["alpha", "all", "claims", "12"] in rows
    assert ["kappa", f"{pair[0]} / {pair[1]}", "agreed", "4"] in rows


# --- audit -------------------------------------------------------------------------------------
def test_the_audit_is_narrowed_and_taken_away_complete(admin: Any) -> None:
    claim, other = conflict(), conflict()
    rows = lines(admin.get("/audit.csv"))
    assert rows[0][:4] == ["id", "at", "kind", "actor"]
    assert rows[-1] == [f"# end rows={Event.objects.count()}"]
    narrowed = lines(admin.get(f"/audit.csv?claim={claim.pk}&kind=claim:conflicted"))
    assert [row[2] for row in narrowed[1:-1]] == ["claim:conflicted"]
    text = admin.get(f"/audit/?claim={claim.pk}").text
    assert claim.text in text
    assert other.text not in text
    assert admin.get("/audit/?kind=claim:eaten").status_code == 400


def test_a_formula_in_the_audit_is_text(admin: Any) -> None:
    Event.objects.create(kind=EventKind.CLAIM_REWORDED, claim=ClaimFactory(), new="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in body(admin.get("/audit.csv"))


def test_long_audits_go_on_where_the_page_ended(admin: Any) -> None:
    claim = ClaimFactory()
    for place in range(60):
        Event.objects.create(kind=EventKind.CLAIM_REWORDED, claim=claim, new=f"wording {place:02}")
    first = admin.get("/audit/")
    second = admin.get("/audit/" + first.context["older"])
    assert "wording 59" in first.text
    assert "wording 00" not in first.text
    assert "wording 00" in second.text


# --- notifications -----------------------------------------------------------------------------
def test_a_person_reads_marks_and_chooses(reviewer: Any) -> None:
    client, me = reviewer
    notify(NotificationKind.ASSIGNED, [me, UserFactory()], claim=ClaimFactory(text="The bridge is blue"))
    assert "The bridge is blue" in client.get("/notifications/").text
    client.post("/notifications/", {"read": "1"})
    assert Notification.objects.filter(person=me, read_at=None).count() == 0
    assert Notification.objects.filter(read_at=None).count() == 1
    client.post("/notifications/", {"wanted": ["decided"], "by_mail": "on"})
    me.refresh_from_db()
    assert "assigned" in me.preferences["silenced"]
    assert me.preferences["digest"] is True
    assert client.post("/notifications/", {"wanted": ["weather"]}).status_code == 422


def test_every_page_says_how_much_is_unread(reviewer: Any, django_assert_num_queries: Any, monkeypatch: Any) -> None:
    client, me = reviewer
    claim = ClaimFactory()
    notify(NotificationKind.ASSIGNED, [UserFactory()], claim=claim)
    assert "unread" not in read_page(client.get("/articles/"))
    for number in (1, 2):
        notify(NotificationKind.ASSIGNED, [me], claim=claim)
        with django_assert_num_queries(5):
            page = client.get("/articles/")
        assert f"Notifications {number} unread" in " ".join(read_page(page).split())
    monkeypatch.setattr("annotator.context.MOST_SHOWN", 1)
    monkeypatch.setattr("claims.services.notifications.MOST_SHOWN", 1)
    assert "Notifications 1+ unread" in " ".join(read_page(client.get("/articles/")).split())
    assert "unread" not in read_page(client.get("/claims/", headers={"HX-Request": "true"}))
