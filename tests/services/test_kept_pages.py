"""Kept pages go when nothing rests on them, and never before; so do files that nothing names."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims.choices import ReviewState, SnapshotState
from claims.fetching import Page
from claims.models import Evidence, Snapshot, Source, Verdict
from claims.services import archives, kept_pages
from claims.services.kept_pages import remove_needless
from tests.factories import EvidenceFactory, ReviewFactory, SourceFactory

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.SNAPSHOT_SUPERSEDED_DAYS = 30
    return tmp_path / "snapshots"


def written(words: str, *, old: bool = True) -> str:
    page = Page("https://evidence.example.org/", "text/html", "utf-8", words.encode(), ())
    name = archives.write_record(page, folder=kept_pages.folder())
    if old:
        os.utime(kept_pages.folder() / name, (0, 0))
    return name


def capture(source: Source, day: int, words: str = "", state: str = SnapshotState.CHANGED) -> Snapshot:
    """What stood there on a day of 2026, with its file; without words the page was gone."""
    about = {"text": words, "sha256": hashlib.sha256(words.encode()).hexdigest(), "record": written(words)}
    gone = {"state": SnapshotState.GONE, "reason": "Nothing there."}
    taken_at = START + timedelta(days=day)
    return Snapshot.objects.create(source=source, taken_at=taken_at, **({"state": state, **about} if words else gone))


def cited(source: Source, day: int, **review: Any) -> Evidence:
    at = START + timedelta(days=day)
    return EvidenceFactory(source=source, accessed_at=at, review=ReviewFactory(submitted_at=at, **review))


def days_left(source: Source) -> list[int]:
    return [(look.taken_at - START).days for look in source.snapshots.order_by("taken_at")]


def files(place: Path) -> set[str]:
    return {f"{path.parent.name}/{path.name}" for path in place.glob("*/*")}


def remove(**how: bool) -> list[str]:
    return [one.what for one in remove_needless(**how)]


# --- what rests on what ------------------------------------------------------------------------
KEPT = [
    # A sentence; days of captures; days of reviews; days of verdicts; days that stay.
    ("the newest stays, and those around a review", [0, 10, 20, 30], [1], [], [0, 10, 30]),
    ("a review before the first capture rests on that one", [5, 10, 20, 30], [1], [], [5, 30]),
    ("a review after the last rests on it", [5, 10, 20], [25], [], [20]),
    ("a review at the very moment of a capture rests on it", [0, 10, 20, 30], [10], [], [10, 30]),
    ("a verdict rests on those around its making", [0, 10, 20, 30, 40], [1], [25], [0, 10, 20, 30, 40]),
    ("two reviews keep what each saw", [0, 10, 20, 30, 40], [1, 21], [], [0, 10, 20, 30, 40]),
    ("one capture always stays", [0], [1], [], [0]),
]


@pytest.mark.parametrize(
    ("looks", "reviews", "verdicts", "left"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT]
)
def test_what_a_review_or_a_verdict_rests_on_stays(
    looks: list[int], reviews: list[int], verdicts: list[int], left: list[int], place: Path
) -> None:
    source = SourceFactory()
    for day in looks:
        capture(source, day, f"Words of day {day}")
    for day in reviews:
        piece = cited(source, day)
    for day in verdicts:
        at = START + timedelta(days=day)
        claim = piece.review.claim
        Verdict.objects.create(
            claim=claim, version=claim.version, number=1, rating="incorrect", created_at=at, decided_by="quorum"
        )
    would = remove(dry=True)
    assert len(files(place)) == len(looks) == source.snapshots.count()
    assert sorted(remove()) == sorted(would)
    assert days_left(source) == left
    assert files(place) == set(source.snapshots.values_list("record", flat=True))
    assert remove() == []


@pytest.mark.parametrize("state", [ReviewState.SUPERSEDED, ReviewState.RETRACTED])
def test_reviews_that_no_longer_count_keep_what_they_saw_too(state: str) -> None:
    source = SourceFactory()
    for day in (0, 10, 20, 30):
        capture(source, day, f"Words of day {day}")
    cited(source, 11, state=state)
    remove()
    assert days_left(source) == [10, 20, 30]


def test_without_the_setting_superseded_captures_stay(settings: Any) -> None:
    settings.SNAPSHOT_SUPERSEDED_DAYS = 0
    source = SourceFactory()
    for day in (0, 10, 20, 30):
        capture(source, day, f"Words of day {day}")
    cited(source, 1)
    assert remove() == []


def test_young_superseded_captures_stay() -> None:
    source, today = SourceFactory(), (timezone.now() - START).days
    for day in (0, 10, today - 20, today - 10, today):
        capture(source, day, f"Words of day {day}")
    cited(source, 0)
    remove()
    assert days_left(source) == [0, today - 20, today - 10, today]


def test_the_latest_look_and_the_latest_text_stay_where_a_page_is_gone() -> None:
    source = SourceFactory()
    cited(source, 0)
    for day in (1, 10, 20):
        capture(source, day, f"Words of day {day}")
    capture(source, 30)
    capture(source, 40)
    remove()
    assert days_left(source) == [1, 20, 40]


# --- cited by nobody ---------------------------------------------------------------------------
def test_a_page_whose_evidence_is_gone_is_forgotten_with_its_files_but_stays_known(place: Path) -> None:
    source = SourceFactory(snapshot_text="Words", snapshot_sha256="0" * 64, snapshot_state="kept")
    other = SourceFactory()
    shared = capture(source, 0, "The same words")
    capture(other, 0, "The same words")
    capture(source, 10, "Other words")
    piece = cited(source, 1)
    cited(other, 1)
    remove()
    assert days_left(source) == [0, 10]
    Evidence.objects.filter(pk=piece.pk).delete()
    assert len(remove()) == 3
    source.refresh_from_db()
    assert (source.snapshot_text, source.snapshot_sha256, source.snapshot_state) == ("", "", "")
    assert source.snapshot_at is None
    assert days_left(source) == []
    assert files(place) == {shared.record}


def test_one_that_was_kept_today_waits_for_its_evidence() -> None:
    source = SourceFactory()
    capture(source, (timezone.now() - START).days, "New words")
    capture(source, 0, "Old words")
    assert remove() == []


def test_one_that_is_cited_at_the_last_moment_stays() -> None:
    source = SourceFactory()
    look = capture(source, 0, "Words")
    cited(source, 1)
    kept_pages._forget([look], kept_pages.UNCITED)
    assert days_left(source) == [0]


# --- files -------------------------------------------------------------------------------------
def test_what_a_killed_worker_or_a_transaction_taken_back_left_goes_after_a_day(place: Path) -> None:
    source = SourceFactory()
    cited(source, 1)
    looks = [capture(source, 0, "Words"), capture(source, 2, "More words")]
    fresh, stray = written("Of a transaction under way", old=False), written("Of one that was taken back")
    half = place / stray[:2] / "half.warc.0123.part"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    kept = {fresh, *(look.record for look in looks)}
    assert sorted(remove(dry=True)) == sorted([f"file {stray}", f"file {stray[:2]}/{half.name}"])
    assert files(place) == kept | {stray, f"{stray[:2]}/{half.name}"}
    assert len(remove()) == 2
    assert files(place) == kept


def test_what_was_put_aside_by_a_killed_worker_comes_back_where_it_is_needed(place: Path) -> None:
    source = SourceFactory()
    cited(source, 1)
    look = capture(source, 0, "Words")
    (place / look.record).rename(place / f"{look.record}.0123.gone")
    assert remove() == []
    assert files(place) == {look.record}


def test_a_file_that_somebody_begins_to_use_is_left_to_them(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer comes between the look-up and the removal."""
    source = SourceFactory()
    cited(source, 1)
    capture(source, 0, "Words")
    stray = written("A page that is back")
    found = kept_pages._strays

    def and_then_written(*about: Any) -> Any:
        for path in found(*about):
            assert written("A page that is back", old=False) == stray
            yield path

    monkeypatch.setattr(kept_pages, "_strays", and_then_written)
    assert remove() == []
    assert stray in files(place)


