"""The page of exports: how many claims a choice is, and the files that were asked for."""

import re

import pytest
from django.test import Client

from claims import tasks
from claims.models import Export
from tests.factories import ClaimFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_it_says_how_many_claims_each_choice_is(reviewer):
    ClaimFactory(kind="presupposed", text="The ferry sank")
    for _ in range(2):
        ClaimFactory(status="incorrect")
    page = reviewer[0].get("/exports/").content.decode()
    assert "3 claims fit." in page
    assert 'Incorrect</span> <span class="muted">2</span>' in page
    assert 'Presupposed <span class="muted">1</span>' in page
    narrowed = reviewer[0].get("/exports/?status=incorrect&format=csv&plain=on").content.decode()
    assert "2 claims fit." in narrowed
    assert "1 claim fits." in read_page(reviewer[0].get("/exports/?search=ferry"))


def test_the_file_at_once_is_the_one_that_was_just_chosen(reviewer):
    """A link made when the page was shown would give another format, and every claim."""
    chosen = "status=incorrect&format=csv&plain=on"
    response = reviewer[0].get(f"/exports/?{chosen}&download=1")
    assert (response.status_code, response.url) == (302, "/api/v1/exports/claims.csv?status=incorrect&raw=1")
    page = reviewer[0].get("/exports/").content.decode()
    assert "claims.ndjson" not in page
    assert '<option value="ndjson" selected>' in page
    assert reviewer[0].get("/exports/?format=json&whole=on&download=1").status_code == 422


def test_an_articles_page_leads_to_its_export(reviewer):
    claim = ClaimFactory()
    ClaimFactory()
    article = reviewer[0].get(claim.article.get_absolute_url()).content.decode()
    assert f'href="/exports/?article={claim.article_id}"' in article
    page = reviewer[0].get(f"/exports/?article={claim.article_id}").content.decode()
    assert "1 claim fits." in page
    assert '<option value="ndjson" selected>' in page


def test_a_file_is_asked_for_and_taken(reviewer):
    ClaimFactory()
    assert reviewer[0].post("/exports/", {"format": "csv", "status": ["unreviewed"]}).status_code == 302
    export = Export.objects.get()
    assert export.query == {"status": ["unreviewed"]}
    assert "0 of 1 claims" in read_page(reviewer[0].get("/exports/"))
    tasks.announce([export.job_id])
    page = reviewer[0].get("/exports/").content.decode()
    assert f"/api/v1/exports/{export.pk}/file/" in page
    assert b"# end rows=1" in b"".join(reviewer[0].get(f"/api/v1/exports/{export.pk}/file/").streaming_content)


def test_the_token_of_the_form_goes_along_with_the_button_that_writes_alone(reviewer):
    """In a field it would stand in the address of a count or a download."""
    page = reviewer[0].get("/exports/").content.decode()
    form = page[page.index('action="/exports/"') : page.index("</form>", page.index('action="/exports/"'))]
    assert re.findall("<[a-z]+ [^>]*csrfmiddlewaretoken", form) == [
        '<button class="button primary" type="submit" formmethod="post" name="csrfmiddlewaretoken'
    ]
    client = Client(enforce_csrf_checks=True)
    client.cookies = reviewer[0].cookies
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)">Write', client.get("/exports/").text)[1]
    assert client.post("/exports/", {"format": "csv"}).status_code == 403
    assert client.post("/exports/", {"format": "csv", "csrfmiddlewaretoken": token}).status_code == 302
    assert "<strong>CSV</strong>" in client.get("/exports/").text


def test_a_box_is_for_the_formats_that_know_it(reviewer):
    ClaimFactory()
    address = reviewer[0].get("/exports/?format=ndjson&whole=on&download=1").url
    assert address == "/api/v1/exports/claims.ndjson?whole=1"
    refused = reviewer[0].post("/exports/", {"format": "json", "whole": "on"})
    assert (refused.status_code, Export.objects.count()) == (422, 0)
    assert "A file of the format JSON has no such choice." in read_page(refused)
    assert re.search('name="whole"[^>]* checked', refused.content.decode())
    reviewer[0].post("/exports/", {"format": "doccano", "bare": "on"})
    assert Export.objects.values_list("raw", "whole", "trailer").get() == (False, False, False)
    assert "without the last line" in read_page(reviewer[0].get("/exports/"))


def test_what_was_typed_stays_when_it_is_refused(reviewer):
    refused = reviewer[0].post("/exports/", {"format": "fever", "article": "x7", "search": "some words"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert all(typed in page for typed in ('value="x7"', 'value="some words"', '<option value="fever" selected>'))
    assert not Export.objects.exists()
    assert reviewer[0].get("/exports/?search=a+b+c+d+e+f+g+h+i+j+k").status_code == 422


def test_nobody_sees_anothers_files(reviewer, editor):
    reviewer[0].post("/exports/", {"format": "csv"})
    assert "None yet" in read_page(editor[0].get("/exports/"))
