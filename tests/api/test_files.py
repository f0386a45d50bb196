"""Files written in the background: whole or not there, one person's own, for a day, and downloads that go on."""

import base64
import hashlib
import os
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from claims import tasks
from claims.choices import JobState
from claims.exporters.formats import FORMATS
from claims.models import Export, Job
from claims.services import exports, work
from claims.services.jobs import add_job
from tests.api.desk import editor, reviewer
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ClaimFactory(text="Left out by the filter")
    for _ in range(3):
        EvidenceFactory(review__claim=ClaimFactory(status="incorrect"), review__rating="incorrect")
    return editor()


def ask(desk, file_format="ndjson", **more):
    """A file asked for and written; its present state."""
    asked = desk.post("exports/", {"format": file_format, "filters": {"status": ["incorrect"]}, **more})
    assert asked.status == 202
    tasks.announce([Export.objects.get(pk=asked.body["id"]).job_id])
    return desk.get(f"exports/{asked.body['id']}/").body


def route(export):
    return export["file"].partition("/api/v1/")[2]


@pytest.mark.parametrize(
    ("file_format", "flags"),
    [
        *((name, {}) for name in FORMATS),
        ("ndjson", {"whole": True}),
        ("doccano", {"trailer": False}),
        ("csv", {"raw": True}),
    ],
)
def test_the_file_is_what_the_stream_gives(desk, file_format, flags):
    export = ask(desk, file_format, **flags)
    file = desk.get(route(export))
    query = "".join(f"&{flag}={int(value)}" for flag, value in flags.items())
    assert file.raw == desk.get(f"exports/claims.{file_format}?status=incorrect{query}").raw
    assert {flag: export[flag] for flag in ("raw", "whole", "trailer")} == {
        "raw": False,
        "whole": False,
        "trailer": True,
        **flags,
    }
    if flags:
        assert file.raw != desk.get(f"exports/claims.{file_format}?status=incorrect").raw
    assert (export["state"], export["total"], export["rows"], export["size"]) == ("done", 3, 3, len(file.raw))
    assert export["sha256"] == hashlib.sha256(file.raw).hexdigest()
    assert base64.b64decode(file.headers["Repr-Digest"][9:-1]).hex() == export["sha256"]
    assert file.headers["Content-Length"] == str(len(file.raw))
    assert file.headers["Content-Type"] == FORMATS[file_format].content_type


def test_a_filter_takes_one_value_or_several_as_words_or_numbers(desk):
    for given, kept in (
        ({"status": "incorrect"}, {"status": ["incorrect"]}),
        ({"check_worthiness_min": 0.5, "article": 1}, {"check_worthiness_min": ["0.5"], "article": ["1"]}),
        ({"reviewed_by_me": False}, {"reviewed_by_me": ["false"]}),
        ({"status": ["incorrect", "disputed"]}, {"status": ["incorrect", "disputed"]}),
    ):
        answer = desk.post("exports/", {"format": "csv", "filters": given})
        assert (answer.status, answer.body["filters"]) == (202, kept)
    for wrong in ({"status": None}, {"status": {}}, {"status": [["incorrect"]]}):
        assert desk.post("exports/", {"format": "csv", "filters": wrong}).status == 400
    assert "There are: article, " in desk.post("exports/", {"format": "csv", "filters": {"bogus": 1}}).body["message"]


def test_a_download_that_broke_off_goes_on_where_it_stopped(desk):
    address = route(ask(desk))
    whole = desk.get(address)
    tag, size = whole.headers["ETag"], len(whole.raw)
    first = desk.get(address, Range="bytes=0-99")
    rest = desk.get(address, Range="bytes=100-", If_Range=tag)
    assert (first.status, rest.status) == (206, 206)
    assert first.raw + rest.raw == whole.raw
    assert rest.headers["Content-Range"] == f"bytes 100-{size - 1}/{size}"
    assert desk.get(address, Range="bytes=-5").raw == whole.raw[-5:]
    assert desk.get(address, If_None_Match=tag).status == 304
    assert desk.send("HEAD", address).headers["Content-Length"] == str(size)
    for beyond in (f"bytes={size}-", "bytes=-0"):
        refused = desk.get(address, Range=beyond)
        assert (refused.status, refused.headers["Content-Range"]) == (416, f"bytes */{size}")
    for whole_again in (
        {"Range": "bytes=5-", "If_Range": '"another"'},
        {"Range": "lines=1-"},
        {"Range": "bytes=9-1"},
    ):
        assert desk.get(address, **whole_again).raw == whole.raw