def test_a_file_that_somebody_misses_just_now_is_written_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer comes when the file was put aside and is not removed yet."""
    source = SourceFactory()
    cited(source, 1)
    capture(source, 0, "Words")
    stray, before = written("A page that is back"), kept_pages._before

    def and_then_written() -> float:
        if not (place / stray).exists():
            assert written("A page that is back", old=False) == stray
        return before()

    monkeypatch.setattr(kept_pages, "_before", and_then_written)
    assert remove() == [f"file {stray}"]
    assert stray in files(place)


@pytest.mark.parametrize("ours", [0, 3])
def test_the_files_of_another_database_are_left_alone_unless_one_insists(
    ours: int, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = SourceFactory()
    cited(source, 1)
    for day in range(ours):
        capture(source, day, f"Words of day {day}")
    theirs = {written(f"Of another desk {number}") for number in range(5)}
    assert [what for what in remove() if what.startswith("file")] == []
    assert theirs <= files(place)
    assert "belong to no capture of this database" in caplog.text
    assert len([what for what in remove(even_most=True) if what.startswith("file")]) >= 5
    assert not theirs & files(place)


# --- by hand -----------------------------------------------------------------------------------
def test_the_daily_command_says_what_would_go_and_the_log_what_went(
    place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="claims.kept")
    source = SourceFactory()
    cited(source, 25)
    looks = [capture(source, day, f"Words of day {day}") for day in (0, 10, 20)]
    stray = written("Of a transaction taken back")
    going = [f"capture {look.pk}: superseded" for look in looks[:2]]
    going += [f"file {name}: named by no capture" for name in (looks[0].record, looks[1].record, stray)]
    assert sorted(said("--dry-run").splitlines()) == sorted(f"would remove {line}" for line in going)
    assert len(files(place)) == 4
    assert caplog.text == ""
    assert "5 kept pages and files removed that nothing rests on." in said()
    assert f"capture removed: {looks[0].pk} of page {source.pk}" in caplog.text
    assert f"file removed: {stray}: named by no capture" in caplog.text
    assert "0 kept pages and files removed" in said()


def said(*about: str) -> str:
    out = StringIO()
    call_command("daily", *about, stdout=out)
    return out.getvalue()


def test_a_folder_that_is_not_there_or_cannot_be_written_to_keeps_no_day_from_ending(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert remove() == []
    source = SourceFactory()
    cited(source, 1)
    capture(source, 0, "Words")
    written("Of a transaction taken back")

    def refused(*about: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refused)
    assert remove() == []
    assert len(files(place)) == 2


def test_many_pages_cost_as_many_statements_as_few(django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        source = SourceFactory()
        cited(source, 1)
        for day in (0, 2):
            capture(source, day, f"Words of {number} on day {day}")
    with django_assert_max_num_queries(14):
        assert remove() == []
