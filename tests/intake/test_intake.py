"""Pages, files and feeds become articles: each whole, each once, each refusal in words."""

import pytest

from claims import tasks
from claims.choices import ArticleState, ItemState, JobState
from claims.errors import BadInput, BadLink
from claims.fetching import connecting
from claims.models import Article, Job
from claims.services import feeds, intake
from claims.services.articles import add_article
from claims.services.jobs import WrongState, cancel_job, retry_job
from tests.factories import UserFactory
from tests.fetching.servers import answer, routes, serve
from tests.importers import documents

pytestmark = pytest.mark.django_db

ANNOUNCED = [
    "<guid>1</guid><link>/page</link>",
    '<guid isPermaLink="false">2</guid><title>no link</title>',
    "<link>/pdf</link>",
]
NAMES = ["../../etc/x.txt", "C:\\docs\\x.txt", "x\x00.txt", "x\r\ny.txt", "\u202ex.txt", "a" * 400 + ".txt"]


@pytest.fixture
def actor():
    return UserFactory(editor=True)


@pytest.fixture
def outer(settings):
    """A server of the far end: a page, a PDF, a feed, a picture."""
    feed = documents.feed(*ANNOUNCED)
    handler = routes(
        page=answer(documents.PAGE.encode()),
        pdf=answer(documents.pdf("The bridge opened on Monday. Ann Lee drew it."), kind="application/pdf"),
        plain=answer("Ein Satz über Brücken.".encode(), kind="text/plain; charset=utf-8"),
        feed=answer(feed, kind="application/rss+xml"),
        picture=answer(b"x", kind="image/png"),
        empty=answer(b"<html><script>1</script></html>"),
    )
    with serve(handler) as server:
        settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_PORTS = True, [server.port]
        yield server


def run(job):
    tasks.run_job.call(job.pk)
    job.refresh_from_db()
    return job


def outcome(job):
    return [(item.where.rsplit("/", 1)[-1], item.state) for item in job.items.order_by("position")]


def test_a_page_becomes_an_article_with_what_it_says_of_itself(actor, outer):
    job = run(intake.request_urls(actor=actor, urls=[f"{outer.url}page"]))
    article = Article.objects.get()
    assert job.state == JobState.DONE
    assert (article.title, article.author, article.publisher) == (
        "New bridge opens to traffic",
        "Ann Lee",
        "Example Daily",
    )
    assert article.published_at.isoformat() == "2024-05-02T06:30:00+00:00"
    assert article.source_url == f"{outer.url}page"
    assert (article.state, article.language, article.added_by) == (ArticleState.READY, "en", actor)
    assert article.claims.count() > 1


def test_one_bad_page_spoils_no_other(actor, outer):
    urls = [f"{outer.url}{name}" for name in ("page", "picture", "pdf", "empty", "missing", "plain")]
    job = run(intake.request_urls(actor=actor, urls=urls))
    added, failed = ItemState.ADDED, ItemState.FAILED
    assert outcome(job) == [
        ("page", added),
        ("picture", failed),
        ("pdf", added),
        ("empty", failed),
        ("missing", failed),
        ("plain", added),
    ]
    assert all(item.error.endswith(".") for item in job.items.filter(state=failed))
    assert Article.objects.count() == 3


def test_a_page_that_was_fetched_before_is_not_fetched_again(actor, outer):
    run(intake.request_urls(actor=actor, urls=[f"{outer.url}page"]))
    before = outer.connections
    job = run(intake.request_urls(actor=actor, urls=[f"{outer.url}page?utm_source=mail"]))
    assert outcome(job) == [("page?utm_source=mail", ItemState.KNOWN)]
    assert job.items.get().article == Article.objects.get()
    assert outer.connections == before


def test_the_same_text_at_another_address_is_the_first_article(actor, outer):
    first = add_article(actor=actor, text="Ein Satz über Brücken.").article
    job = run(intake.request_urls(actor=actor, urls=[f"{outer.url}plain"]))
    assert (job.items.get().state, job.items.get().article) == (ItemState.KNOWN, first)


