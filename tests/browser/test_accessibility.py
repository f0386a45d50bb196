"""Every page under axe in light and dark, and as narrow as a small phone."""

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.walk import Desk, pages_of
from tests.factories import ClaimFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTS = 3
"""As many tests share the walk as there are workers in `make test`."""

# The dark page is the light one in other colors: there only the rules about color can answer otherwise.
COLOR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDE, NARROW = {"width": 1280, "height": 720}, {"width": 360, "height": 740}


@pytest.fixture
def desk(context, enter):
    desk = Desk()
    enter(context, desk.admin)
    return desk


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_without_fault_in_light_in_dark_and_on_a_small_phone(page, desk, part):
    """Each page is opened once: opening takes longer than looking."""
    faults = {
        name: found for name, address in list(pages_of(desk).items())[part::PARTS] if (found := look(page, address))
    }
    assert faults == {}


def look(page: Page, address: str) -> list[Any]:
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address)
    return faults_of(page)


def faults_of(page: Page) -> list[Any]:
    """What axe finds on the page that is open, in light and in dark, and whether a phone would scroll sideways."""
    page.evaluate(AXE_SCRIPT)
    found = violations(page, {})
    page.emulate_media(color_scheme="dark")
    found += violations(page, COLOR_RULES)
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"scrolls sideways: {width} wide"] if width > NARROW["width"] else [])


def violations(page: Page, rules: dict[str, Any]) -> list[Any]:
    options = json.dumps({"resultTypes": ["violations"], **rules})
    found = page.evaluate(f"axe.run({options}).then((results) => results.violations)")
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]


def test_pages_that_come_after_a_button_are_as_good_as_the_others(page, desk):
    faults = {}
    for name, press in AFTER_A_BUTTON.items():
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        press(page, desk)
        faults[name] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def preview_a_move(page, desk):
    page.goto(f"{reverse('claims_bulk')}?action=move&claim={desk.open.pk}&claim={desk.own.pk}")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Show what will happen").click()
    page.get_by_text("These stay where they are").wait_for()


def miss_a_rating(page, desk):
    page.goto(desk.open.get_absolute_url())
    page.get_by_role("button", name="Submit review").click()
    page.get_by_text("Choose a rating.").first.wait_for()


def make_a_token(page, desk):
    page.goto(reverse("account_profile"))
    page.get_by_label("Name", exact=True).fill("Export")
    page.get_by_role("button", name="Make a token").click()
    page.get_by_role("heading", name="Your new token").wait_for()


def invite_somebody(page, desk):
    page.goto(reverse("people"))
    page.get_by_role("button", name="Invite").click()
    page.get_by_text("Hand it over now").wait_for()


def send_while_signed_out(page, desk):
    page.goto(reverse("claim_withdraw", args=[desk.open.pk]))
    page.get_by_label("In your words").fill("It says two things at once")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("heading", name="Not sent yet").wait_for()


AFTER_A_BUTTON = {
    "putting claims on another article": preview_a_move,
    "a review without a rating": miss_a_rating,
    "a new token": make_a_token,
    "an invitation's link": invite_somebody,
    "a form sent while signed out": send_while_signed_out,
    "signing in": lambda page, desk: page.goto(reverse("account_login")),
    "a forgotten password": lambda page, desk: page.goto(reverse("account_reset_password")),
}


def test_the_keyboard_reaches_the_content_first(chromium: Browser, page, context, enter):
    ClaimFactory()
    enter(context, UserFactory())
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
