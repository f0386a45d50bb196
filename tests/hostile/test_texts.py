"""Hostile texts and bodies at the doors for articles: each is refused in words or kept exactly, and nothing breaks.

The numbers are those of the house's catalogue of hostile cases.
"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Article
from tests.factories import UserFactory
from tests.hostile import invariants
from tests.importers import documents
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

PLAIN = "The bridge opened in 1932."


@pytest.fixture
def client(settings):
    settings.SPLITTER = "tests.services.plain_splitter.split"
    return signed_in(UserFactory(editor=True))


def post(client, body, kind="application/json"):
    data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    return client.post("/api/v1/articles/", data, content_type=kind)


REFUSED = {
    "1 empty": {"text": ""},
    "1 white space": {"text": " \t\n\r\u2003"},
    "2 zero-width alone": {"text": "\u200b\ufeff\u2060\u00ad"},
    "2 zero-width title is no title": {"text": "\u200b", "title": "\u200b"},
    "7 NUL": {"text": "The bridge\x00 opened."},
    "7 NUL in the title": {"text": PLAIN, "title": "a\x00b"},
    "8 half a character": {"text": "The bridge \ud800 opened."},
    "8 half a character in a key": {"text": PLAIN, "ti\ud800tle": "a"},
    "28 a list": [PLAIN],
    "28 null": None,
    "28 a number": 7,
    "28 a number for a text": {"text": 7},
    "28 nested": {"text": {"a": [PLAIN]}},
    "37 an unknown field": {"text": PLAIN, "verified": True},
    "44 a read-only field": {"text": PLAIN, "id": 1, "state": "ready"},
    "34 year 10000": {"text": PLAIN, "published_at": "10000-01-01T00:00:00Z"},
    "34 before the first day": {"text": PLAIN, "published_at": "0001-01-01T00:00:00+14:00"},
    "118 javascript": {"text": PLAIN, "source_url": "javascript:alert(1)"},
    "119 user name": {"text": PLAIN, "source_url": "https://bbc.example@evil.example/"},
    "120 bidi control": {"text": PLAIN, "source_url": "https://a.example/\u202ea"},
    "122 port 70000": {"text": PLAIN, "source_url": "https://a.example:70000/"},
    "122 8,000 characters": {"text": PLAIN, "source_url": "https://a.example/" + "a" * 8000},
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_in_words(client, body):
    response = post(client, body)
    assert response.status_code == 400, response.content
    answer = response.json()
    assert answer["message"]
    assert answer["request_id"]
    assert not Article.objects.exists()
    invariants.hold(client)


BODIES = {
    "9 invalid UTF-8": (b'{"text": "\xff\xfe"}', {400}),
    "9 UTF-16": ('{"text": "a"}'.encode("utf-16"), {400}),
    "27 900 deep": (b'{"text": ' + b"[" * 900 + b"]" * 900 + b"}", {400}),
    "27 100,000 deep": (b"[" * 100_000, {400}),
    "28 a key twice": (b'{"text": "a", "text": "b"}', {400}),
    "28 NaN": (b'{"text": NaN}', {400}),
    "28 5,000 digits": (b'{"text": ' + b"9" * 5000 + b"}", {400}),
    "28 1e999": (b'{"text": 1e999}', {400}),
    "6 100,000 keys": (json.dumps({f"k{n}": n for n in range(100_000)}).encode(), {400, 413}),
    "3 10 MB": (json.dumps({"text": "a " * 5_000_000}).encode(), {400, 413}),
}


@pytest.mark.parametrize(("body", "allowed"), BODIES.values(), ids=BODIES)
def test_a_hostile_body_is_refused_as_json(client, body, allowed):
    response = post(client, body)
    assert response.status_code in allowed
    assert response["Content-Type"].startswith("application/json")
    assert not Article.objects.exists()


@pytest.mark.parametrize("kind", ["text/xml", "text/plain", "application/x-www-form-urlencoded", ""])
def test_another_content_type_is_415(client, kind):
    assert post(client, b"text=a", kind or "garbage").status_code in {400, 415}
    assert not Article.objects.exists()


KEPT = {
    "12 emoji at both ends": "👩‍👩‍👧 The bridge 🇫🇷 opened 👍🏽. 🏳️‍🌈",
    "14 decomposed": "Die Bru\u0308cke wurde ero\u0308ffnet. 각 สะพาน.",
    "15 right to left": "הגשר נפתח בשנת 1932. \u202eabc\u202c The end.",
    "19 markup": "<img src=x onerror=alert(1)> </title><script>alert(1)</script>. {{7*7}} {% debug %}.",
    "33 no full stop": "word " * 20_000,
    "11 line ends": "One.\r\nTwo.\rThree.\u2028Four.\x85Five.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_a_strange_text_is_kept_exactly_and_shown_as_text(client, text):
    assert post(client, {"text": text, "title": text[:60]}).status_code == 201
    article = Article.objects.get()
    assert article.version.text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace(
        "\x85", "\n"
    )
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert post(client, {"text": text}).status_code == 200
    invariants.hold(client)


FILES = {
    "20 a program named txt": ("a.txt", b"MZ\x90\x00\x03\x00"),
    "20 a database named txt": ("a.txt", b"SQLite format 3\x00"),
    "10 an unknown encoding": ("a.txt", "Мост".encode("cp1251")),
    "23 half a PDF": ("a.pdf", documents.pdf(PLAIN)[:60]),
    "24 a PDF of pictures": ("a.pdf", documents.blank_pdf()),
    "26 a page of scripts": ("a.html", b"<html><script>1</script></html>"),
    "31 a bomb": ("a.zip", documents.zipped({"a.txt": b"0" * 4_000_000})),
    "31 no zip": ("a.zip", b"PK\x03\x04nothing"),
    "21 a picture that is a page": ("a.html", b"GIF89a/*\x00<html>"),
}


@pytest.mark.parametrize(("name", "data"), FILES.values(), ids=FILES)
def test_a_hostile_file_becomes_a_sentence_and_no_article(client, name, data):
    response = client.post(reverse("intake_files"), {"files": [SimpleUploadedFile(name, data)]}, follow=True)
    assert response.status_code == 200
    item = response.context["items"][0]
    assert item.state == "failed"
    assert item.error.endswith(".")
    assert not Article.objects.exists()
    invariants.hold(client)


def test_a_zip_never_leaves_its_place(client):
    data = documents.zipped({"../../../tmp/evil.txt": PLAIN, "/etc/evil.txt": PLAIN + " Again."})
    response = client.post(reverse("intake_files"), {"files": [SimpleUploadedFile("a.zip", data)]}, follow=True)
    assert [item.where for item in response.context["items"]] == ["a.zip/evil.txt", "a.zip/evil.txt"]
