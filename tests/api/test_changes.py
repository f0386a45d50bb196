"""Asking what changed: nothing missed, nothing twice, whoever writes meanwhile; what is gone leaves a gravestone."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Verdict
from claims.models.horizon import read_horizon
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.events import record
from claims.services.reviews import submit_review
from claims.services.rewording import reword_claim
from claims.services.surgery import merge_claims
from claims.services.versions import revise_article
from tests.api.desk import Answer, Desk, reader, reviewer
from tests.factories import ArticleFactory, UserFactory


def proposed(count: int) -> list[Claim]:
    article, actor = ArticleFactory(), UserFactory()
    return [propose_claim(actor=actor, article=article, start=0, end=26, text=f"Claim {n}") for n in range(count)]


class Follower:
    """A client that keeps a copy by asking what changed."""

    def __init__(self, desk: Desk, path: str = "claims/", size: int = 2) -> None:
        self.desk, self.path, self.size, self.number = desk, path, size, 0
        self.told: list[int] = []

    def ask(self) -> Answer:
        answer = self.desk.get(f"{self.path}?changed_after={self.number}&page_size={self.size}")
        assert answer.status == 200, answer.body
        self.number = answer.body["changed_after"]
        return answer

    def news(self) -> list[dict[str, Any]]:
        """Everything that is new since the last time, page by page."""
        rows, more = [], True
        while more:
            answer = self.ask()
            rows += answer.body["results"]
            more = answer.body["more"]
        self.told += [row["sequence"] for row in rows]
        assert self.told == sorted(set(self.told))
        return rows

    def ids(self) -> list[int]:
        return [row.get("id") or row["claim"] for row in self.news()]


@pytest.mark.django_db
class TestClaims:
    def test_each_claim_is_told_once_at_its_latest_change(self) -> None:
        claims = proposed(5)
        follower = Follower(reader())
        assert follower.ids() == [claim.pk for claim in claims]
        assert follower.ids() == []
        reword_claim(actor=claims[0].proposed_by, claim=claims[0], text="New")
        reword_claim(actor=claims[3].proposed_by, claim=claims[3], text="Newer")
        reword_claim(actor=claims[0].proposed_by, claim=claims[0], text="Newest")
        assert [(row["id"], row["text"]) for row in follower.news()] == [
            (claims[3].pk, "Newer"),
            (claims[0].pk, "Newest"),
        ]

    def test_a_review_and_a_decision_are_changes(self) -> None:
        (claim,) = proposed(1)
        follower = Follower(reader())
        follower.news()
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        assert [(row["id"], row["status"]) for row in follower.news()] == [(claim.pk, "unproven")]

    def test_a_corrected_text_tells_where_its_claims_stand_now(self) -> None:
        claims = proposed(2)
        article = claims[0].article
        lost = propose_claim(actor=UserFactory(), article=article, start=27, end=35, text="Lost")
        desk = reader()
        follower = Follower(desk)
        copy = {row["id"]: row for row in follower.news()}
        for text in (article.version.text.replace(lost.quote, ""), "New. " + article.version.text):
            article.refresh_from_db()
            revise_article(actor=UserFactory(editor=True), article=article, text=text)
            copy |= {row["id"]: row for row in follower.news()}
        for claim in (*claims, lost):
            now = desk.get(f"claims/{claim.pk}/").body
            assert {name: now[name] for name in copy[claim.pk] if name != "sequence"} == {
                name: value for name, value in copy[claim.pk].items() if name != "sequence"
            }
        assert copy[lost.pk]["orphaned_at"] is None

    def test_withdrawn_and_merged_claims_stay_in_the_stream_as_gravestones(self) -> None:
        first, second, third = proposed(3)
        follower, boss = Follower(reader()), UserFactory(editor=True)
        follower.news()
        withdraw_claim(actor=boss, claim=third, reason="Not a claim.", cause="not_a_claim")
        heir = merge_claims(actor=boss, claims=[first, second], text="Both")
        told = {row["id"]: row for row in follower.news()}
        assert set(told) == {first.pk, second.pk, third.pk, heir.pk}
        assert told[third.pk]["withdrawn"] == {"cause": "not_a_claim", "reason": "Not a claim."}
        assert told[first.pk]["withdrawn"]["cause"] == "merged"

    def test_what_changes_between_two_pages_is_told_after_them(self) -> None:
        claims = proposed(5)
        follower = Follower(reader())
        seen = [row["id"] for row in follower.ask().body["results"]]
        reword_claim(actor=claims[4].proposed_by, claim=claims[4], text="New")
        seen += follower.ids()
        assert sorted(seen) == [claim.pk for claim in claims]
        assert seen[-1] == claims[4].pk

    def test_nothing_new_is_304_for_one_cheap_statement(self) -> None:
        proposed(3)
        desk = reader()
        follower = Follower(desk, size=50)
        follower.news()
        tag = follower.ask().headers["ETag"]
        with CaptureQueriesContext(connection) as captured:
            answer = desk.get(f"claims/?changed_after={follower.number}", If_None_Match=tag)
        assert (answer.status, answer.raw) == (304, b"")
        assert len(captured) == 2  # whose token it is, and the horizon
        proposed(1)
        assert desk.get(f"claims/?changed_after={follower.number}", If_None_Match=tag).status == 200

    def test_a_number_stands_alone(self) -> None:
        answer = reader().get("claims/?changed_after=0&status=incorrect")
        assert (answer.status, answer.fields) == (400, ["status"])

    def test_a_number_this_desk_never_gave_is_refused(self) -> None:
        answer = reader().get("claims/?changed_after=4711")
        assert (answer.status, answer.fields) == (400, ["changed_after"])

    @pytest.mark.parametrize("number", ["4711", "%2B4711", "9223372036854775807"])
    def test_the_record_refuses_it_as_well(self, number: str) -> None:
        proposed(1)
        last = reader().get("events/?page_size=1").body["results"][0]["id"]
        assert reader().get(f"events/?after={last}").body["results"] == []
        answer = reader().get(f"events/?after={number}")
        assert (answer.status, answer.fields) == (400, ["after"])

    def test_a_time_still_filters_by_the_clock(self) -> None:
        proposed(2)
        assert len(reader().get("claims/?changed_after=2000-01-01T00:00:00Z").body["results"]) == 2


@pytest.mark.django_db
class TestVerdicts:
    def published(self) -> Verdict:
        (claim,) = proposed(1)
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        verdict = Verdict.objects.get()
        self.publish(verdict, "published")
        return verdict

    def publish(self, verdict: Verdict, state: str) -> None:
        """As publication leaves it: the state, and an event in the same transaction."""
        verdict.state = state
        verdict.published_at = verdict.published_at or verdict.created_at
        verdict.save()
        kind = "verdict:published" if state == "published" else "verdict:paused"
        record(kind, actor=None, claim=verdict.claim, verdict=verdict)

    def test_only_published_verdicts_are_listed(self) -> None:
        verdict = self.published()
        (row,) = reader().get("verdicts/").body["results"]
        assert (row["claim"], row["rating"], row["number"], row["gone"]) == (verdict.claim_id, "unproven", 1, None)
        self.publish(verdict, "paused")
        assert reader().get("verdicts/").body["results"] == []

    def test_one_that_is_taken_back_leaves_a_gravestone(self) -> None:
        follower = Follower(reader(), "verdicts/")
        assert follower.news() == []
        verdict = self.published()
        assert [(row["claim"], row["gone"]) for row in follower.news()] == [(verdict.claim_id, None)]
        self.publish(verdict, "paused")
        gone = {"state": "paused", "note": "", "status": "unproven", "heirs": []}
        assert [row["gone"] for row in follower.news()] == [gone]
        assert follower.news() == []

    def test_a_withdrawn_claim_buries_its_verdict(self) -> None:
        verdict = self.published()
        follower = Follower(reader(), "verdicts/")
        follower.news()
        withdraw_claim(actor=UserFactory(editor=True), claim=verdict.claim, reason="x")
        assert [row["gone"]["status"] for row in follower.news()] == ["withdrawn"]

    def test_what_was_never_published_is_not_told(self) -> None:
        (claim,) = proposed(1)
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        assert Follower(reader(), "verdicts/").news() == []


@pytest.mark.django_db
class TestEvents:
    def test_the_record_is_followed_from_any_point(self) -> None:
        claims = proposed(3)
        desk = reader()
        first = desk.get("events/?after=0&page_size=2").body["results"]
        rest = desk.get(f"events/?after={first[-1]['id']}").body["results"]
        assert [event["claim"] for event in first + rest] == [claim.pk for claim in claims]
        assert [event["claim"] for event in desk.get("events/").body["results"]] == [c.pk for c in claims[::-1]]

    def test_others_reviews_stay_unseen_as_long_as_one_is_blind(self) -> None:
        (claim,) = proposed(1)
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        kinds = [event["kind"] for event in reviewer().get("events/?after=0").body["results"]]
        assert kinds == ["claim:proposed"]

    @pytest.mark.parametrize("query", ["after=-1", "after=x", "after=1.5", "kind=nothing", "claim=0"])
    def test_what_is_not_understood_is_refused(self, query: str) -> None:
        assert reader().get(f"events/?{query}").status == 400


@pytest.mark.django_db(transaction=True)
class TestManyWriters:
    def test_an_earlier_event_that_is_committed_later_is_not_missed(self) -> None:
        """The trap of every clock and every plain sequence. On SQLite the second writer waits for the first."""
        slow, quick = proposed(2)
        follower = Follower(reader(), size=50)
        follower.news()
        drawn, go_on = threading.Event(), threading.Event()

        def write_slowly() -> None:
            with transaction.atomic():
                record("claim:reworded", actor=None, claim=slow)
                drawn.set()
                assert go_on.wait(10)

        thread = in_thread(write_slowly)
        assert drawn.wait(10)
        if connection.vendor == "postgresql":
            record("claim:reworded", actor=None, claim=quick)
            assert follower.ids() == []
            go_on.set()
            thread.join()
        else:
            assert follower.ids() == []
            go_on.set()
            thread.join()
            record("claim:reworded", actor=None, claim=quick)
        assert follower.ids() == [slow.pk, quick.pk]

    def test_a_writer_that_gives_up_holds_nothing_back(self) -> None:
        (claim,) = proposed(1)
        with transaction.atomic():
            record("claim:reworded", actor=None, claim=claim)
            transaction.set_rollback(True)
        record("claim:reworded", actor=None, claim=claim)
        follower = Follower(reader())
        assert follower.ids() == [claim.pk]

    def test_a_crowd_of_writers_is_followed_without_a_gap(self) -> None:
        claims, desk = proposed(4), reader()
        follower, told = Follower(desk, size=3), []
        threads = [in_thread(rewriting(claim, times=12)) for claim in claims]
        while any(thread.is_alive() for thread in threads):
            told += [(row["id"], row["text"]) for row in follower.news()]
        told += [(row["id"], row["text"]) for row in follower.news()]
        last = dict(told)
        assert last == {claim.pk: f"{claim.pk} wording 11" for claim in claims}
        assert read_horizon() == follower.number


def rewriting(claim: Claim, *, times: int) -> Callable[[], None]:
    def run() -> None:
        for number in range(times):
            reword_claim(actor=claim.proposed_by, claim=claim, text=f"{claim.pk} wording {number}")

    return run


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
