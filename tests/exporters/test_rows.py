"""Rows: one shape, evidence as far as the reader sees, few statements, one moment."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import ClaimStatus
from claims.exporters import rows
from claims.exporters.scopes import DECIDED_ONLY, scope_of
from claims.exporters.snapshots import snapshot
from claims.models import Claim, Lineage, Review
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from tests.factories import ClaimFactory, EvidenceFactory, ReviewFactory, UserFactory

CONTRACT = {
    "id",
    "text",
    "quote",
    "start",
    "end",
    "kind",
    "speaker",
    "status",
    "decided_at",
    "article",
    "evidence",
    "reviews_count",
    "verdict",
    "url",
}
ARTICLE = {"id", "title", "source_url", "publisher", "published_at"}
EVIDENCE = {"url", "title", "quote", "stance", "archived_url"}
VERDICT = {"number", "rating", "summary", "published_at"}


def exported(scope: Any = DECIDED_ONLY) -> list[rows.Row]:
    return list(rows.stream(Claim.objects.all(), scope))


def decided(rating: str = "incorrect") -> Claim:
    claim = ClaimFactory()
    for number in range(2):
        piece = Citation(url=f"https://records.example.org/{number}", stance="refutes", title="Records", quote="1933")
        submit_review(actor=UserFactory(), claim=claim, rating=rating, evidence=[piece])
    return Claim.objects.get(pk=claim.pk)


@pytest.mark.django_db
class TestShape:
    def test_a_row_has_every_name_that_others_rely_on(self) -> None:
        claim = decided()
        row = exported()[0]
        assert set(row) >= CONTRACT
        assert set(row["article"]) >= ARTICLE
        assert set(row["verdict"]) >= VERDICT
        assert all(set(piece) >= EVIDENCE for piece in row["evidence"])
        assert (row["status"], row["verdict"]["rating"]) == ("incorrect", "incorrect")
        assert row["article"]["title"] == claim.article.title
        assert [piece["url"][-1] for piece in row["evidence"]] == ["0", "1"]

    def test_the_quote_stands_at_its_place_in_the_text(self) -> None:
        claim = ClaimFactory(at=(4, 10))
        row = exported()[0]
        assert row["quote"] == claim.version.text[row["start"] : row["end"]]

    def test_an_open_claim_has_no_verdict(self) -> None:
        ClaimFactory()
        row = exported()[0]
        assert (row["verdict"], row["evidence"], row["decided_at"], row["withdrawn"]) == (None, [], None, None)

    def test_its_address_is_that_of_its_page(self, settings: Any) -> None:
        claim = ClaimFactory()
        assert exported()[0]["url"] == f"{settings.SITE_URL}{claim.get_absolute_url()}"

    def test_a_withdrawn_claim_leads_to_its_heirs(self) -> None:
        old = ClaimFactory(status=ClaimStatus.WITHDRAWN, withdrawn_cause="merged", withdrawn_reason="Same.")
        heir = ClaimFactory()
        Lineage.objects.create(ancestor=old, heir=heir, how="merged")
        first, second = exported()
        assert first["heirs"] == [{"id": heir.pk, "how": "merged"}]
        assert first["withdrawn"] == {"cause": "merged", "reason": "Same."}
        assert second["heirs"] == []


@pytest.mark.django_db
class TestSight:
    def test_evidence_of_open_claims_stays_with_its_reviewer(self) -> None:
        review = EvidenceFactory(review=ReviewFactory()).review
        sees = {
            "command line": exported(DECIDED_ONLY),
            "another": exported(scope_of(UserFactory())),
            "a reader": exported(scope_of(UserFactory(reader=True))),
            "its reviewer": exported(scope_of(review.reviewer)),
            "an editor": exported(scope_of(UserFactory(editor=True))),
        }
        assert {who: len(found[0]["evidence"]) for who, found in sees.items()} == {
            "command line": 0,
            "another": 0,
            "a reader": 0,
            "its reviewer": 1,
            "an editor": 1,
        }

    def test_evidence_of_decided_claims_is_everybodys(self) -> None:
        decided()
        for scope in (DECIDED_ONLY, scope_of(UserFactory()), scope_of(UserFactory(editor=True))):
            assert len(exported(scope)[0]["evidence"]) == 2

    def test_superseded_and_retracted_reviews_lend_no_evidence(self) -> None:
        claim, editor = decided(), UserFactory(editor=True)
        first, second = Review.objects.order_by("id")
        revise_review(actor=first.reviewer, review=first, rating="unproven")
        retract_review(actor=second.reviewer, review=second)
        assert exported(scope_of(editor))[0]["evidence"] == []
        assert Claim.objects.get(pk=claim.pk).status == ClaimStatus.IN_REVIEW


@pytest.mark.django_db
def test_statements_grow_by_chunk_and_not_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    for review in ReviewFactory.create_batch(6):
        EvidenceFactory(review=review)
    with CaptureQueriesContext(connection) as one_chunk:
        assert len(exported()) == 6
    assert len(one_chunk) == 2
    monkeypatch.setattr(rows, "CHUNK", 2)
    with CaptureQueriesContext(connection) as three_chunks:
        assert len(exported()) == 6
    assert len(three_chunks) == 4


@pytest.mark.django_db(transaction=True)
class TestSnapshot:
    def test_what_is_written_meanwhile_is_in_none_of_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rows, "CHUNK", 1)
        claims = [decided(), decided(), decided()]
        with snapshot():
            stream = rows.stream(Claim.objects.all(), DECIDED_ONLY)
            seen = [next(stream)]
            in_another_thread(lambda: self.change(claims[2]))
            seen += list(stream)
        assert [(row["status"], len(row["evidence"])) for row in seen] == [("incorrect", 2)] * 3
        assert len(exported()) == 4
        assert [len(row["evidence"]) for row in exported()] == [2, 2, 0, 0]

    def change(self, claim: Claim) -> None:
        for review in claim.reviews.all():
            retract_review(actor=review.reviewer, review=review)
        ClaimFactory()

    def test_it_holds_no_lock_that_a_writer_would_wait_for(self) -> None:
        ClaimFactory()
        with snapshot():
            assert Claim.objects.count() == 1
            in_another_thread(ClaimFactory)
            assert Claim.objects.count() == 1
        assert Claim.objects.count() == 2

    def test_it_ends_when_its_reader_goes_away(self) -> None:
        ClaimFactory.create_batch(3)

        def export() -> Any:
            with snapshot():
                yield from rows.stream(Claim.objects.all(), DECIDED_ONLY)

        stream = export()
        next(stream)
        stream.close()
        ClaimFactory()
        assert Claim.objects.count() == 4

    def test_it_ends_when_the_block_fails(self) -> None:
        with pytest.raises(Claim.DoesNotExist), snapshot():
            Claim.objects.get()
        ClaimFactory()


def in_another_thread(work: Any) -> None:
    """Run and wait; a failure in the thread fails the test."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert failures == []
