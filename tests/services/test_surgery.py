"""Merging, dividing, restoring: lineage is kept, reviews stay where they were given, nothing is half done."""

import pytest

from claims.choices import ClaimStatus, EventKind
from claims.errors import BadInput, ClaimClosed, SameClaim, StaleEdit
from claims.models import Claim, Event, Lineage
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.reviews import submit_review
from claims.services.surgery import Part, divide_claim, merge_claims, restore_claim
from claims.services.verdicts import adjudicate
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "The bridge opened in 1932. It carries 160,000 vehicles a day."


@pytest.fixture
def pair() -> list[Claim]:
    article = ArticleFactory(versions=TEXT)
    return [
        ClaimFactory(article=article, at=(0, 17), text="The bridge opened"),
        ClaimFactory(article=article, at=(18, 25), text="It was in 1932"),
    ]


@pytest.fixture
def editor():
    return UserFactory(editor=True)


class TestMerge:
    def test_one_claim_stands_on_the_words_of_all(self, pair, editor) -> None:
        heir = merge_claims(actor=editor, claims=pair, text="The bridge opened in 1932")
        assert (heir.start, heir.end, heir.quote) == (0, 25, "The bridge opened in 1932")
        assert heir.spans == [[0, 17], [18, 25]]
        assert heir.status == ClaimStatus.UNREVIEWED

    def test_the_old_claims_are_withdrawn_and_point_to_it(self, pair, editor) -> None:
        heir = merge_claims(actor=editor, claims=pair, text="The bridge opened in 1932")
        for old in pair:
            old.refresh_from_db()
            assert (old.status, old.withdrawn_cause) == ("withdrawn", "merged")
        assert set(Lineage.objects.values_list("ancestor", "heir", "how")) == {
            (old.pk, heir.pk, "merged") for old in pair
        }
        assert Event.objects.get(kind=EventKind.CLAIM_MERGED).data == {"from": sorted(old.pk for old in pair)}

    def test_reviews_stay_with_the_old_claims(self, pair, editor) -> None:
        review = submit_review(actor=UserFactory(), claim=pair[0], rating="unproven")
        heir = merge_claims(actor=editor, claims=pair, text="The bridge opened in 1932")
        review.refresh_from_db()
        assert review.claim == pair[0]
        assert heir.reviews_count == 0

    def test_a_wording_that_one_of_them_had_is_fine(self, pair, editor) -> None:
        assert merge_claims(actor=editor, claims=pair, text="The bridge opened").text == "The bridge opened"

    def test_claims_of_two_articles_are_not_merged(self, pair, editor) -> None:
        with pytest.raises(BadInput):
            merge_claims(actor=editor, claims=[pair[0], ClaimFactory()], text="Both")
        assert not Claim.objects.filter(status="withdrawn").exists()

    def test_one_claim_twice_is_not_two(self, pair, editor) -> None:
        with pytest.raises(BadInput):
            merge_claims(actor=editor, claims=[pair[0], pair[0]], text="One")

    def test_an_edit_meanwhile_is_told_and_nothing_is_half_done(self, pair, editor) -> None:
        with pytest.raises(StaleEdit):
            merge_claims(actor=editor, claims=pair, text="One", seen={pair[1].pk: pair[1].revision + 1})
        assert not Claim.objects.filter(status="withdrawn").exists()
        assert not Lineage.objects.exists()

    def test_a_withdrawn_claim_is_not_merged(self, pair, editor) -> None:
        withdraw_claim(actor=editor, claim=pair[0], reason="Heading")
        with pytest.raises(ClaimClosed):
            merge_claims(actor=editor, claims=pair, text="One")

    def test_a_claim_that_stands_already_is_not_made_twice(self, pair, editor) -> None:
        propose_claim(actor=editor, article=pair[0].article, start=0, end=25, text="All of it")
        with pytest.raises(SameClaim):
            merge_claims(actor=editor, claims=pair, text="All of it")
        assert not Claim.objects.filter(status="withdrawn").exists()


class TestDivide:
    def parts(self) -> list[Part]:
        return [Part(text="The bridge exists", start=0, end=10), Part(text="It opened", start=11, end=17)]

    def test_several_claims_come_from_one(self, pair, editor) -> None:
        heirs = divide_claim(actor=editor, claim=pair[0], parts=self.parts())
        assert [heir.quote for heir in heirs] == ["The bridge", "opened"]
        pair[0].refresh_from_db()
        assert pair[0].withdrawn_cause == "divided"
        assert [link.how for link in Lineage.objects.all()] == ["split", "split"]

    def test_one_part_is_no_division(self, pair, editor) -> None:
        with pytest.raises(BadInput):
            divide_claim(actor=editor, claim=pair[0], parts=self.parts()[:1])

    def test_two_parts_that_are_the_same_are_refused_whole(self, pair, editor) -> None:
        with pytest.raises((BadInput, SameClaim)):
            divide_claim(actor=editor, claim=pair[0], parts=[self.parts()[0]] * 2)
        pair[0].refresh_from_db()
        assert pair[0].status == "unreviewed"

    def test_a_part_outside_the_text_is_refused_whole(self, pair, editor) -> None:
        with pytest.raises(BadInput):
            divide_claim(actor=editor, claim=pair[0], parts=[*self.parts(), Part(text="x", start=0, end=999)])
        assert Claim.objects.count() == 2


class TestRestore:
    def test_it_comes_back_to_where_its_reviews_leave_it(self, editor) -> None:
        claim = ClaimFactory()
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        withdraw_claim(actor=editor, claim=claim, reason="By mistake")
        restored = restore_claim(actor=editor, claim=claim, reason="It is one after all")
        assert (restored.status, restored.withdrawn_cause, restored.withdrawn_reason) == ("unproven", "", "")
        assert restored.verdict is not None
        assert Event.objects.filter(kind=EventKind.CLAIM_RESTORED).get().reason == "It is one after all"

    def test_an_editors_decision_comes_back_with_it(self, editor) -> None:
        claim = ClaimFactory()
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
        submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="Why")
        verdict = adjudicate(actor=editor, claim=claim, rating="unproven", reason="Because")
        withdraw_claim(actor=editor, claim=claim, reason="By mistake")
        restored = restore_claim(actor=editor, claim=claim)
        assert (restored.status, restored.verdict) == ("unproven", verdict)
        assert claim.verdicts.count() == 1

    def test_a_standing_claim_is_not_restored(self, editor) -> None:
        with pytest.raises(ClaimClosed):
            restore_claim(actor=editor, claim=ClaimFactory())

    def test_not_beside_the_same_claim(self, editor) -> None:
        claim = ClaimFactory()
        withdraw_claim(actor=editor, claim=claim, reason="By mistake")
        ClaimFactory(article=claim.article, text=claim.text)
        with pytest.raises(SameClaim):
            restore_claim(actor=editor, claim=claim)
