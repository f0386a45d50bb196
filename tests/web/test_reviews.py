"""The review pages: the queue, the form, one's own review."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from claims.choices import ReviewState
from claims.models import Assignment, Claim, Review
from claims.services.reviews import submit_review
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def rows(*evidence):
    """Form fields of evidence rows, each a dict of what was typed."""
    fields = {"evidence-TOTAL_FORMS": str(max(len(evidence), 1)), "evidence-INITIAL_FORMS": "0"}
    fields |= {"evidence-MIN_NUM_FORMS": "0", "evidence-MAX_NUM_FORMS": "50"}
    for number, row in enumerate(evidence):
        for name, value in {"stance": "refutes", **row}.items():
            fields[f"evidence-{number}-{name}"] = value
    return fields


LINK = {"url": "https://archive.example.org/1932?utm_source=x", "quote": "opened in 1932"}


def send(client, claim, origin="claim", evidence=(LINK,), **typed):
    fields = {"rating": "incorrect", "origin": origin, **rows(*evidence), **typed}
    return client.post(reverse("claim_review", args=[claim.pk]), fields)


class TestForm:
    def test_a_review_is_stored_with_its_evidence(self, reviewer):
        claim = ClaimFactory()
        response = send(reviewer[0], claim, note="The archive says 1933.", confidence="4")
        assert response.url == claim.get_absolute_url()
        review = Review.objects.get()
        assert (review.reviewer, review.rating, review.confidence) == (reviewer[1], "incorrect", 4)
        assert [piece.source.url for piece in review.evidence.all()] == ["https://archive.example.org/1932"]
        assert "Your review is saved" in read_page(reviewer[0].get(response.url))

    def test_what_a_rating_needs_is_said_before_anything_is_sent(self, reviewer):
        text = read_page(reviewer[0].get(ClaimFactory().get_absolute_url()))
        assert "Evidence shows it is wrong. Needs a link." in text
        assert "too ambiguous to check. Needs a note." in text

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"rating": "supported", "evidence": ()}, "needs at least one piece of evidence"),
            ({"rating": "not_checkable", "evidence": (), "note": ""}, "why this cannot be checked"),
            ({"rating": ""}, "Choose a rating."),
            ({"rating": "wrong"}, "Select a valid choice"),
            ({"evidence": ({}, {"url": "javascript:alert(1)", "quote": "kept quote"})}, "must start with http"),
            ({"evidence": ({"quote": "kept quote"},)}, "The web address is empty"),
            ({"confidence": "9"}, "Select a valid choice"),
        ],
    )
    def test_a_mistake_loses_nothing_that_was_typed(self, reviewer, typed, words):
        claim = ClaimFactory()
        typed = {"note": "kept note", **typed}
        for origin in ("claim", "queue"):
            response = send(reviewer[0], claim, origin=origin, **typed)
            assert response.status_code == 422
            assert words in read_page(response)
            page = response.content.decode()
            assert typed["note"] in page
            assert "evidence" not in typed or not typed["evidence"] or "kept quote" in page
        assert not Review.objects.exists()

    def test_a_refused_link_is_marked_at_its_own_row(self, reviewer):
        evidence = ({}, LINK, {"url": "https://user:pw@example.org/"})
        response = send(reviewer[0], ClaimFactory(), evidence=evidence)
        faulty = [number for number, row in enumerate(response.context["form"].evidence) if row.errors]
        assert faulty == [2]

    def test_the_page_opens_at_the_first_field_that_was_refused(self, reviewer):
        evidence = (LINK, {"url": "https://example.org/b c"}, {"url": "example.org/d"})
        response = send(reviewer[0], ClaimFactory(), evidence=evidence)
        content = response.content.decode()
        refused = content.split('name="evidence-1-url"')[1].split(">")[0]
        assert "autofocus" in refused
        assert [bool(row.errors) for row in response.context["form"].evidence] == [False, True, True]
        assert "There is a space in the web address, at position 21." in read_page(response)

    def test_another_row_is_added_without_a_script_and_nothing_is_lost(self, reviewer):
        claim = ClaimFactory()
        response = send(reviewer[0], claim, note="kept note", another_row="1")
        page = response.content.decode()
        assert response.status_code == 200
        assert "kept note" in page
        assert "archive.example.org" in page
        assert 'name="evidence-1-url"' in page
        assert "needs at least" not in page
        assert 'value="incorrect" data-needs="link" data-key="3" checked' in page
        assert not Review.objects.exists()

    @pytest.mark.parametrize("total", ["", "x", "-1", "1000000", "52"])
    def test_a_broken_count_of_rows_is_refused_not_obeyed(self, reviewer, total):
        fields = {"rating": "unproven", **rows(LINK), "evidence-TOTAL_FORMS": total}
        response = reviewer[0].post(reverse("claim_review", args=[ClaimFactory().pk]), fields)
        assert response.status_code == 422

    def test_a_double_click_is_answered_kindly_and_reviews_once(self, reviewer):
        claim = ClaimFactory()
        send(reviewer[0], claim, note="first words")
        response = send(reviewer[0], claim, note="second words")
        assert response.status_code == 409
        text = read_page(response)
        assert "You have already reviewed this claim" in text
        assert "first words" in text
        assert "second words" in text
        assert Review.objects.count() == 1

    def test_a_second_tab_of_the_queue_is_answered_within_its_page(self, reviewer):
        claim = ClaimFactory()
        send(reviewer[0], claim)
        fields = {"rating": "supported", "origin": "queue", "note": "second words", **rows(LINK)}
        response = reviewer[0].post(reverse("claim_review", args=[claim.pk]), fields, headers={"HX-Request": "true"})
        page = response.content.decode()
        assert response.status_code == 409
        assert page.lstrip().startswith('<div id="turn"')
        assert "second words" in page
        assert "<header" not in page.replace('<header class="claim-head', "")

    def test_the_second_words_can_take_the_firsts_place(self, reviewer):
        claim = ClaimFactory()
        send(reviewer[0], claim, note="first words")
        review = Review.objects.get()
        fields = {"rating": "incorrect", **rows(LINK), "note": "second words", "reason": "Found more"}
        response = reviewer[0].post(reverse("review_revise", args=[review.pk]), fields)
        assert response.url == claim.get_absolute_url()
        assert Review.objects.submitted().get().note == "second words"

    def test_nobody_reviews_a_claim_of_their_own_making(self, reviewer):
        claim = ClaimFactory(proposed_by=reviewer[1])
        response = send(reviewer[0], claim)
        assert response.status_code == 422
        assert "You proposed this claim" in read_page(response)

    def test_two_reviewers_decide(self, cast):
        claim = ClaimFactory()
        for who in ("reviewer", "colleague"):
            send(cast[who][0], claim)
        assert "The claim is now: Incorrect." in read_page(cast["colleague"][0].get(claim.get_absolute_url()))
        claim.refresh_from_db()
        assert claim.status == "incorrect"


class TestOwnReview:
    def test_the_form_to_change_it_holds_what_it_says(self, reviewer):
        claim = ClaimFactory()
        send(
            reviewer[0],
            claim,
            note="first words",
            evidence=({**LINK, "title": "Yearbook"}, {"url": "https://b.org/x"}),
        )
        page = reviewer[0].get(reverse("review_revise", args=[Review.objects.get().pk])).content.decode()
        for words in ("first words", "Yearbook", "https://b.org/x", 'name="evidence-2-url"'):
            assert words in page

    def test_it_is_taken_back(self, reviewer):
        claim = ClaimFactory()
        send(reviewer[0], claim)
        review = Review.objects.get()
        address = reverse("review_retract", args=[review.pk])
        assert "It will no longer count" in read_page(reviewer[0].get(address))
        assert reviewer[0].post(address, {"reason": "Wrong claim"}).url == claim.get_absolute_url()
        review.refresh_from_db()
        assert review.state == ReviewState.RETRACTED
        again = reviewer[0].post(address)
        assert again.status_code == 422
        assert "retracted already" in read_page(again)


class TestQueue:
    def test_the_most_worth_checking_comes_first_then_the_oldest(self, reviewer):
        made = [ClaimFactory(check_worthiness=worth) for worth in (0.2, 0.9, 0.9, 0.5)]
        order = []
        for _ in made:
            claim = reviewer[0].get(reverse("review_next")).context["claim"]
            order.append(claim.pk)
            submit_review(actor=reviewer[1], claim=claim, rating="unproven")
        assert order == [made[1].pk, made[2].pk, made[3].pk, made[0].pk]

    def test_what_somebody_gave_me_comes_before_that_and_says_so(self, cast):
        ClaimFactory(check_worthiness=1)
        given = ClaimFactory(check_worthiness=0.1)
        article_given = ClaimFactory(check_worthiness=0.2)
        editor = cast["editor"][1]
        Assignment.objects.create(assignee=cast["reviewer"][1], assigned_by=editor, claim=given)
        Assignment.objects.create(assignee=cast["reviewer"][1], assigned_by=editor, article=article_given.article)
        response = cast["reviewer"][0].get(reverse("review_next"))
        assert response.context["claim"] == article_given
        assert "Erin gave it to you" in read_page(response)

    def test_a_submitted_review_leads_to_the_next_claim(self, reviewer):
        first, second = ClaimFactory(check_worthiness=0.9), ClaimFactory(check_worthiness=0.1)
        response = send(reviewer[0], first, origin="queue")
        assert response.url == reverse("review_next")
        page = reviewer[0].get(response.url)
        assert page.context["claim"] == second
        assert f"Review submitted: {first.text} Undo" in read_page(page)

    def test_a_script_gets_the_next_claim_in_the_answer_itself(self, reviewer):
        first, second = ClaimFactory(check_worthiness=0.9), ClaimFactory(check_worthiness=0.1)
        fields = {"rating": "unproven", "origin": "queue", **rows()}
        response = reviewer[0].post(reverse("claim_review", args=[first.pk]), fields, headers={"HX-Request": "true"})
        assert second.text in read_page(response)
        assert "<!doctype" not in response.content.decode()

    def test_a_skipped_claim_comes_last_and_can_be_had_again(self, reviewer):
        first, second = ClaimFactory(check_worthiness=0.9), ClaimFactory(check_worthiness=0.1)
        reviewer[0].post(reverse("review_skip"), {"claim": first.pk})
        assert reviewer[0].get(reverse("review_next")).context["claim"] == second
        reviewer[0].post(reverse("review_skip"), {"claim": second.pk})
        assert "You skipped 2 claims." in read_page(reviewer[0].get(reverse("review_next")))
        assert reviewer[0].get(f"{reverse('review_next')}?again=1").context["claim"] == first

    @pytest.mark.parametrize("claim", ["", "x", "-1", "9" * 50])
    def test_skipping_nothing_harms_nothing(self, reviewer, claim):
        assert reviewer[0].post(reverse("review_skip"), {"claim": claim}).status_code == 302
        assert reviewer[0].get(reverse("review_next")).status_code == 200

    def test_nothing_left_is_said(self, reviewer):
        assert "Nothing left to review" in read_page(reviewer[0].get(reverse("review_next")))

    def test_ones_own_and_decided_and_withdrawn_claims_are_not_offered(self, reviewer):
        ClaimFactory(proposed_by=reviewer[1])
        ClaimFactory(status="supported")
        ClaimFactory(status="withdrawn", withdrawn_cause="other")
        assert "Nothing left" in read_page(reviewer[0].get(reverse("review_next")))

    @pytest.mark.parametrize("number", [1, 30])
    def test_the_queue_costs_the_same_short_and_long(self, reviewer, django_assert_num_queries, number):
        article = ArticleFactory()
        for _ in range(number):
            ClaimFactory(article=article)
        reviewer[0].get(reverse("review_next"))
        with django_assert_num_queries(16):
            reviewer[0].get(reverse("review_next"))


class TestHome:
    def test_it_shows_what_is_next_and_how_far_the_desk_is(self, cast):
        claim = ClaimFactory(text="The first to look at", check_worthiness=1)
        ClaimFactory(status="conflicting")
        ClaimFactory(status="supported")
        text = read_page(cast["editor"][0].get("/"))
        assert claim.text in text
        assert "1 of 3 claims decided, 2 open" in text
        assert "1 conflict waits for an editor" in text
        assert claim.text not in read_page(cast["reader"][0].get("/"))

    @pytest.mark.parametrize("number", [1, 30])
    def test_it_costs_the_same_for_a_small_desk_and_a_larger_one(self, reviewer, django_assert_num_queries, number):
        for _ in range(number):
            submit_review(actor=reviewer[1], claim=ClaimFactory(), rating="unproven")
            ClaimFactory()
        reviewer[0].get("/")
        with django_assert_num_queries(9):
            reviewer[0].get("/")


class TestConflicts:
    @pytest.fixture
    def conflict(self, cast):
        claim = ClaimFactory(text="Reviewers differ on this")
        submit_review(actor=cast["reviewer"][1], claim=claim, rating="unproven", note="Rosa's reason")
        submit_review(actor=cast["colleague"][1], claim=claim, rating="not_checkable", note="Ravi's reason")
        return claim

    def test_an_editor_sees_the_reviews_side_by_side_and_decides(self, editor, conflict):
        assert conflict.text in read_page(editor[0].get(reverse("conflicts")))
        address = reverse("claim_adjudicate", args=[conflict.pk])
        text = read_page(editor[0].get(address))
        assert "Rosa's reason" in text
        assert "Ravi's reason" in text
        response = editor[0].post(address, {"rating": "unproven", "reason": "Rosa looked further."}, follow=True)
        assert "Rosa looked further." in read_page(response)
        assert Claim.objects.get().status == "unproven"

    @pytest.mark.parametrize(
        ("typed", "words"),
        [({"rating": "unproven", "reason": " "}, "required"), ({"reason": "kept reason"}, "Choose a rating.")],
    )
    def test_a_decision_needs_a_rating_and_a_reason(self, editor, conflict, typed, words):
        response = editor[0].post(reverse("claim_adjudicate", args=[conflict.pk]), typed)
        assert response.status_code == 422
        assert words in read_page(response)
        assert typed["reason"].strip() in response.content.decode()
        assert Claim.objects.get().status == "conflicting"

    def test_a_conflict_decided_meanwhile_is_not_decided_by_accident(self, editor):
        claim = ClaimFactory()
        typed = {"rating": "unproven", "reason": "Because"}
        response = editor[0].post(reverse("claim_adjudicate", args=[claim.pk]), typed)
        assert response.status_code == 422
        assert "do not conflict" in read_page(response)

    def test_it_says_how_long_they_have_differed(self, editor, conflict):
        assert "just now" in read_page(editor[0].get(reverse("conflicts")))
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            text = read_page(editor[0].get(reverse("conflicts")))
        assert "for 1 hour" in text
        assert "just now" not in text

    def test_the_list_costs_the_same_with_one_and_with_thirty(self, editor, django_assert_num_queries):
        for number in (1, 29):
            for _ in range(number):
                claim = ClaimFactory()
                for rating in ("unproven", "not_checkable"):
                    submit_review(actor=UserFactory(), claim=claim, rating=rating, note="n")
            editor[0].get(reverse("conflicts"))
            with django_assert_num_queries(6):
                response = editor[0].get(reverse("conflicts"))
        assert len(response.context["rows"]) == 30
