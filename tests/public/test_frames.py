"""The card for other people's pages, and oEmbed, by which they find it."""

import json
import re

import pytest

from claims.services.publication import pause_verdict, unpublish_verdict
from tests.public.conftest import published
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def test_the_card_may_be_framed_and_nothing_else_may(visitor):
    one = published()
    card = visitor.get(f"{one.public_path}embed/")
    assert card.status_code == 200
    assert "X-Frame-Options" not in card
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    for address in (one.public_path, "/verdicts/", "/about/method/", "/verdicts/999-x/", "/accounts/login/"):
        answer = visitor.get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_the_card_runs_nothing_and_opens_a_window_of_its_own(visitor):
    one = published()
    card = visitor.get(f"{one.public_path}embed/")
    assert "<script" not in card.text
    assert "<form" not in card.text
    assert "script-src 'none'" in card["Content-Security-Policy"]
    links = re.findall(r"<a [^>]*>", card.text)
    assert links
    assert all('target="_blank"' in link and 'rel="noopener"' in link for link in links)
    assert "Supported" in read_page(card)


def test_a_paused_card_has_no_rating(visitor, editor):
    one = published(rating="incorrect")
    pause_verdict(actor=editor, claim=one.claim, reason="A new document.")
    card = visitor.get(f"{one.public_path}embed/").text
    assert "Being checked again" in card
    assert "ncorrect" not in card
    assert "records give" not in card


def test_another_wording_of_the_cards_address_leads_on(visitor):
    one = published()
    answer = visitor.get(f"/verdicts/{one.claim_id}-other/embed/")
    assert (answer.status_code, answer["Location"]) == (301, f"{one.public_path}embed/")


def test_the_page_shows_the_lines_to_copy_and_where_programs_find_them(visitor):
    one = published()
    said = visitor.get(one.public_path).text
    assert f"&lt;iframe src=&quot;{one.public_url}embed/&quot;" in said
    discovery = re.search(r'type="application/json\+oembed"[^>]*href="([^"]+)"', said)
    assert discovery
    answer = visitor.get(discovery[1].replace("&amp;", "&").removeprefix("http://127.0.0.1:8000"))
    found = json.loads(answer.content)
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert f'<iframe src="{one.public_url}embed/"' in found["html"]
    assert (found["width"], found["height"]) == (600, 260)


def test_the_size_is_what_the_asking_page_has_room_for(visitor):
    one = published()
    answer = visitor.get("/oembed", {"url": one.public_url, "maxwidth": "320", "maxheight": "9999"})
    assert (answer.json()["width"], answer.json()["height"]) == (320, 260)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/",
        "http://127.0.0.1:8000/verdicts/999999-x/",
        "http://127.0.0.1:8000/verdicts/9999999999999999999-x/",
        "http://127.0.0.1:8000.evil.example.org/verdicts/1-x/",
        "https://other.example.org/verdicts/1-x/",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_what_is_no_verdict_of_this_desk_is_not_found(visitor, address):
    published()
    assert visitor.get("/oembed", {"url": address}).status_code == 404


def test_an_address_must_be_given(visitor):
    assert visitor.get("/oembed").status_code == 400


def test_another_format_is_not_spoken(visitor):
    one = published()
    assert visitor.get("/oembed", {"url": one.public_url, "format": "xml"}).status_code == 501


def test_one_taken_back_is_embedded_no_more(visitor, editor):
    one = published()
    unpublish_verdict(actor=editor, claim=one.claim, reason="Wrong.")
    assert visitor.get("/oembed", {"url": one.public_url}).status_code == 404


def test_no_words_break_out_of_the_code_for_others(visitor, settings):
    one = published()
    settings.SITE_NAME = 'Desk"><script>x</script>'
    html = visitor.get("/oembed", {"url": one.public_url}).json()["html"]
    assert "<script>" not in html
    assert html.count("<") == 2
