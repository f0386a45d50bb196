"""A passkey by Chromium's own virtual authenticator: made, used alone, used after a password, taken away."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page: Page, context: BrowserContext) -> None:
    """A phone or a laptop whose owner says yes to everything."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def at_home(page: Page) -> None:
    expect(page.get_by_role("heading", name="Good to see you, Nora")).to_be_visible()


def add_passkey(page: Page) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Recovery Codes").wait_for()


def sign_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def test_a_passkey_opens_the_account_alone_and_after_the_password(page: Page, device: None):
    person = UserFactory(username="nora", display_name="Nora")
    sign_in(page, "nora")
    at_home(page)
    add_passkey(page)
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count() == 1

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    at_home(page)

    sign_out(page)
    sign_in(page, "nora")
    page.get_by_role("button", name="Use a security key").wait_for()
    page.goto("/review/")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_passkey_that_is_of_no_use_is_said_on_the_page(page: Page, device: None) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(
        "The passkey could not be used. Try again, or sign in with your password."
    )