def test_an_address_that_is_none_is_refused_before_any_job(actor):
    with pytest.raises(BadLink):
        intake.request_urls(actor=actor, urls=["https://a.example/", "javascript:alert(1)"])
    assert not Job.objects.exists()


def test_a_desk_fetches_nothing_from_its_own_machine(actor, outer, settings, monkeypatch):
    settings.FETCH_ALLOW_LOOPBACK = False
    waits = []
    monkeypatch.setattr(connecting.time, "sleep", waits.append)
    job = run(intake.request_urls(actor=actor, urls=[f"{outer.url}page"]))
    assert (job.state, outer.connections) == (JobState.FAILED, 0)
    assert "could not be reached" in job.items.get().error
    assert [round(wait) for wait in waits] == [5]  # as long as any page that does not answer


def test_nobody_has_more_than_twenty_imports_waiting(actor):
    for number in range(20):
        intake.request_urls(actor=actor, urls=[f"https://a.example/{number}"])
    with pytest.raises(intake.TooManyJobs):
        intake.request_urls(actor=actor, urls=["https://a.example/more"])


class TestFiles:
    def test_many_files_of_every_kind_in_one_go(self, actor):
        files = [
            ("a.txt", b"The bridge opened."),
            ("b.html", documents.PAGE.encode()),
            ("c.docx", documents.docx("Ann Lee drew it.")),
            ("d.pdf", documents.locked_pdf()),
            ("e.csv", b"title,text\nOne,It rained.\nTwo,It snowed.\n"),
        ]
        job = run(intake.request_files(actor=actor, files=files))
        assert [state for _, state in outcome(job)].count(ItemState.ADDED) == 5
        assert job.items.get(where="d.pdf").error == "This document is protected by a password."
        assert Article.objects.count() == 5

    def test_a_zip_gives_an_article_for_each_file(self, actor):
        data = documents.zipped({f"news/{n}.txt": f"Bridge number {n} opened." for n in range(3)} | {"x.exe": "MZ"})
        job = run(intake.request_files(actor=actor, files=[("all.zip", data)]))
        states = dict(outcome(job))
        assert states == {
            "0.txt": ItemState.ADDED,
            "1.txt": ItemState.ADDED,
            "2.txt": ItemState.ADDED,
            "x.exe": ItemState.FAILED,
        }
        assert Article.objects.count() == 3

    def test_what_was_uploaded_is_not_kept_once_it_is_read(self, actor):
        job = run(intake.request_files(actor=actor, files=[("a.txt", b"The bridge opened.")]))
        assert job.items.get().file is None

    @pytest.mark.parametrize("name", NAMES)
    def test_a_files_name_is_a_label_and_nothing_more(self, actor, name):
        job = intake.request_files(actor=actor, files=[(name, b"The bridge opened.")])
        where = job.items.get().where
        assert where.endswith(".txt")
        assert where.isprintable()
        assert "/" not in where
        assert "\\" not in where
        assert len(where) <= 200

    def test_an_ending_nobody_reads_is_named(self, actor):
        with pytest.raises(BadInput) as refusal:
            intake.request_files(actor=actor, files=[("a.exe", b"MZ")])
        assert "a.exe" in refusal.value.message

    def test_a_file_over_the_limit_is_named(self, actor, settings):
        settings.MAX_UPLOAD_SIZE = 10
        with pytest.raises(BadInput) as refusal:
            intake.request_files(actor=actor, files=[("a.txt", b"x" * 11)])
        assert "a.txt" in refusal.value.message

    def test_a_binary_file_named_txt_is_refused(self, actor):
        job = run(intake.request_files(actor=actor, files=[("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00")]))
        assert (job.state, job.items.get().state) == (JobState.FAILED, ItemState.FAILED)


