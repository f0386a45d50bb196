"""A web server that is really killed while somebody types: no word is lost, neither the desk's nor the browser's."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from playwright.sync_api import Browser, expect

from claims.services.review_drafts import draft_of
from tests.environment import ROOT
from tests.factories import ClaimFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url() -> str:
    """This test's own database, for another process."""
    about = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{about['NAME']}"
    return f"postgres://{about['USER']}:{about['PASSWORD']}@{about['HOST']}:{about['PORT']}/{about['NAME']}"


@contextmanager
def web_process(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The program's web server as `make run` starts it, in a process group of its own."""
    own = {"DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY, "DEBUG": "1"}
    environ = os.environ | own | {"DJANGO_SETTINGS_MODULE": "annotator.settings"}
    command = [sys.executable, "-m", "granian", "annotator.wsgi:application", "--interface", "wsgi"]
    command += ["--port", str(port), "--blocking-threads", "4", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(port)
        yield server
    finally:
        kill(server)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            return urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except OSError:
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)


def kill(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


class BackAgain(LiveServerThread):
    """The same address a moment later, which the system still calls taken."""

    def _create_server(self, connections_override: Any = None) -> Any:
        place = (self.host, self.port)
        return self.server_class(place, QuietWSGIRequestHandler, allow_reuse_address=True)

    def answer(self) -> None:
        self.start()
        self.is_ready.wait()
        if self.error:
            raise self.error


def back_at(port: int) -> BackAgain:
    server = BackAgain("127.0.0.1", StaticFilesHandler, port=port)
    server.answer()
    return server


def test_words_typed_while_the_server_is_killed_are_there_when_it_is_back(chromium: Browser):
    person, claim, port = UserFactory(), ClaimFactory(), free_port()
    address = f"http://127.0.0.1:{port}"
    client = Client()
    client.force_login(person, backend=BACKEND)
    with web_process(port) as server, chromium.new_context(base_url=address, locale="en-US") as context:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
        page = context.new_page()
        page.goto(claim.get_absolute_url())
        note, state = page.get_by_role("textbox", name="Note"), page.locator("#draft-state")
        note.fill("Before the kill.")
        expect(state).to_contain_text("Draft saved at")
        kill(server)
        note.press_sequentially(" And after.")
        expect(state).to_contain_text("Not saved: the desk cannot be reached")
        page.goto("about:blank")
        assert draft_of(person, claim).typed["note"] == "Before the kill."
        again = back_at(port)
        try:
            page.goto(claim.get_absolute_url())
            expect(note).to_have_value(re.compile(r"^Before the kill\."))
            # What the page sends as it is left may reach the desk that is back by then: nothing is to be put back.
            if note.input_value() == "Before the kill.":
                page.get_by_role("button", name="Put them back").click()
            expect(note).to_have_value("Before the kill. And after.")
            expect(state).to_contain_text("Draft saved at")
        finally:
            page.close()
            again.terminate()
    assert draft_of(person, claim).typed["note"] == "Before the kill. And after."
