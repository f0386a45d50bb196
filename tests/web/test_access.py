"""Who comes in, and where those who do not are sent."""

import pytest
from django.urls import reverse

from claims.services.reviews import submit_review
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(cast):
    """Every page by name, for objects that exist."""
    claim = ClaimFactory()
    conflict = ClaimFactory(article=claim.article, text="Two reviewers differ")
    review = submit_review(actor=cast["reviewer"][1], claim=conflict, rating="unproven")
    submit_review(actor=cast["colleague"][1], claim=conflict, rating="not_checkable", note="Why not")
    return {
        "home": reverse("home"),
        "articles": reverse("articles"),
        "article_new": reverse("article_new"),
        "article": reverse("article", args=[claim.article_id]),
        "article_claim_propose": reverse("article_claim_propose", args=[claim.article_id]),
        "claims": reverse("claims"),
        "claim": reverse("claim", args=[claim.pk]),
        "claim_reword": reverse("claim_reword", args=[claim.pk]),
        "claim_withdraw": reverse("claim_withdraw", args=[claim.pk]),
        "review_next": reverse("review_next"),
        "review_revise": reverse("review_revise", args=[review.pk]),
        "review_retract": reverse("review_retract", args=[review.pk]),
        "conflicts": reverse("conflicts"),
        "claim_adjudicate": reverse("claim_adjudicate", args=[conflict.pk]),
    }


# Who may open which page; everybody else is told why not.
OPEN_TO = {
    "home": {"reader", "reviewer", "editor"},
    "articles": {"reader", "reviewer", "editor"},
    "article_new": {"editor"},
    "article": {"reader", "reviewer", "editor"},
    "article_claim_propose": {"reviewer", "editor"},
    "claims": {"reader", "reviewer", "editor"},
    "claim": {"reader", "reviewer", "editor"},
    "claim_reword": {"editor"},
    "claim_withdraw": {"editor"},
    "review_next": {"reviewer", "editor"},
    "review_revise": {"reviewer"},
    "review_retract": {"reviewer"},
    "conflicts": {"editor"},
    "claim_adjudicate": {"editor"},
}


@pytest.mark.parametrize("who", ["reader", "reviewer", "editor"])
def test_each_page_opens_for_its_people_and_tells_the_others_why_not(cast, addresses, who):
    client, _ = cast[who]
    for name, address in addresses.items():
        response = client.get(address)
        blind = who == "reader" and name in {"review_revise", "review_retract"}
        expected = 200 if who in OPEN_TO[name] else 404 if blind else 403
        assert response.status_code == expected, f"{who} at {name}"
        text = read_page(response)
        if expected == 403:
            assert "Not allowed" in text


def test_nobody_signed_in_is_sent_to_sign_in_and_back(cast, addresses):
    client, _ = cast["nobody"]
    for address in addresses.values():
        response = client.get(f"{address}?search=bridge")
        assert response.status_code == 302
        assert response.url == f"/accounts/login/?next={address}%3Fsearch%3Dbridge"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(cast, addresses):
    client, _ = cast["nobody"]
    page = f"http://testserver{addresses['claim']}"
    response = client.post(f"{addresses['claim']}review/", {"rating": "unproven"}, headers={"Referer": page})
    assert response.url == f"/accounts/login/?next={addresses['claim']}"
    elsewhere = client.post(f"{addresses['claim']}review/", headers={"Referer": "https://evil.example/claims/1/"})
    assert elsewhere.url == "/accounts/login/?next=/"


def test_a_script_whose_session_ended_is_answered_beside_the_form(cast, addresses):
    client, _ = cast["nobody"]
    response = client.post(f"{addresses['claim']}review/", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["HX-Retarget"] == "#messages"
    assert "What you typed is still here" in read_page(response)


@pytest.mark.parametrize("name", ["article", "claim", "claim_adjudicate", "review_revise"])
def test_what_does_not_exist_is_not_found(editor, name):
    assert editor[0].get(reverse(name, args=[999_999])).status_code == 404


def test_what_changes_something_is_never_a_get(reviewer):
    assert reviewer[0].get(reverse("review_skip")).status_code == 405


@pytest.mark.parametrize("name", ["claim_review", "claim_draft", "claim_comment"])
def test_who_opens_the_address_of_a_refused_form_is_led_to_the_form(reviewer, name):
    claim = ClaimFactory()
    response = reviewer[0].get(reverse(name, args=[claim.pk]), follow=True)
    assert response.redirect_chain == [("../", 302)]
    assert response.request["PATH_INFO"] == claim.get_absolute_url()


def test_a_colleagues_review_cannot_be_found_before_ones_own_is_in(reviewer):
    theirs = ReviewFactory()
    assert reviewer[0].get(reverse("review_revise", args=[theirs.pk])).status_code == 404


def test_a_colleagues_review_cannot_be_changed_after(cast):
    claim = ClaimFactory()
    theirs = submit_review(actor=cast["colleague"][1], claim=claim, rating="unproven")
    submit_review(actor=cast["reviewer"][1], claim=claim, rating="unproven")
    response = cast["reviewer"][0].post(reverse("review_retract", args=[theirs.pk]))
    assert response.status_code == 403
    assert "Only its writer" in read_page(response)


def test_the_menu_shows_conflicts_to_editors_alone(cast):
    assert "Conflicts" in read_page(cast["editor"][0].get("/"))
    assert "Conflicts" not in read_page(cast["reviewer"][0].get("/"))


def test_pages_are_kept_by_no_cache(reviewer):
    article = ArticleFactory()
    response = reviewer[0].get(article.get_absolute_url())
    assert "no-store" in response["Cache-Control"]
