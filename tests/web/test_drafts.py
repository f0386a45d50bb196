"""Drafts on the pages: kept while typing, shown again, never overwritten, never shown to others."""

import pytest
from django.urls import reverse

from claims.models import Review
from claims.services.review_drafts import draft_of, save_draft
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory
from tests.web.conftest import read_page, signed_in
from tests.web.test_reviews import rows

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


def save(client, claim, **typed):
    fields = {"origin": "claim", **rows({"url": "https://exa"}), **typed}
    return client.post(reverse("claim_draft", args=[claim.pk]), fields, headers=JSON if "script" not in typed else {})


def test_what_is_typed_is_kept_and_the_answer_says_when(reviewer):
    claim = ClaimFactory()
    response = save(reviewer[0], claim, rating="incorrect", note=" half a th")
    assert response.json()["revision"] == 1
    assert response.json()["saved"].startswith("Draft saved at ")
    assert draft_of(reviewer[1], claim).typed["note"] == " half a th"


@pytest.mark.parametrize("page", ["claim", "queue"])
def test_the_form_is_filled_with_the_draft(reviewer, page):
    claim = ClaimFactory()
    save(reviewer[0], claim, rating="incorrect", note="half a thought", confidence="4")
    address = claim.get_absolute_url() if page == "claim" else reverse("review_next")
    content = reviewer[0].get(address).content.decode()
    for words in ("half a thought", 'value="https://exa"', 'data-key="3" checked', '<option value="4" selected>'):
        assert words in content
    assert 'name="draft_seen" value="1"' in content


def test_two_windows_do_not_overwrite_each_other(reviewer):
    claim = ClaimFactory()
    save(reviewer[0], claim, note="one window", draft_seen="0")
    response = save(reviewer[0], claim, note="other window", draft_seen="0")
    assert response.status_code == 409
    assert response.json()["revision"] == 1
    assert draft_of(reviewer[1], claim).typed["note"] == "one window"


def test_a_late_saving_after_the_review_is_answered(reviewer):
    claim = ClaimFactory()
    submit_review(actor=reviewer[1], claim=claim, rating="unproven")
    response = save(reviewer[0], claim, note="late")
    assert (response.status_code, response.json()["code"]) == (409, "already_reviewed")


def test_without_a_script_a_button_saves_and_the_page_says_so(reviewer):
    claim = ClaimFactory()
    response = save(reviewer[0], claim, note="by hand", script="none")
    assert response.url == claim.get_absolute_url()
    assert "Draft saved at" in read_page(reviewer[0].get(response.url))
    queue = save(reviewer[0], claim, note="by hand", script="none", origin="queue")
    assert queue.url == f"/review/?claim={claim.pk}"


def test_without_a_script_a_refused_draft_loses_nothing(reviewer):
    claim = ClaimFactory()
    save(reviewer[0], claim, note="one window")
    response = save(reviewer[0], claim, note="other window", script="none", draft_seen="0")
    assert response.status_code == 409
    assert "other window" in response.content.decode()
    assert "changed in another window" in read_page(response)


def test_a_signed_out_window_is_told_in_place(cast):
    response = save(cast["nobody"][0], ClaimFactory(), note="typed while signed out")
    assert response.status_code == 401


def test_nobody_else_finds_a_draft(cast):
    claim = ClaimFactory()
    save_draft(actor=cast["colleague"][1], claim=claim, note="secret draft")
    for who in ("reader", "reviewer", "editor"):
        assert "secret draft" not in cast[who][0].get(claim.get_absolute_url()).content.decode()


