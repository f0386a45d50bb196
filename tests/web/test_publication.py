"""Publishing on the pages: the panel on a claim, the forms of each step, the list, the first page."""

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Claim, FormDraft, Verdict
from claims.services.decisions import reopen_claim
from claims.services.publication import pause_verdict, publish_verdict, unpublish_verdict
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory, UserFactory
from tests.services.test_publication import SUMMARY, decided, fresh, published, ready, states
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

STEPS = ("claim_publish", "claim_correct", "claim_pause", "claim_resume", "claim_unpublish")


def at(name: str, claim: Claim) -> str:
    return reverse(name, args=[claim.pk])


def send(person: Any, name: str, claim: Claim, **words: Any) -> Any:
    return person[0].post(at(name, claim), words)


# --- the claim's page --------------------------------------------------------------------------
def test_an_editor_sees_the_gate_in_words_and_what_can_be_done(editor: Any) -> None:
    claim = decided()
    page = editor[0].get(claim.get_absolute_url())
    text = read_page(page)
    assert "Not public. An editor can publish it." in text
    assert "A primary source among the evidence not there; a reason will do" in text
    assert "A decision there" in text
    assert at("claim_publish", claim) in page.content.decode()
    assert at("claim_pause", claim) not in page.content.decode()


def test_an_open_claim_has_no_panel(editor: Any) -> None:
    assert "publication-heading" not in editor[0].get(ClaimFactory().get_absolute_url()).content.decode()


def test_others_see_what_is_public_and_no_buttons(cast: Any) -> None:
    claim = ready()
    reader = cast["reader"][0]
    assert "The page the public reads" not in read_page(reader.get(claim.get_absolute_url()))
    publish_verdict(actor=cast["editor"][1], claim=claim, summary=SUMMARY)
    page = reader.get(claim.get_absolute_url()).content.decode()
    assert fresh(claim).verdict.public_path in page
    assert not [name for name in STEPS if at(name, claim) in page]


def test_what_was_told_is_listed_with_a_new_decision_offered(editor: Any) -> None:
    claim = published(editor[1])
    pause_verdict(actor=editor[1], claim=claim, reason="A reader wrote: <b>no</b>.")
    text = read_page(editor[0].get(claim.get_absolute_url()))
    assert "A reader wrote: <b>no</b>." in text
    assert "Let it stand again" in text
    unpublish_verdict(actor=editor[1], claim=claim, reason="It named the wrong person.")
    text = read_page(editor[0].get(claim.get_absolute_url()))
    assert "What the public was told" in text
    assert "It named the wrong person." in text


def test_a_verdict_that_paused_itself_says_so_in_the_readers_language(editor: Any) -> None:
    claim = published(editor[1])
    reopen_claim(actor=editor[1], claim=claim, reason="A page was missed.")
    assert "The desk is looking at this claim again." in read_page(editor[0].get(claim.get_absolute_url()))
    editor[0].post("/language/", {"language": "fr", "next": "/"})
    assert read_page(editor[0].get(claim.get_absolute_url())).count("Le bureau réexamine cette affirmation.") == 2


def test_the_page_costs_the_same_however_much_was_told(editor: Any, django_assert_num_queries: Any) -> None:
    claim = published(editor[1])
    editor[0].get(claim.get_absolute_url())
    with django_assert_num_queries(21):
        editor[0].get(claim.get_absolute_url())
    for number in range(10):
        send(editor, "claim_correct", claim, note="So.", summary=f"Wording {number}.", seen=fresh(claim).revision)
    assert claim.verdicts.count() == 11
    with django_assert_num_queries(21):
        editor[0].get(claim.get_absolute_url())


# --- the steps ---------------------------------------------------------------------------------
def test_from_publishing_to_taking_back(editor: Any) -> None:
    claim = ready()
    assert "Summary for the public" in read_page(editor[0].get(at("claim_publish", claim)))
    response = send(editor, "claim_publish", claim, summary=SUMMARY, seen=claim.revision)
    assert (response.status_code, response.url) == (302, claim.get_absolute_url())
    page = editor[0].get(at("claim_correct", claim))
    assert page.context["form"]["summary"].value() == SUMMARY
    assert "What the public reads now" in read_page(page)
    send(editor, "claim_pause", claim, reason="A reader wrote.")
    send(editor, "claim_resume", claim)
    send(editor, "claim_correct", claim, note="A misprint.", summary="It was 1932.", true_as_of="2025-01-10")
    assert states(claim) == [(1, "superseded"), (2, "published")]
    send(editor, "claim_unpublish", claim, reason="It named the wrong person.")
    assert states(claim) == [(1, "superseded"), (2, "withdrawn")]


