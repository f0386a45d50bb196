"""Drafts of the other forms: kept while typing, shown again, one's own alone, gone once sent."""

import pytest
from django.urls import reverse

from claims.models import Claim, FormDraft
from claims.services.form_drafts import MOST_DRAFTS, save_form_draft
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


@pytest.fixture
def claim():
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    submit_review(actor=UserFactory(), claim=claim, rating="not_checkable", note="Why")
    return claim


def save(client, what, pk, **typed):
    return client.post(reverse(f"{what}_draft", args=[pk]), typed, headers=JSON)


FORMS = {
    "propose": (
        lambda claim: claim.article_id,
        {"text": "Half a claim", "quote": "The bridge", "kind": "attributed"},
    ),
    "reword": (lambda claim: claim.pk, {"text": "Half a wording", "kind": "presupposed"}),
    "adjudicate": (lambda claim: claim.pk, {"reason": "Half a reason", "rating": "unproven"}),
    "comment": (lambda claim: claim.pk, {"body": "Half a remark"}),
    "publish": (lambda claim: claim.pk, {"summary": "Half a summary"}),
    "correct": (lambda claim: claim.pk, {"note": "Half a note", "summary": "What was found"}),
}
PAGES = {
    "propose": ("article", "article_claim_propose"),
    "reword": ("claim_reword",),
    "adjudicate": ("claim_adjudicate",),
    "comment": ("claim",),
    "publish": ("claim_publish",),
    "correct": ("claim_correct",),
}


@pytest.mark.parametrize("what", FORMS)
def test_what_is_typed_is_kept_and_stands_in_the_form_again(cast, claim, what):
    about, typed = FORMS[what][0](claim), FORMS[what][1]
    answer = save(cast["editor"][0], what, about, **typed).json()
    assert answer["revision"] == 1
    assert answer["saved"].startswith("Draft saved at ")
    words = next(value for value in typed.values() if value.startswith("Half"))
    for page in PAGES[what]:
        assert words in cast["editor"][0].get(reverse(page, args=[about])).content.decode()
        response = cast["colleague"][0].get(reverse(page, args=[about]))
        assert words not in response.content.decode(), "nobody else's"


def test_two_windows_do_not_overwrite_each_other(editor, claim):
    save(editor[0], "comment", claim.pk, body="one window", draft_seen="0")
    response = save(editor[0], "comment", claim.pk, body="other window", draft_seen="0")
    assert (response.status_code, response.json()["revision"]) == (409, 1)
    assert FormDraft.objects.get().typed == {"body": ["one window"]}


def test_once_sent_a_draft_is_gone(editor, claim):
    save(editor[0], "comment", claim.pk, body="A remark")
    editor[0].post(reverse("claim_comment", args=[claim.pk]), {"body": "A remark"})
    save(editor[0], "propose", claim.article_id, quote="The bridge")
    editor[0].post(
        reverse("article_claim_propose", args=[claim.article_id]), {"quote": "The bridge", "kind": "asserted"}
    )
    save(editor[0], "adjudicate", claim.pk, reason="So.")
    editor[0].post(reverse("claim_adjudicate", args=[claim.pk]), {"rating": "unproven", "reason": "So."})
    assert not FormDraft.objects.exists()


def test_a_draft_of_a_wording_that_changed_meanwhile_is_answered_with_both(editor):
    claim = ClaimFactory()
    address = reverse("claim_reword", args=[claim.pk])
    save(editor[0], "reword", claim.pk, text="My wording", kind="asserted", seen="1")
    Claim.objects.filter(pk=claim.pk).update(text="Their wording", revision=2)
    form = editor[0].get(address).context["form"]
    sent = {name: form[name].value() or "" for name in ("text", "kind", "speaker", "quote", "seen")}
    response = editor[0].post(address, sent)
    assert response.status_code == 409
    assert "Their wording" in read_page(response)
    assert "My wording" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "what", "status"),
    [
        ("reader", "comment", 403),
        ("reviewer", "adjudicate", 403),
        ("nobody", "comment", 401),
    ],
)
def test_who_may_not_send_a_form_keeps_no_draft_of_it(cast, claim, who, what, status):
    assert save(cast[who][0], what, claim.pk, body="x").status_code == status
    assert not FormDraft.objects.exists()


def test_without_a_script_a_button_saves_and_leads_back(editor, claim):
    response = editor[0].post(reverse("comment_draft", args=[claim.pk]), {"body": "By hand"}, follow=True)
    assert "Draft saved at" in read_page(response)
    assert "By hand" in response.content.decode()


@pytest.mark.parametrize("typed", [{"body": "x" * 200_001}, {"body": "a\x00b"}, {f"f{n}": "x" for n in range(101)}])
def test_what_cannot_be_kept_is_refused_by_its_reason(editor, claim, typed):
    response = save(editor[0], "comment", claim.pk, **typed)
    assert response.status_code == 400
    assert response.json()["message"]


def test_the_oldest_drafts_of_a_person_make_room():
    person = UserFactory()
    for number in range(MOST_DRAFTS + 2):
        save_form_draft(actor=person, place=f"comment:{number}", typed={"body": ["x"]})
    assert FormDraft.objects.count() == MOST_DRAFTS
    assert not FormDraft.objects.filter(place="comment:1").exists()


class TestMoving:
    """A claim is put on other words of its article by selecting them."""

    def test_the_article_asks_for_the_words_and_the_form_shows_both(self, editor):
        claim = ClaimFactory()
        page = editor[0].get(f"{claim.article.get_absolute_url()}?move={claim.pk}")
        assert "Select the words in the text that this claim is about" in read_page(page)
        form = editor[0].get(reverse("claim_reword", args=[claim.pk]), {"start": 4, "end": 10})
        assert claim.version.text[4:10] in read_page(form)
        assert claim.quote in read_page(form)
        assert form.context["form"]["start"].value() == 4

    def test_nobody_moves_what_they_may_not_reword(self, reviewer):
        claim = ClaimFactory()
        page = reviewer[0].get(f"{claim.article.get_absolute_url()}?move={claim.pk}")
        assert "Select the words in the text" not in read_page(page)

    @pytest.mark.parametrize(("quote", "start"), [("bridge", 4), ("1932", 21)])
    def test_words_changed_by_hand_after_the_selection_are_the_ones_that_count(self, editor, quote, start):
        claim = ClaimFactory()
        typed = {"text": claim.text, "kind": "asserted", "seen": 1, "quote": quote, "start": 4, "end": 10}
        editor[0].post(reverse("claim_reword", args=[claim.pk]), typed)
        claim.refresh_from_db()
        assert (claim.start, claim.quote) == (start, quote)