class TestUndo:
    def test_a_review_is_undone_and_its_words_are_back_in_the_form(self, reviewer):
        claim = ClaimFactory()
        submit_review(actor=reviewer[1], claim=claim, rating="unproven", note="these words")
        page = reviewer[0].get(reverse("review_next"))
        step = page.context["last_step"]
        response = reviewer[0].post(reverse("step_undo", args=[step.pk]), {"origin": "queue"})
        assert response.url == f"/review/?claim={claim.pk}"
        again = reviewer[0].get(response.url)
        assert "these words" in again.content.decode()
        assert again.context["last_step"] is None
        assert not Review.objects.submitted().exists()

    def test_on_the_claims_own_page_only_a_step_with_it_is_offered(self, reviewer):
        one, two = ClaimFactory(), ClaimFactory()
        submit_review(actor=reviewer[1], claim=one, rating="unproven")
        assert "Undo" in read_page(reviewer[0].get(one.get_absolute_url()))
        assert "Review submitted: " not in read_page(reviewer[0].get(two.get_absolute_url()))

    def test_a_step_somebody_built_on_is_refused_in_words(self, cast):
        claim = ClaimFactory()
        submit_review(actor=cast["reviewer"][1], claim=claim, rating="unproven")
        step = cast["reviewer"][0].get(claim.get_absolute_url()).context["last_step"]
        submit_review(actor=cast["colleague"][1], claim=claim, rating="unproven")
        response = cast["reviewer"][0].post(reverse("step_undo", args=[step.pk]), follow=True)
        assert "Somebody else has worked on this claim" in read_page(response)

    def test_somebody_elses_step_is_not_found(self, cast):
        claim = ClaimFactory()
        submit_review(actor=cast["reviewer"][1], claim=claim, rating="unproven")
        step = cast["reviewer"][0].get(claim.get_absolute_url()).context["last_step"]
        assert cast["editor"][0].post(reverse("step_undo", args=[step.pk])).status_code == 404


class TestBackAndForth:
    def test_back_leads_to_the_claim_skipped_last(self, reviewer):
        first, second = ClaimFactory(check_worthiness=0.9), ClaimFactory(check_worthiness=0.1)
        reviewer[0].post(reverse("review_skip"), {"claim": first.pk})
        response = reviewer[0].post(reverse("review_back"), follow=True)
        assert response.context["claim"] == first
        assert reviewer[0].post(reverse("review_back"), follow=True).context["claim"] == first
        assert second.pk

    def test_a_claim_that_does_not_wait_for_me_is_not_found_in_the_queue(self, reviewer):
        claim = ClaimFactory()
        submit_review(actor=reviewer[1], claim=claim, rating="unproven")
        assert reviewer[0].get(f"/review/?claim={claim.pk}").status_code == 404


class TestKeys:
    def fields(self, reviewer, **changes):
        form = reviewer[0].get(reverse("key_preferences")).context["form"]
        return {
            **{name: value for name, value in form.initial.items() if name != "enabled"},
            "enabled": "on",
            **changes,
        }

    def test_a_key_is_remapped_for_one_person(self, cast):
        cast["reviewer"][0].post(reverse("key_preferences"), self.fields(cast["reviewer"], skip="X"))
        ClaimFactory()
        assert "&quot;skip&quot;: &quot;x&quot;" in cast["reviewer"][0].get(reverse("review_next")).content.decode()
        assert "&quot;skip&quot;: &quot;s&quot;" in cast["editor"][0].get(reverse("review_next")).content.decode()

    def test_keys_can_be_switched_off(self, reviewer):
        fields = self.fields(reviewer)
        del fields["enabled"]
        reviewer[0].post(reverse("key_preferences"), fields)
        assert "data-keys" not in reviewer[0].get(reverse("review_next")).content.decode()

    @pytest.mark.parametrize("changes", [{"skip": "1"}, {"skip": ""}, {"skip": " "}, {"skip": "E"}, {"skip": "ab"}])
    def test_a_key_is_one_character_and_has_one_meaning(self, reviewer, changes):
        response = reviewer[0].post(reverse("key_preferences"), self.fields(reviewer, **changes))
        assert response.status_code == 422
        reviewer[1].refresh_from_db()
        assert "keys" not in reviewer[1].preferences

    def test_other_preferences_stay(self, reviewer):
        reviewer[1].preferences = {"digest": "daily"}
        reviewer[1].save()
        client = signed_in(reviewer[1])
        client.post(reverse("key_preferences"), self.fields(reviewer))
        reviewer[1].refresh_from_db()
        assert reviewer[1].preferences["digest"] == "daily"