def test_a_reason_is_asked_for_where_the_gate_has_a_gap(editor: Any) -> None:
    claim = decided()
    assert "Missing: A primary source" in read_page(editor[0].get(at("claim_publish", claim)))
    response = send(editor, "claim_publish", claim, summary=SUMMARY)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert SUMMARY in read_page(response)
    send(editor, "claim_publish", claim, summary=SUMMARY, reason="The archive is closed.")
    assert states(claim) == [(1, "published")]
    assert "reason" not in editor[0].get(at("claim_publish", ready())).context["form"].fields


def test_words_are_written_before_it_is_ready_and_lost_by_no_refusal(editor: Any) -> None:
    claim = ClaimFactory()
    page = editor[0].get(at("claim_publish", claim))
    assert "Not ready yet." in read_page(page)
    assert "Evidence missing Most ratings need a source; reviewers add it." in read_page(page)
    response = send(editor, "claim_publish", claim, summary=SUMMARY, reason="Now.")
    assert response.status_code == 422
    assert "Not ready to be published. Missing: A decision; Evidence." in read_page(response)
    assert SUMMARY in read_page(response)


def test_what_a_rating_does_not_ask_for_is_not_said_to_be_there(editor: Any) -> None:
    claim = ClaimFactory()
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="A prediction.")
    text = read_page(editor[0].get(at("claim_publish", claim)))
    assert "Evidence not needed" in text
    assert "A snapshot or an archive of every cited page not needed" in text


@pytest.mark.parametrize("name", ["claim_publish", "claim_correct", "claim_pause", "claim_unpublish"])
def test_a_second_editor_is_told_and_can_send_again(editor: Any, name: str) -> None:
    claim = ready() if name == "claim_publish" else published(UserFactory(editor=True))
    words = {"summary": "Other words.", "note": "Because.", "reason": "Because."}
    response = send(editor, name, claim, **words, seen=claim.revision + 1)
    assert response.status_code == 422
    assert "Because." in read_page(response) or "Other words." in read_page(response)
    seen = response.context["form"]["seen"].value()
    assert int(seen) == claim.revision
    assert send(editor, name, claim, **words, seen=seen).status_code == 302


@pytest.mark.parametrize("name", STEPS)
def test_the_steps_are_for_editors(cast: Any, name: str) -> None:
    claim = ready()
    for who in ("reader", "reviewer"):
        assert cast[who][0].get(at(name, claim)).status_code == 403
        assert cast[who][0].post(at(name, claim), {"summary": SUMMARY, "note": "So."}).status_code == 403
    assert cast["nobody"][0].get(at(name, claim)).status_code == 302
    assert not Verdict.objects.ever_public().exists()


def test_a_draft_is_gone_once_it_is_public(editor: Any) -> None:
    claim = ready()
    editor[0].post(reverse("publish_draft", args=[claim.pk]), {"summary": "Half a sum"})
    assert editor[0].get(at("claim_publish", claim)).context["form"]["summary"].value() == "Half a sum"
    send(editor, "claim_publish", claim, summary=SUMMARY)
    assert not FormDraft.objects.exists()


# --- lists -------------------------------------------------------------------------------------
def test_editors_find_what_is_ready_and_what_is_paused(editor: Any, cast: Any) -> None:
    waiting, paused = ready(), published(editor[1])
    pause_verdict(actor=editor[1], claim=paused, reason="A reader wrote.")
    home = editor[0].get("/").content.decode()
    assert "?publication=ready" in home
    assert "1 public verdict is paused" in home
    assert "?publication=" not in cast["reviewer"][0].get("/").content.decode()
    listed = editor[0].get(reverse("claims"), {"publication": "ready"}).context["listing"].rows
    assert [claim.pk for claim in listed] == [waiting.pk]
    page = editor[0].get(reverse("claims"), {"publication": "paused"})
    assert '<option value="paused" selected>' in page.content.decode()
