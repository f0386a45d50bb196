"""Articles by address and corrected texts, through the API."""

import pytest

from claims.choices import ItemState
from claims.models import Article, Job
from claims.services.intake import request_urls
from tests.api.desk import Desk
from tests.factories import UserFactory
from tests.fetching.servers import answer, routes, serve
from tests.importers import documents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor():
    return Desk(UserFactory(editor=True))


@pytest.fixture
def outer(settings):
    handler = routes(page=answer(documents.PAGE.encode()), picture=answer(b"x", kind="image/png"))
    with serve(handler) as server:
        settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_PORTS = True, [server.port]
        yield server


def test_a_page_is_an_article_and_the_same_page_again_is_that_one(editor, outer):
    first = editor.post("articles/", {"url": f"{outer.url}page", "author": "A. B. Lee"})
    assert first.status == 201
    assert (first.body["title"], first.body["author"]) == ("New bridge opens to traffic", "A. B. Lee")
    again = editor.post("articles/", {"url": f"{outer.url}page"})
    assert (again.status, again.body["id"]) == (200, first.body["id"])


def test_a_page_that_cannot_be_had_is_a_400_in_plain_words(editor, outer):
    for address in (f"{outer.url}picture", f"{outer.url}missing", "http://10.0.0.1/", "file:///etc/hostname"):
        refused = editor.post("articles/", {"url": address})
        assert refused.status == 400
        assert refused.fields == ["url"]
        assert "10.0.0.1" not in refused.body["message"]
    assert not Article.objects.exists()


def test_a_page_that_takes_long_is_a_job_to_come_back_for(editor, monkeypatch):
    monkeypatch.setattr("claims.tasks.start", lambda job: None)
    monkeypatch.setattr("claims.api.views.intake.WAIT_FOR_PAGE", 0.1)
    later = editor.post("articles/", {"url": "https://daily.example.org/a"})
    assert (later.status, later.body["state"]) == (202, "waiting")
    job = editor.get(later.headers["Location"].removeprefix("http://testserver"))
    assert job.body["items"] == [
        {"where": "https://daily.example.org/a", "state": "waiting", "error": "", "encoding": "", "article": None}
    ]


@pytest.mark.parametrize("body", [{}, {"text": "a", "url": "https://a.example/"}, {"title": "a"}])
def test_it_is_either_a_text_or_an_address(editor, body):
    assert editor.post("articles/", body).status == 400


def test_jobs_are_for_who_may_add_articles():
    job = request_urls(actor=UserFactory(editor=True), urls=["https://a.example/"])
    assert Desk(UserFactory()).get(f"jobs/{job.pk}/").status == 403
    assert Desk().get(f"jobs/{job.pk}/").status == 401
    assert Job.objects.get().items.get().state == ItemState.WAITING


class TestCorrections:
    @pytest.fixture
    def article(self, editor, settings):
        settings.SPLITTER = "tests.services.plain_splitter.split"
        return editor.post("articles/", {"text": "The bridge opened in 1932. Rain fell."}).body

    def test_a_new_text_is_a_new_version_and_claims_move_along(self, editor, article):
        address = f"articles/{article['id']}/"
        changed = editor.patch(address, {"text": "At last. The bridge opened in 1932."}, If_Match='"1"')
        assert (changed.status, changed.body["version"]) == (200, 2)
        claims = editor.get(f"{address}claims/").body["results"]
        moved = next(claim for claim in claims if "1932" in claim["quote"])
        assert moved["start"] == 9

    def test_a_correction_of_an_old_version_is_refused(self, editor, article):
        address = f"articles/{article['id']}/"
        editor.patch(address, {"text": "Rain fell."})
        assert editor.patch(address, {"text": "Snow fell."}, If_Match='"1"').status == 412
        assert editor.get(address).headers["ETag"].startswith('"2-')

    def test_only_editors_correct_and_only_the_text(self, editor, article):
        address = f"articles/{article['id']}/"
        assert Desk(UserFactory()).patch(address, {"text": "Rain."}).status == 403
        assert editor.patch(address, {"title": "Other"}).status == 400
        assert editor.patch(address, {"text": " "}).status == 400
