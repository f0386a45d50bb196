"""Public pages in a real browser: nothing breaks out of them, and only the card stands in other pages."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from claims.models import Claim, Verdict
from claims.services.publication import pause_verdict
from tests.factories import UserFactory
from tests.public.conftest import fresh, many_published, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WICKED = "</script><script>document.title = 'broken'</script><!-- <script> ]]> \u2028 Tom & Jerry"
# In dark only the rules about color can answer otherwise.
COLOR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture
def _at_home(settings, live_server):
    settings.SITE_URL = live_server.url


def faults(page, rules=None):
    found = Axe().run(page, options=rules or {}).response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]


@pytest.mark.usefixtures("_at_home")
def test_every_public_page_is_without_fault_in_light_in_dark_and_on_a_small_phone(page):
    one, paused = published(speaker="Nora Quist", rating="incorrect"), published(text="Doubtful " + "long" * 30)
    pause_verdict(actor=UserFactory(editor=True), claim=paused.claim, reason="A new document came in.")
    many_published(25)
    found = {}
    pages = ["/verdicts/", "/verdicts/?search=zebra", "/about/method/", "/about/corrections/", "/verdicts/99-x/"]
    cards = [f"{one.public_path}embed/", f"{paused.public_path}embed/"]
    for address in [one.public_path, paused.public_path, *pages, *cards]:
        page.set_viewport_size({"width": 1280, "height": 720})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        if page.locator("details").count():
            page.locator("details summary").click()
        found[address] = faults(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found[address] += faults(page, COLOR_RULES)
        page.set_viewport_size({"width": 320, "height": 700})
        width = page.evaluate("document.documentElement.scrollWidth")
        found[address] += [f"scrolls sideways: {width} wide"] if width > 320 else []
    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.usefixtures("_at_home")
def test_no_words_break_out_of_the_page(page):
    one = published()
    Claim.objects.filter(pk=one.claim_id).update(text=WICKED, speaker=WICKED)
    Verdict.objects.filter(pk=one.pk).update(summary=WICKED)
    page.goto(fresh(one).public_path)
    assert page.title() != "broken"
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tom & Jerry")
    assert page.locator("script").count() == 1
    written = page.locator("script").text_content()
    assert json.loads(written)["reviewRating"]["ratingExplanation"] == WICKED


@pytest.fixture
def elsewhere() -> Iterator[HTTPServer]:
    """Another site on this machine; `page` is what it answers."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(server.page.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("_at_home")
def test_the_card_stands_in_another_page_and_the_page_itself_does_not(chromium: Browser, elsewhere):
    one = published(rating="incorrect")
    frames = [("card", f"{one.public_url}embed/"), ("whole", one.public_url)]
    elsewhere.page = "".join(f'<iframe id="{name}" src="{url}" width="600"></iframe>' for name, url in frames)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    card = page.frame_locator("#card")
    expect(card.get_by_text("Incorrect")).to_be_visible()
    with context.expect_page() as opened:
        card.get_by_role("link", name="The evidence").click()
    expect(opened.value.get_by_role("heading", name="How this was decided")).to_be_visible()
    expect(page.frame_locator("#whole").get_by_text("Incorrect")).to_have_count(0)
    context.close()


@pytest.mark.usefixtures("_at_home")
def test_a_visitor_searches_and_reads_by_keyboard_and_without_a_script(chromium: Browser, live_server):
    published(text="The Élysée Palace has 365 rooms")
    published(text="Something else")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto("/verdicts/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Words of the claim, its speaker or source").press_sequentially("elysee")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict-row")).to_have_count(1)
    page.get_by_role("link", name="365 rooms").press("Enter")
    expect(page.get_by_role("heading", name="The evidence")).to_be_visible()
    assert context.cookies() == []
    context.close()
