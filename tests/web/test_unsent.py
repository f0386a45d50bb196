"""A form sent while signed out, or grown old: every word comes back, and nothing for another site."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Comment
from tests.factories import ClaimFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

FORMS = {
    "claim_withdraw": {"cause": "other", "reason": "It says two things at once"},
    "claim_divide": {"part-0-text": "One half of the claim", "part-1-text": "Its other half"},
    "claim_reword": {"text": "A better wording of it"},
    "claim_comment": {"body": "Is the date right?"},
    "claim_adjudicate": {"rating": "incorrect", "reason": "The archive is clear"},
    "claim_review": {"rating": "unproven", "note": "Nobody counted them"},
}


@pytest.mark.parametrize("name", FORMS)
def test_a_session_that_ended_loses_no_word(cast, name):
    """It says so, and the same form is sent again with one press."""
    address = reverse(name, args=[ClaimFactory().pk])
    response = cast["nobody"][0].post(address, FORMS[name])
    assert response.status_code == 401
    page = response.content.decode()
    assert "You are signed out" in read_page(response)
    assert f'action="{address}"' in page
    for field, value in FORMS[name].items():
        assert f'<input type="hidden" name="{field}" value="{value}">' in page


def test_a_new_articles_text_of_many_lines_comes_back_whole(cast):
    text = "A <b>bold</b> claim.\n\nAnd “another”, longer one & more."
    page = cast["nobody"][0].post(reverse("article_new"), {"text": text, "title": "T"}).content.decode()
    assert "A &lt;b&gt;bold&lt;/b&gt; claim.\n\nAnd “another”, longer one &amp; more." in page


def test_a_button_without_words_leads_to_the_sign_in_page(cast):
    assert cast["nobody"][0].post(reverse("review_skip"), {"claim": "1"}).status_code == 302


@pytest.fixture
def strict(cast):
    """A browser whose forms are checked for their token, as real ones are."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["editor"][1], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class TestAnOldForm:
    """After signing in again a page's forms hold a token of the session before."""

    def test_its_words_come_back_with_a_token_that_works(self, strict):
        claim = ClaimFactory()
        address = reverse("claim_comment", args=[claim.pk])
        ours = {"Origin": "http://testserver"}
        old = strict.post(address, {"body": "Is the date right?", "csrfmiddlewaretoken": "x" * 64}, headers=ours)
        assert old.status_code == 403
        assert "Is the date right?" in read_page(old)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', old.content.decode().split("<main")[1])[1]
        strict.post(address, {"body": "Is the date right?", "csrfmiddlewaretoken": token}, headers=ours)
        assert Comment.objects.get().body == "Is the date right?"

    @pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {}])
    def test_another_sites_form_gets_no_token(self, strict, headers):
        address = reverse("claim_withdraw", args=[ClaimFactory().pk])
        response = strict.post(address, {"cause": "other", "reason": "Words of another site"}, headers=headers)
        assert response.status_code == 403
        assert "Words of another site" not in response.content.decode()
        assert not Claim.objects.filter(status="withdrawn").exists()

    def test_a_password_is_not_given_back(self, strict):
        fields = {"oldpassword": "a long old password", "password1": "a long new password"}
        response = strict.post("/accounts/password/change/", fields, headers={"Origin": "http://testserver"})
        assert response.status_code == 403
        assert "a long" not in response.content.decode()
