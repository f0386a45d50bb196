"""The page of one verdict, as anybody reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, Review, Source, Verdict
from claims.services.claims import withdraw_claim
from claims.services.publication import correct_verdict, pause_verdict, publish_verdict, unpublish_verdict
from claims.services.reviews import Citation, revise_review, submit_review
from claims.services.surgery import merge_claims
from tests.factories import ClaimFactory, UserFactory
from tests.public.conftest import SUMMARY, WHY, decided, fresh, published
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def test_the_page_says_what_was_found_and_on_what_it_rests(visitor):
    one = published(speaker="Ann Lee")
    answer = visitor.get(one.public_path)
    said = read_page(answer)
    assert answer.status_code == 200
    for words in (one.claim.text, "Supported", "Evidence bears it out.", SUMMARY, "Ann Lee", "True as of"):
        assert words in said
    assert "Opened on 19 March 1932." in said
    assert "2 people of the desk reviewed this claim independently" in said
    assert "There is not enough evidence either way." in said  # the scale
    assert '<mark class="quote">The bridge opened in 1932.</mark>' in answer.text
    assert 'href="https://records.example.org/1932" rel="nofollow noopener ugc"' in answer.text
    assert f'href="{one.claim.article.source_url}" rel="nofollow noopener ugc"' in answer.text
    assert f'<link rel="canonical" href="{one.public_url}">' in answer.text
    assert '<meta property="og:title" content="Supported: ' in answer.text


def test_each_source_says_what_of_and_without_a_title_which_page_it_is(visitor):
    one = published()
    Source.objects.update(title="")
    said = read_page(visitor.get(one.public_path))
    assert "Supports the claim records.example.org/1932" in said


def test_the_archived_copy_stands_beside_the_live_page(visitor):
    one = published()
    source = one.claim.reviews.first().evidence.get().source
    source.archived_url = "https://archive.example.org/1932"
    source.save(update_fields=["archived_url"])
    assert 'href="https://archive.example.org/1932" rel="nofollow noopener ugc"' in visitor.get(one.public_path).text


@pytest.mark.parametrize("slug", ["", "-", "-another-wording", "-%C3%A9t%C3%A9"])
def test_another_wording_of_the_address_leads_on_for_good(visitor, slug):
    one = published()
    answer = visitor.get(f"/verdicts/{one.claim_id}{slug}/")
    if slug == "-":
        assert answer.status_code == 404
        return
    assert (answer.status_code, answer["Location"]) == (301, one.public_path)


@pytest.mark.parametrize("number", ["999999", "9" * 19, "9" * 40])
def test_what_never_was_public_is_nothing(visitor, number):
    secret = decided(text="The bridge opened in 1932, zqxdraft")
    for address in (
        f"/verdicts/{number}-x/",
        f"/verdicts/{secret.pk}-the-bridge/",
        f"/verdicts/{secret.pk}-x/embed/",
    ):
        answer = visitor.get(address)
        assert answer.status_code == 404
        assert "zqxdraft" not in answer.text


def test_a_paused_one_says_so_and_shows_no_rating(visitor, editor):
    one = published(rating="incorrect")
    pause_verdict(actor=editor, claim=one.claim, reason="A new document came in.")
    answer = visitor.get(one.public_path)
    said = read_page(answer)
    assert answer.status_code == 200
    assert "Being checked again" in said
    assert "A new document came in." in said
    assert '<meta name="robots" content="noindex">' in answer.text
    for hidden in ("Incorrect", SUMMARY, "application/ld+json", "Opened on 19 March", "incorrect"):
        assert hidden not in answer.text


def test_one_taken_back_is_gone_and_says_why(visitor, editor):
    one = published()
    unpublish_verdict(actor=editor, claim=one.claim, reason="We asked the wrong archive.")
    for address in (one.public_path, f"/verdicts/{one.claim_id}/", f"{one.public_path}embed/"):
        answer = visitor.get(address)
        assert answer.status_code == 410
        assert "We asked the wrong archive." in answer.text
        assert SUMMARY not in answer.text
        assert one.claim.text not in answer.text


def test_a_merged_one_leads_to_what_it_became(visitor, editor):
    one = published()
    article, version = one.claim.article, one.claim.version
    other = ClaimFactory(article=article, version=version, at=(27, 61))
    heir = merge_claims(actor=editor, claims=[one.claim, other], text="The bridge opened in 1932 and is busy")
    answer = visitor.get(one.public_path)
    assert answer.status_code == 410
    assert "no longer works on this claim" in answer.text
    for person in (UserFactory(), UserFactory()):
        submit_review(actor=person, claim=heir, rating="unproven")
    fresh_heir = Claim.objects.get(pk=heir.pk)
    new = publish_verdict(actor=editor, claim=fresh_heir, summary="Only half of it is known.")
    assert f'href="{fresh(new).public_path}"' in visitor.get(one.public_path).text


def test_a_withdrawn_claim_takes_its_verdict_along(visitor, editor):
    one = published()
    withdraw_claim(actor=editor, claim=one.claim, reason="zqxinternal")
    answer = visitor.get(one.public_path)
    assert answer.status_code == 410
    assert "zqxinternal" not in answer.text


def test_every_correction_stays_in_the_log(visitor, editor):
    one = published(rating="supported")
    correct_verdict(
        actor=editor, claim=one.claim, note="The year was misprinted.", summary="It opened in 1932.", reason=WHY
    )
    said = read_page(visitor.get(one.public_path))
    assert "The year was misprinted." in said
    assert "Corrected since" in said
    assert "It opened in 1932." in said
    assert Verdict.objects.public().filter(claim=one.claim).count() == 1


class TestOnlyWhatAnEditorReleased:
    """A reviewer's word reaches the public by an editor's hand alone."""

    LATE = Citation(url="https://spam.example.org/", stance="supports", title="zqxlate", quote="zqxlate")

    def test_a_review_that_comes_later_waits(self, visitor):
        one = published()
        submit_review(actor=UserFactory(), claim=one.claim, rating="supported", evidence=[self.LATE])
        said = visitor.get(one.public_path).text
        assert "zqxlate" not in said
        assert "2 people of the desk" in said

    def test_a_revision_waits_and_what_was_released_stays(self, visitor):
        one = published()
        for review in Review.objects.filter(claim=one.claim):
            new = [self.LATE]
            revise_review(actor=review.reviewer, review=review, rating="supported", evidence=new, reason="More.")
        said = visitor.get(one.public_path).text
        assert "zqxlate" not in said
        assert "Opened on 19 March 1932." in said

    def test_the_next_number_brings_them(self, visitor, editor):
        one = published()
        submit_review(actor=UserFactory(), claim=one.claim, rating="supported", evidence=[self.LATE])
        about = {"note": "One more source.", "summary": "Three sources say so.", "reason": WHY}
        correct_verdict(actor=editor, claim=one.claim, **about)
        assert "zqxlate" in visitor.get(one.public_path).text


def test_a_page_costs_the_same_with_little_and_with_much_evidence(visitor, django_assert_num_queries):
    little, much = published(), published(text="The bridge is long")
    for number in range(30):
        page = Citation(url=f"https://e.example.org/{number}", stance="context")
        review = submit_review(actor=UserFactory(), claim=much.claim, rating="supported", evidence=[page])
        Review.objects.filter(pk=review.pk).update(submitted_at=timezone.now() - timedelta(hours=1))
    for one in (little, much):
        with django_assert_num_queries(3):
            assert visitor.get(one.public_path).status_code == 200


def test_a_stored_address_that_is_no_web_address_is_plain_text(visitor):
    one = published()
    for number, address in enumerate(("javascript:alert(1)", "data:text/html,x", "java\tscript:alert(1)")):
        piece = one.claim.reviews.all()[number % 2].evidence.get()
        type(piece).objects.filter(pk=piece.pk).update(url=address)
        one.claim.article.source_url = address
        one.claim.article.save(update_fields=["source_url"])
        said = visitor.get(one.public_path).text
        assert f'"{address}' not in said
