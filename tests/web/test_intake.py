"""Bringing articles in by page: asked for, looked at, saved; every refusal beside its field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import tasks
from claims.choices import ItemState, JobState
from claims.models import Article, Feed, Job
from claims.services.intake import request_files, request_urls
from tests.factories import UserFactory
from tests.fetching.servers import answer, routes, serve
from tests.importers import documents
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def outer(settings):
    feed = documents.feed("<link>/page</link>")
    handler = routes(page=answer(documents.PAGE.encode()), feed=answer(feed, kind="application/rss+xml"))
    with serve(handler) as server:
        settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_PORTS = True, [server.port]
        yield server


def upload(client, *files):
    return client.post(reverse("intake_files"), {"files": [SimpleUploadedFile(name, data) for name, data in files]})


def test_an_address_is_fetched_looked_at_and_saved(editor, outer):
    client, person = editor
    response = client.post(reverse("intake_url"), {"urls": f"{outer.url}page"})
    job = Job.objects.get()
    assert response.url == reverse("job", args=[job.pk])
    page = client.get(response.url)
    assert "New bridge opens to traffic" in read_page(page)
    assert not Article.objects.exists()
    form = page.context["form"].initial
    sent = {name: form.get(name) or "" for name in ("title", "text", "source_url", "publisher", "author", "language")}
    sent |= {"published_on": "2024-05-02", "author": "Ann B. Lee", "keep": "0"}
    client.post(reverse("job_confirm", args=[job.pk]), sent)
    article = Article.objects.get()
    assert (article.author, article.added_by) == ("Ann B. Lee", person)
    assert article.published_at.isoformat() == "2024-05-02T06:30:00+00:00"
    assert article.title in read_page(client.get(response.url))


def test_a_bad_address_is_said_beside_the_field(editor):
    response = editor[0].post(reverse("intake_url"), {"urls": "https://a.example/\njavascript:alert(1)"})
    assert response.status_code == 422
    assert "must start with http:// or https://" in read_page(response)
    assert "javascript:alert(1)" in response.context["form"]["urls"].value()
    assert not Job.objects.exists()


def test_the_bookmarklet_fills_the_address_in_and_changes_nothing(editor):
    response = editor[0].get(reverse("intake_url"), {"url": "https://daily.example.org/a"})
    assert "https://daily.example.org/a" in read_page(response)
    assert "javascript:location.href=" in response.content.decode()
    assert not Job.objects.exists()


def test_several_files_are_chosen_among_before_they_are_added(editor):
    client, _ = editor
    response = upload(client, ("a.txt", b"The bridge opened."), ("b.txt", b"It rained."), ("c.txt", b""))
    job = Job.objects.get()
    text = read_page(client.get(response.url))
    assert "Which of them shall be added?" in text
    assert "The file is empty." in text
    client.post(reverse("job_confirm", args=[job.pk]), {"keep": ["1"]})
    assert [article.version.text for article in Article.objects.all()] == ["It rained."]
    assert [item.state for item in job.items.all()] == [ItemState.LEFT_OUT, ItemState.ADDED, ItemState.FAILED]


def test_trying_again_is_offered_for_addresses_and_not_for_files_that_are_gone(editor):
    client, person = editor
    for job, offered in (
        (request_files(actor=person, files=[("a.txt", b"")]), False),
        (request_urls(actor=person, urls=["https://daily.example.org/a"]), True),
    ):
        job.items.update(state=ItemState.FAILED, error="No.", file=None)
        Job.objects.filter(pk=job.pk).update(state=JobState.FAILED)
        assert ("Try again what failed" in read_page(client.get(reverse("job", args=[job.pk])))) == offered


def test_a_file_nobody_reads_is_named(editor):
    response = upload(editor[0], ("a.exe", b"MZ"))
    assert response.status_code == 422
    assert "a.exe" in read_page(response)


def test_good_files_are_taken_and_each_bad_one_is_named_with_its_reason(editor):
    response = upload(editor[0], ("a.xyz", b"x"), ("b.txt", b"The bridge opened."), ("c.txt", b""))
    assert response.status_code == 302
    page = read_page(editor[0].get(response.url))
    assert "2 others could not be read." in page
    assert page.index("“a.xyz” cannot be read: its ending is not one of") < page.index("Save and split")
    assert page.index("The file is empty.") < page.index("Save and split")
    job = Job.objects.get()
    assert [item.state for item in job.items.order_by("position")] == ["failed", "read", "failed"]
    editor[0].post(reverse("job_confirm", args=[job.pk]), {"keep": "1"})
    assert Article.objects.get().version.text == "The bridge opened."
    assert "Try again" not in read_page(editor[0].get(response.url))


def test_where_no_file_is_good_each_is_named_beside_the_field(editor):
    response = upload(editor[0], ("a.xyz", b"x"), ("c.exe", b"x"))
    assert response.status_code == 422
    assert "“a.xyz” cannot be read" in read_page(response)
    assert "“c.exe” cannot be read" in read_page(response)
    assert not Job.objects.exists()


def test_why_a_file_was_refused_is_said_in_french(editor):
    editor[0].cookies["django_language"] = "fr"
    response = upload(editor[0], ("a.xyz", b"x"), ("b.txt", b"The bridge opened."))
    assert "ne peut pas être lu" in read_page(editor[0].get(response.url))


def test_an_upload_over_the_limit_is_refused_before_it_is_read(editor, settings):
    settings.MAX_UPLOAD_SIZE = 1000
    response = upload(editor[0], ("a.txt", b"x" * 5000))
    assert response.status_code == 413
    assert not Job.objects.exists()


def test_a_wrong_address_of_publication_is_refused_and_what_was_typed_stays(editor):
    client, _ = editor
    upload(client, ("a.txt", b"The bridge opened."))
    job = Job.objects.get()
    sent = {"text": "The bridge opened.", "title": "My title", "source_url": "ftp://a.example/", "keep": "0"}
    response = client.post(reverse("job_confirm", args=[job.pk]), sent)
    assert response.status_code == 422
    read_page(response)
    assert response.context["form"]["title"].value() == "My title"
    job.refresh_from_db()
    assert job.state == JobState.PREVIEW


def test_a_cancelled_import_adds_nothing_and_can_be_tried_again(editor):
    client, _ = editor
    upload(client, ("a.txt", b"The bridge opened."))
    job = Job.objects.get()
    client.post(reverse("job_cancel", args=[job.pk]))
    assert "cancelled" in read_page(client.get(reverse("job", args=[job.pk]))).lower()
    assert not Article.objects.exists()
    response = client.post(reverse("job_cancel", args=[job.pk]), follow=True)
    assert "gone on meanwhile" in read_page(response)


def test_a_feed_is_followed_and_let_go(editor, outer):
    client, _ = editor
    client.post(reverse("feeds"), {"url": f"{outer.url}feed", "every_minutes": "30"})
    feed = Feed.objects.get()
    assert Article.objects.count() == 1
    assert "News" in read_page(client.get(reverse("feeds")))
    client.post(reverse("feed_pause", args=[feed.pk]), {"follow": "no"})
    feed.refresh_from_db()
    assert not feed.is_active


def test_a_person_is_told_the_encoding_and_may_say_another(editor):
    words = "Паром вчера вечером сел на мель."
    client = editor[0]
    assert "windows-1251 (Cyrillic)" in read_page(client.get(reverse("intake_files")))
    for encoding in ("", "koi8-r"):
        file = SimpleUploadedFile("a.txt", words.encode("koi8-r"))
        response = client.post(reverse("intake_files"), {"files": file, "encoding": encoding})
        tasks.announce([int(response.url.strip("/").rpartition("/")[2])])
        page = client.get(response.url)
        assert page.context["form"]["text"].value() == words
        assert read_page(page).count("Read as koi8-r, told from its letters.") == (encoding == "")
    assert client.post(reverse("intake_files"), {"files": file, "encoding": "rot13"}).status_code == 422


def test_a_bad_feed_address_is_refused(editor):
    response = editor[0].post(reverse("feeds"), {"url": "file:///etc/hostname", "every_minutes": "30"})
    assert response.status_code == 422
    assert not Feed.objects.exists()


@pytest.mark.parametrize("name", ["intake_url", "intake_files", "jobs", "feeds"])
def test_the_pages_open_for_editors_alone(cast, name):
    assert read_page(cast["editor"][0].get(reverse(name)))
    assert cast["reviewer"][0].get(reverse(name)).status_code == 403
    assert cast["nobody"][0].get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", ["job_confirm", "job_cancel", "job_retry"])
def test_nobody_else_steers_an_import(cast, name):
    job = request_files(actor=UserFactory(editor=True), files=[("a.txt", b"x")])
    address = reverse(name, args=[job.pk])
    assert cast["editor"][0].get(address).status_code == (302 if name == "job_confirm" else 405)
    assert cast["reviewer"][0].post(address).status_code == 403


def test_the_list_costs_the_same_for_one_import_and_for_thirty(editor):
    client, person = editor

    def add(count):
        for number in range(count):
            Job.objects.create(kind="import", requested_by=person, state=JobState.DONE, error=str(number))

    add(1)
    client.get(reverse("jobs"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("jobs"))
    add(29)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("jobs"))
    assert len(few) == len(many)