class TestPreview:
    @pytest.fixture
    def job(self, actor):
        files = [("a.txt", b"The bridge opened."), ("b.txt", b"It rained.")]
        return run(intake.request_files(actor=actor, files=files, with_preview=True))

    def test_nothing_is_added_before_somebody_looked(self, job):
        assert job.state == JobState.PREVIEW
        assert not Article.objects.exists()

    def test_what_is_chosen_is_added_and_the_rest_left_out(self, actor, job):
        run(intake.confirm_job(actor=actor, job=job, keep=[1]))
        job.refresh_from_db()
        assert outcome(job) == [("a.txt", ItemState.LEFT_OUT), ("b.txt", ItemState.ADDED)]
        assert Article.objects.get().version.text == "It rained."

    def test_corrections_are_taken(self, actor):
        job = run(intake.request_files(actor=actor, files=[("a.txt", b"The bridge opened.")], with_preview=True))
        changes = {"title": " A  bridge ", "author": "Ann Lee", "state": "ready"}
        run(intake.confirm_job(actor=actor, job=job, keep=[0], changes=changes))
        assert (Article.objects.get().title, Article.objects.get().author) == ("A bridge", "Ann Lee")

    def test_it_is_confirmed_once(self, actor, job):
        run(intake.confirm_job(actor=actor, job=job, keep=[0]))
        with pytest.raises(WrongState):
            intake.confirm_job(actor=actor, job=job, keep=[1])

    def test_a_cancelled_import_adds_nothing(self, actor, job):
        cancel_job(actor=actor, job=job)
        with pytest.raises(WrongState):
            intake.confirm_job(actor=actor, job=job, keep=[0])
        assert not Article.objects.exists()


def test_what_failed_can_be_tried_again_and_what_was_added_stays(actor, outer, settings):
    port, settings.FETCH_PORTS = outer.port, [1]
    job = run(intake.request_urls(actor=actor, urls=[f"{outer.url}page"]))
    assert (job.state, job.items.get().state) == (JobState.FAILED, ItemState.FAILED)
    settings.FETCH_PORTS = [port]
    run(retry_job(actor=actor, job=job))
    job.refresh_from_db()
    assert (job.state, job.items.get().state) == (JobState.DONE, ItemState.ADDED)


class TestFeeds:
    def test_each_announcement_is_brought_once(self, actor, outer):
        feed = feeds.add_feed(actor=actor, url=f"{outer.url}feed")
        for _ in range(2):
            tasks.run_job.call(feeds.ask_feed(feed).pk)
        imports = Job.objects.filter(feed=feed, kind="import")
        assert imports.count() == 1
        tasks.run_job.call(imports.get().pk)
        assert outcome(imports.get()) == [
            ("page", ItemState.ADDED),
            ("no link", ItemState.FAILED),
            ("pdf", ItemState.ADDED),
        ]

    def test_a_feed_is_asked_when_its_time_has_come(self, actor, outer):
        feed = feeds.add_feed(actor=actor, url=f"{outer.url}feed")
        assert len(feeds.ask_due_feeds()) == 1
        assert feeds.ask_due_feeds() == []
        feeds.pause_feed(actor=actor, feed=feed, is_active=False)
        assert feeds.ask_due_feeds() == []

    def test_a_feed_that_is_none_says_so(self, actor, outer):
        feed = feeds.add_feed(actor=actor, url=f"{outer.url}page")
        job = run(feeds.ask_feed(feed))
        feed.refresh_from_db()
        assert job.state == JobState.FAILED
        assert feed.error

    def test_the_same_feed_is_followed_once(self, actor):
        first = feeds.add_feed(actor=actor, url="https://Daily.example.org/feed")
        assert feeds.add_feed(actor=actor, url="https://daily.example.org/feed") == first
        with pytest.raises(BadInput):
            feeds.add_feed(actor=actor, url="https://a.example/", every_minutes=1)
