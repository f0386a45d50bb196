"""The main path with JavaScript switched off."""

import re

import pytest
from playwright.sync_api import Browser, expect

from claims.models import Article, Claim, Review
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bare_page(chromium: Browser, live_server, enter):
    context = chromium.new_context(base_url=live_server.url, locale="en-US", java_script_enabled=False)
    enter(context, UserFactory(editor=True))
    yield context.new_page()
    context.close()


def test_an_article_is_added_read_and_reviewed_without_a_script(bare_page):
    page = bare_page
    page.goto("/articles/new/")
    page.get_by_label("Text").fill("The mill burned down in 1904. The mill had two wheels.")
    page.get_by_role("button", name="Save and split").click()
    page.get_by_text("Propose a claim").first.click()
    page.get_by_label("Words of the article").fill("two wheels")
    page.get_by_label("The claim in words of its own").fill("The mill had exactly two wheels")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("The claim is on the desk.")).to_be_visible()
    assert Claim.objects.get(text="The mill had exactly two wheels").article == Article.objects.get()

    page.get_by_role("link", name="Review", exact=True).click()
    page.get_by_role("radio", name=re.compile("Disputed")).check()
    page.get_by_role("textbox", name="Link").fill("https://one.example.org/")
    page.get_by_role("button", name="Add another source").click()
    expect(page.get_by_role("radio", name=re.compile("Disputed"))).to_be_checked()
    page.get_by_role("textbox", name="Link").nth(1).fill("https://two.example.org/")
    page.get_by_role("button", name="Submit and go on").click()
    expect(page.get_by_text("Review submitted:")).to_be_visible()
    assert Review.objects.get().evidence.count() == 2

    page.get_by_role("button", name="Skip").click()
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_text("Status, kind, tag").click()
    page.get_by_role("checkbox", name="In review").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#results .row")).to_have_count(1)
