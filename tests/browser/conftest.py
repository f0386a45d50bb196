"""A real Chromium, one per run; a page of its own per test, which fails the test on any browser error."""

import os
import threading
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import find_chromium
from tests.factories import PASSWORD

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread; the database is used beside it, not inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _quiet_server(chromium: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[None]:
    """A test ends when the server has answered all its windows asked: the tables are emptied after it.

    A draft is still being saved when a window closes; its locks and those of emptying would wait for each other.
    """
    yield
    for context in chromium.contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=20)
            assert not thread.is_alive(), f"The server still works for a closed window: {thread.name}"


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer, _quiet_server: None) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=live_server.url, locale="en-US")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Nothing may go wrong unseen: script errors and content-policy reports fail the test."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend(complaint(message)))
    yield page
    assert faults == []


@pytest.fixture
def enter(live_server: LiveServer) -> Callable[..., None]:
    """`enter(context, user)` signs somebody in without the form, for tests about something else."""

    def enter(context: BrowserContext, user: object) -> None:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return enter


def sign_in(page: Page, username: str) -> None:
    """By the form, as a person does."""
    page.goto("/")
    page.get_by_label("Name or email address").fill(username)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def complaint(message: ConsoleMessage) -> list[str]:
    """The browser also logs answers of 4xx as errors; those are the test's own matter."""
    is_fault = message.type == "error" and "Failed to load resource" not in message.text
    return [message.text] if is_fault else []