def test_nobody_else_and_nobody_later_gets_it(desk):
    export = ask(desk)
    address, page = route(export), f"exports/{export['id']}/"
    assert {reviewer().get(one).status for one in (address, page)} == {404}
    desk.user.role = "reviewer"
    desk.user.save()
    assert {desk.get(one).status for one in (address, page)} == {404}
    desk.user.role = "admin"
    desk.user.save()
    assert desk.get(address).status == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1), tick=False):
        assert desk.get(address).status == 404
        assert desk.get(page).body["file"] is None
        assert exports.remove_old_exports() == 1
    assert list(exports.folder().iterdir()) == []
    assert desk.get(address).status == 404
    desk.user.is_active = False
    desk.user.save()
    assert desk.get(page).status == 401


def test_half_a_file_is_never_offered(desk):
    asked = desk.post("exports/", {"format": "ndjson"}).body
    export = Export.objects.get(pk=asked["id"])

    def broken(asked, progress):
        yield b'{"id": 1}\n'
        assert [path.suffix for path in exports.folder().iterdir()] == [".part"]
        assert desk.get(f"exports/{asked.pk}/file/").status == 404
        raise OSError("disk full")

    for _ in range(3):
        Job.objects.filter(pk=export.job_id).update(run_after=timezone.now())
        work.run_job(export.job_id, also={"export": partial(exports.run_export, write=broken)})
    assert desk.get(f"exports/{asked['id']}/").body["state"] == "failed"
    assert desk.get(f"exports/{asked['id']}/file/").status == 404
    assert list(exports.folder().iterdir()) == []


def test_what_a_killed_worker_left_is_swept_after_a_day(desk):
    left = exports.folder() / "x.ndjson.part"
    left.write_bytes(b"half")
    assert exports.remove_old_exports() == 0
    yesterday = (timezone.now() - timedelta(hours=26)).timestamp()
    os.utime(left, (yesterday, yesterday))
    assert exports.remove_old_exports() == 1


def test_a_role_lost_before_it_is_written_writes_nothing(desk):
    asked = desk.post("exports/", {"format": "ndjson"}).body
    desk.user.role = "reader"
    desk.user.save()
    tasks.announce([Export.objects.get(pk=asked["id"]).job_id])
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, "Whoever asked for it may not have it any more.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "xlsx"},
        {"filters": {"status": ["true"]}},
        {"filters": {"stauts": ["incorrect"]}},
        {"filters": {"page_size": ["1"]}},
        {"filters": {"article": ["1.5"]}},
        {"filters": ["status"]},
        {"raw": "perhaps"},
        {"format": "ndjson", "raw": True},
        {"whole": True},
        {"format": "ndjson", "trailer": False},
    ],
)
def test_what_is_wrong_is_refused_before_anything_is_asked(desk, wrong):
    assert desk.post("exports/", {"format": "csv", **wrong}).status == 400
    assert not Job.objects.exists()
    (error,) = desk.post("exports/", {"format": "csv", "filters": {"status": "nope"}}).body["errors"]
    assert error["field"] == "filters.status"
    assert "“nope” is not one of unreviewed, in_review, " in error["message"]
    named = desk.post("exports/", {"format": "json", "whole": True}).body["errors"]
    assert named == [{"field": "whole", "message": "json files know no whole: it is for ndjson."}]


def test_five_may_wait_and_no_more(desk):
    for _ in range(5):
        assert desk.post("exports/", {"format": "csv"}).status == 202
    refused = desk.post("exports/", {"format": "csv"})
    assert (refused.status, refused.body["code"]) == (409, "too_many_exports")
    assert reviewer().post("exports/", {"format": "csv"}).status == 202


def test_a_list_of_exports_costs_the_same_for_one_and_for_thirty(desk, django_assert_max_num_queries):
    for _ in range(30):
        job = add_job(actor=desk.user, kind="export")
        Export.objects.create(job=job, format="csv", role="editor", total=1)
    Export.objects.create(job=add_job(actor=UserFactory(), kind="export"), format="csv", role="reviewer", total=1)
    with django_assert_max_num_queries(5):
        assert len(desk.get("exports/").body["results"]) == 30
