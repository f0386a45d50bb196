"""Evidence stays: the page's text with its digest, the quote looked for, changes and losses told."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import tasks
from claims.choices import EventKind, JobState, NotificationKind, QuoteMatch, SnapshotState
from claims.models import Event, Job, Notification, Snapshot, Source
from claims.services import snapshots
from claims.services.articles import digest
from claims.services.publication import publish_verdict
from claims.services.reviews import Citation, submit_review
from claims.services.snapshots import match_quote, request_snapshot
from tests.factories import ClaimFactory, SourceFactory, UserFactory
from tests.fetching.servers import answer, serve

pytestmark = pytest.mark.django_db

SAID = "The bridge carries 160,000 vehicles a day, the council said in its yearly report on traffic."
MORE = "It opened in 1932 and was painted twice since then."
PAGE = f"<html><body><article><p>{SAID}</p><p>{MORE}</p></article></body></html>"


class Far:
    """A far end whose page can be changed and taken away."""

    def __init__(self):
        self.page, self.status = PAGE, "200 OK"

    def __call__(self, connection, head):
        answer(self.page.encode(), status=self.status)(connection, head)


@pytest.fixture
def far(settings, tmp_path):
    far = Far()
    with serve(far) as server:
        settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_PORTS = True, [server.port]
        settings.MEDIA_ROOT = tmp_path
        far.url = f"{server.url}report"
        yield far


def cite(far, quote=SAID, claim=None):
    claim = claim or ClaimFactory()
    review = submit_review(
        actor=UserFactory(),
        claim=claim,
        rating="supported",
        evidence=[Citation(url=far.url, stance="supports", quote=quote)],
    )
    return review.evidence.get()


def look():
    source = Source.objects.get()
    job = request_snapshot(actor=UserFactory(), source=source)
    tasks.run_job.call(job.pk)
    job.refresh_from_db()
    source.refresh_from_db()
    return source, job


def test_the_pages_text_is_kept_with_its_digest_and_time(far, tmp_path):
    evidence = cite(far)
    source, job = look()
    assert job.state == JobState.DONE
    assert SAID in source.snapshot_text
    assert source.snapshot_sha256 == digest(source.snapshot_text)
    assert source.snapshot_at is not None
    assert source.snapshot_state == SnapshotState.KEPT
    evidence.refresh_from_db()
    assert (evidence.quote_match, evidence.quote_found) == (QuoteMatch.EXACT, True)


def test_the_page_itself_is_kept_as_a_web_archive_record(far, tmp_path):
    cite(far)
    look()
    record = gzip.decompress((tmp_path / "snapshots" / Snapshot.objects.get().record).read_bytes())
    head, http_head, body = record.split(b"\r\n\r\n", 2)
    assert head.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
    assert f"WARC-Target-URI: {far.url}".encode() in head
    assert http_head.startswith(b"HTTP/1.1 200 OK")
    assert body == PAGE.encode() + b"\r\n\r\n"
    length = int(head.split(b"\r\nContent-Length: ")[1].split(b"\r\n")[0])
    assert length == len(http_head) + 4 + len(PAGE.encode())
    assert not list((tmp_path / "snapshots").rglob("*.part"))


def test_a_page_that_changed_raises_a_notice_on_the_verdicts_that_rest_on_it(far, settings):
    settings.QUORUM = 1
    evidence = cite(far)
    look()
    far.page = PAGE.replace("160,000", "90,000")
    source, _ = look()
    assert source.snapshot_state == SnapshotState.CHANGED
    event = Event.objects.get(kind=EventKind.SOURCE_CHANGED)
    assert event.claim == evidence.review.claim
    assert event.verdict == event.claim.verdict
    assert event.data["url"] == far.url
    evidence.refresh_from_db()
    assert evidence.quote_match == QuoteMatch.SIMILAR
    assert [kept.state for kept in source.snapshots.order_by("id")] == ["kept", "changed"]


def test_editors_are_told_when_a_public_verdict_rests_on_a_page_that_changed(far):
    public, silent, editor = ClaimFactory(), ClaimFactory(), UserFactory(editor=True)
    for claim in (public, silent):
        cite(far, claim=claim)
        cite(far, claim=claim)
    look()
    publish_verdict(actor=editor, claim=public, summary="So it is.", reason="No primary source.")
    far.page = PAGE.replace("160,000", "120,000")
    look()
    notice = Notification.objects.get(kind=NotificationKind.SOURCE_CHANGED, person=editor)
    assert notice.claim == public
    people = set(Notification.objects.values_list("person__role", flat=True))
    assert people == {"editor"}


def test_a_page_that_is_gone_is_told_once_and_its_text_stays(far, settings):
    settings.QUORUM = 1
    cite(far)
    look()
    far.status = "404 Not Found"
    for _ in range(2):
        source, job = look()
    assert job.state == JobState.DONE
    assert source.snapshot_state == SnapshotState.GONE
    assert SAID in source.snapshot_text
    assert Event.objects.filter(kind=EventKind.SOURCE_GONE).count() == 1


def test_a_quote_given_after_the_page_was_kept_is_looked_for_too(far):
    cite(far, quote="")
    look()
    later = cite(far, quote="It opened in 1932")
    assert later.quote_match == ""
    assert snapshots.match_new_quotes() == 1
    later.refresh_from_db()
    assert later.quote_match == QuoteMatch.EXACT
    assert snapshots.match_new_quotes() == 0


@pytest.mark.parametrize(
    ("quote", "match"),
    [
        (SAID, QuoteMatch.EXACT),
        ("  The bridge carries\n160,000 vehicles ", QuoteMatch.EXACT),
        ("The bridge carries 160,000 cars a day", QuoteMatch.SIMILAR),
        ("The tunnel was closed for years by order of the mayor", QuoteMatch.MISSING),
    ],
)
def test_white_space_does_not_count_and_small_changes_are_named(quote, match):
    assert match_quote(snapshots._words(SAID), quote) == match


def test_kinds_of_quotation_marks_do_not_count():
    assert match_quote(snapshots._words("He said “it’s – done”."), '"it\'s - done"') == QuoteMatch.EXACT


def test_pages_are_looked_at_again_when_the_desk_wants_it(far, settings):
    settings.SNAPSHOT_RECHECK_DAYS = 7
    cite(far)
    source, _ = look()
    assert timedelta(days=6) < source.check_at - timezone.now() < timedelta(days=8)
    assert snapshots.ask_due_snapshots() == []
    Source.objects.update(check_at=timezone.now())
    assert [job.source for job in snapshots.ask_due_snapshots()] == [source]
    assert snapshots.ask_due_snapshots() == []


def test_a_cited_page_is_kept_by_itself_only_if_the_desk_wants_it(far, settings):
    cite(far)
    assert snapshots.ask_due_snapshots() == []
    settings.SNAPSHOT_ON_REVIEW = True
    assert len(snapshots.ask_due_snapshots()) == 1
    assert snapshots.ask_due_snapshots() == []


def test_a_page_nobody_cites_is_never_fetched(settings):
    settings.SNAPSHOT_ON_REVIEW = True
    SourceFactory()
    assert snapshots.ask_due_snapshots() == []


def test_asking_twice_is_asking_once(far):
    cite(far)
    source = Source.objects.get()
    first = request_snapshot(actor=UserFactory(), source=source)
    assert request_snapshot(actor=UserFactory(), source=source) == first
    assert Job.objects.count() == 1


def test_no_room_for_the_record_costs_only_the_record(far, settings, tmp_path):
    (tmp_path / "snapshots").write_text("a file where a folder should be")
    cite(far)
    source, job = look()
    assert job.state == JobState.DONE
    assert SAID in source.snapshot_text
    assert Snapshot.objects.get().record == ""
