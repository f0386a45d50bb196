"""JSON-LD within a page, read by a real browser."""

import json

import pytest
from playwright.sync_api import Page

from claims.exporters.formats.claimreview import review_of
from tests.exporters.test_claimreview import ABOUT, BREAKOUTS, hostile, page_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_browser_reads_the_same_and_runs_nothing(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"Something ran: {dialog.message}"))
    for words in BREAKOUTS:
        row = hostile(words, speaker=words)
        page.set_content(page_with(row))
        scripts = page.locator("script").all_text_contents()
        assert [json.loads(script) for script in scripts] == [
            {"@context": "https://schema.org", **review_of(row, ABOUT)}
        ]
        assert page.locator("body > *").count() == 3
        assert page.locator("p").text_content() == words
