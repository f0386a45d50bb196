"""The whole job in a real browser: an article goes in, two reviewers decide, the verdict stands."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = """Old lighthouse to shine again

French PM Emmanuel Macron visited the lighthouse of Kerbellec on Friday. The lamp has been dark since 1987.

“We will light it in June,” said Nora Quist, who leads the harbor office."""
CLAIM = "Emmanuel Macron is French PM"


def test_an_article_becomes_a_verdict(chromium: Browser, page: Page, live_server):
    UserFactory(username="erin", editor=True)
    UserFactory(username="rosa", display_name="Rosa")
    UserFactory(username="ravi", display_name="Ravi")

    sign_in(page, "erin")
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Text").fill(STORY)
    page.get_by_label("Publisher").fill("Coast Daily")
    page.get_by_role("button", name="Save and split").click()

    expect(page.get_by_role("heading", name=CLAIM)).to_be_visible()
    mark = page.locator("#article-text .mark", has_text="Macron").first
    expect(mark).to_be_visible()
    article = page.url.split("#")[0]

    address = page.get_by_role("link", name=CLAIM, exact=True).get_attribute("href")
    review(page_of(chromium, live_server), "rosa", address, "He has been the president since 2017.")
    second = page_of(chromium, live_server)
    review(second, "ravi", address, "The prime minister is somebody else.")
    expect(second.locator(".claim-head .status")).to_have_text("Incorrect")
    expect(second.get_by_text("He has been the president since 2017.")).to_be_visible()

    page.goto(article)
    card = page.locator(".card", has=page.get_by_role("link", name=CLAIM, exact=True))
    expect(card.locator(".status")).to_have_text("Incorrect")
    expect(page.locator('#article-text .mark[data-status="incorrect"]').first).to_be_visible()


def page_of(chromium: Browser, live_server) -> Page:
    return chromium.new_context(base_url=live_server.url, locale="en-US").new_page()


def review(page: Page, username: str, address: str, note: str) -> None:
    """From sign-in to a submitted review; what is missing is said before and after the rating is chosen."""
    sign_in(page, username)
    page.goto(address)
    expect(page.locator("#missing")).to_have_text("Choose a rating.")
    page.get_by_role("radio", name=re.compile("Incorrect")).check()
    expect(page.locator("#missing")).to_have_text("Still missing: a link to a source.")
    page.get_by_role("textbox", name="Link").fill("gouvernement.example.org")
    expect(page.locator("#missing")).to_have_text("The web address must start with http:// or https://.")
    page.get_by_role("textbox", name="Link").fill("https://www.gouvernement.example.org/premier-ministre")
    page.get_by_label("Stance").select_option("refutes")
    page.get_by_role("textbox", name="Note").fill(note)
    expect(page.locator("#missing")).to_have_text("Ready to submit.")
    page.get_by_role("button", name="Submit review").click()
    expect(page.get_by_text("Your review is saved.")).to_be_visible()


def test_the_queue_goes_on_without_reloading_the_page(page: Page, context, enter):
    from tests.factories import ArticleFactory, ClaimFactory

    article = ArticleFactory()
    for number in range(3):
        ClaimFactory(article=article, text=f"Claim number {number}", check_worthiness=1 - number / 10)
    enter(context, UserFactory())
    page.goto("/review/")
    page.evaluate("window.sameDocument = true")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claim number 0")
    page.get_by_role("radio", name=re.compile("Supported")).check()
    page.get_by_role("button", name="Submit and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("needs at least one piece of evidence")
    expect(page.get_by_role("radio", name=re.compile("Supported"))).to_be_checked()
    page.get_by_role("radio", name=re.compile("Unproven")).check()
    page.get_by_role("button", name="Submit and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claim number 1")
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claim number 2")
    expect(page.locator("#turn")).to_be_focused()
    assert page.evaluate("window.sameDocument")


def test_a_source_says_of_the_claim_what_the_rating_says_until_somebody_decides(page: Page, context, enter):
    from tests.factories import ClaimFactory

    enter(context, UserFactory())
    page.goto(ClaimFactory().get_absolute_url())
    stance = page.locator("[name=evidence-0-stance]")
    page.get_by_role("radio", name="Incorrect").check()
    expect(stance).to_have_value("refutes")
    page.get_by_role("radio", name="Supported").check()
    expect(stance).to_have_value("supports")
    stance.select_option("context")
    page.get_by_role("radio", name="Incorrect").check()
    expect(stance).to_have_value("context")
    page.get_by_role("button", name="Add another source").click()
    expect(page.locator("[name=evidence-1-stance]")).to_have_value("refutes")


def test_another_source_is_added_without_asking_the_server(page: Page, context, enter):
    from tests.factories import ClaimFactory

    enter(context, UserFactory())
    page.goto(ClaimFactory().get_absolute_url())
    page.evaluate("window.sameDocument = true")
    page.get_by_role("textbox", name="Link").fill("https://one.example.org/")
    page.get_by_role("button", name="Add another source").click()
    expect(page.get_by_role("textbox", name="Link").nth(1)).to_be_focused()
    page.get_by_role("textbox", name="Link").nth(1).fill("https://two.example.org/")
    page.get_by_role("radio", name=re.compile("Disputed")).check()
    assert page.evaluate("window.sameDocument")
    page.get_by_role("button", name="Submit review").click()
    expect(page.get_by_role("link", name="https://two.example.org/")).to_be_visible()
