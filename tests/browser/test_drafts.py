"""Nothing typed is lost: drafts, a desk that cannot be reached, an ended session, two windows."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from claims.models import Review
from claims.services.review_drafts import draft_of
from tests.factories import ClaimFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(context, enter):
    person = UserFactory()
    enter(context, person)
    return person


@pytest.fixture
def claim(person):
    return ClaimFactory()


def note(page: Page):
    return page.get_by_role("textbox", name="Note")


def state(page: Page):
    return page.locator("#draft-state")


def test_saved_is_said_when_the_desk_has_it_and_a_reload_brings_it_back(page: Page, person, claim):
    page.goto(claim.get_absolute_url())
    note(page).press_sequentially("Half a thought")
    page.get_by_role("radio", name="Disputed").check()
    expect(state(page)).to_contain_text("Draft saved at")
    assert draft_of(person, claim).typed["note"] == "Half a thought"
    page.reload()
    expect(note(page)).to_have_value("Half a thought")
    expect(page.get_by_role("radio", name="Disputed")).to_be_checked()


def test_words_survive_a_desk_that_cannot_be_reached(page: Page, context: BrowserContext, person, claim):
    page.goto(claim.get_absolute_url())
    context.set_offline(True)
    note(page).fill("Typed while the desk was away")
    expect(state(page)).to_contain_text("Not saved")
    context.set_offline(False)
    expect(state(page)).to_contain_text("Draft saved at")
    assert draft_of(person, claim).typed["note"] == "Typed while the desk was away"


def test_words_that_never_reached_the_desk_are_offered_again(page: Page, context: BrowserContext, claim):
    page.goto(claim.get_absolute_url())
    page.get_by_role("button", name="Add another source").click()
    context.route("**/draft/", lambda route: route.abort())
    page.get_by_role("textbox", name="Link").nth(1).fill("https://second.example.org/")
    expect(state(page)).to_contain_text("Not saved")
    context.unroute("**/draft/")
    page.goto("/")
    Review.objects.all().delete()
    page.goto(claim.get_absolute_url())
    page.get_by_role("button", name="Put them back").click()
    expect(page.get_by_role("textbox", name="Link").nth(1)).to_have_value("https://second.example.org/")
    expect(state(page)).to_contain_text("Draft saved at")


@pytest.mark.parametrize("gone", ["sessionid", None], ids=["session", "all cookies"])
def test_an_ended_session_keeps_the_words_and_goes_on_after_signing_in(
    page: Page, context: BrowserContext, enter, person, claim, gone
):
    page.goto(claim.get_absolute_url())
    context.clear_cookies(name=gone)
    note(page).fill("Typed while signed out")
    expect(state(page)).to_contain_text("You are signed out")
    expect(note(page)).to_have_value("Typed while signed out")
    enter(context, person)
    note(page).press_sequentially("!")
    expect(state(page)).to_contain_text("Draft saved at")
    assert draft_of(person, claim).typed["note"] == "Typed while signed out!"


def test_a_review_sent_after_the_session_ended_is_not_lost(page: Page, context: BrowserContext, enter, person, claim):
    page.goto("/review/")
    note(page).fill("A careful note")
    page.get_by_role("radio", name="Unproven").check()
    expect(state(page)).to_contain_text("Draft saved at")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Submit and go on").click()
    expect(page.get_by_text("You are signed out. What you typed is still here")).to_be_visible()
    context.clear_cookies()
    page.get_by_role("button", name="Submit and go on").click()
    expect(state(page)).to_contain_text("You are signed out")
    expect(note(page)).to_have_value("A careful note")
    enter(context, person)
    page.get_by_role("button", name="Submit and go on").click()
    expect(state(page)).to_contain_text("Please send it again")
    page.get_by_role("button", name="Submit and go on").click()
    expect(page.get_by_role("heading", name="Nothing left to review")).to_be_visible()
    assert Review.objects.submitted().get().note == "A careful note"


def test_two_windows_ask_which_words_to_keep(page: Page, context: BrowserContext, person, claim):
    other = context.new_page()
    for window in (page, other):
        window.goto(claim.get_absolute_url())
    note(page).fill("From the first window")
    expect(state(page)).to_contain_text("Draft saved at")
    note(other).fill("From the second window")
    expect(other.locator("#review-form").get_by_text("This draft was changed in another window.")).to_be_visible()
    assert draft_of(person, claim).typed["note"] == "From the first window"
    other.get_by_role("button", name="Keep what is here").click()
    expect(state(other)).to_contain_text("Draft saved at")
    assert draft_of(person, claim).typed["note"] == "From the second window"


def test_a_server_that_fails_says_so_and_the_form_stays(page: Page, context: BrowserContext, claim):
    page.goto("/review/")
    page.get_by_role("radio", name="Unproven").check()
    note(page).fill("Kept")
    context.route("**/review/", lambda route: route.fulfill(status=503, body="<p>Away</p>"))
    page.get_by_role("button", name="Submit and go on").click()
    expect(state(page)).to_contain_text("Not sent.")
    expect(note(page)).to_have_value("Kept")
