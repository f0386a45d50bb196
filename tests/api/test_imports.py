"""Files and feeds as programs bring them."""

from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from claims import tasks
from claims.models import Article, Feed, Job
from claims.services.intake import request_files, request_urls
from tests.api.desk import Answer, Desk, editor, reviewer
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TEXT = b"The ferry sank in 1911. It carried 40 people."


class File:
    """What Django's test client takes for a file."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.read = name, lambda: data


def send(desk: Desk, sent: dict[str, Any], **headers: str) -> Answer:
    return desk.send_bytes("POST", "imports/", encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT, **headers)


def test_files_become_articles_in_the_background() -> None:
    desk = editor()
    files = {"files": [File("ferry.txt", TEXT), File("../tram.html", b"<p>"), File("x.txt", b"")]}
    asked = send(desk, files, Idempotency_Key="once")
    assert (asked.status, [item["where"] for item in asked.body["items"]]) == (
        202,
        ["ferry.txt", "tram.html", "x.txt"],
    )
    again = send(desk, files, Idempotency_Key="once")
    assert (again.body["id"], Job.objects.filter(kind="import").count()) == (asked.body["id"], 1)
    assert send(desk, {"files": [File("ferry.txt", b"Other.")]}, Idempotency_Key="once").status == 409
    tasks.announce([asked.body["id"]])
    job = desk.get(f"jobs/{asked.body['id']}/").body
    assert [item["state"] for item in job["items"]] == ["added", "failed", "failed"]
    assert Article.objects.get(pk=job["items"][0]["article"]).version.text == TEXT.decode()
    assert job["items"][2]["error"] == "The file is empty."
    again = desk.post(f"jobs/{job['id']}/retry/")
    assert (again.status, again.body["code"]) == (409, "files_gone")
    assert desk.get(f"jobs/{job['id']}/").body == job
    assert desk.post(f"jobs/{job['id']}/cancel/").status == 409


def test_an_address_that_failed_is_tried_again_and_can_be_stopped() -> None:
    desk = editor()
    job = request_urls(actor=desk.user, urls=["https://daily.example.org/a"])
    job.items.update(state="failed", error="Nobody answered.")
    Job.objects.filter(pk=job.pk).update(state="failed")
    assert desk.post(f"jobs/{job.pk}/retry/").body["items"][0] | {"where": ""} == {
        "where": "",
        "state": "waiting",
        "error": "",
        "encoding": "",
        "article": None,
    }
    assert desk.post(f"jobs/{job.pk}/cancel/").body["state"] == "cancelled"
    assert desk.post(f"jobs/{job.pk}/cancel/").status == 409


def test_a_program_confirms_what_waits_for_a_look() -> None:
    desk, files = editor(), [("a.txt", TEXT), ("b.txt", b"Snow fell.")]
    job = request_files(actor=UserFactory(editor=True), files=files, with_preview=True)
    tasks.announce([job.pk])
    assert desk.post(f"jobs/{job.pk}/confirm/", {"keep": [1]}).status == 201
    tasks.announce([job.pk])
    assert [item["state"] for item in desk.get(f"jobs/{job.pk}/").body["items"]] == ["left_out", "added"]
    assert desk.post(f"jobs/{job.pk}/confirm/", {"keep": [1]}).status == 409


def test_a_file_in_another_encoding_is_told_read_or_refused() -> None:
    desk, russian, czech = editor(), "Паром сел на мель, и пассажиры ждали помощи.", "Stavba ve středu začala."
    files = [File("ru.txt", russian.encode("windows-1251")), File("cs.txt", czech.encode("windows-1250"))]
    job = send(desk, {"files": files}).body["id"]
    tasks.announce([job])
    first, second = desk.get(f"jobs/{job}/").body["items"]
    assert (first["state"], first["encoding"]) == ("added", "windows-1251")
    assert (second["state"], second["encoding"]) == ("failed", "")
    assert "say in which encoding it is" in second["error"]
    named = {"files": File("cs.txt", czech.encode("windows-1250")), "encoding": "windows-1250"}
    job = send(desk, named).body["id"]
    tasks.announce([job])
    assert {article.version.text for article in Article.objects.select_related("version")} == {russian, czech}
    assert send(desk, {**named, "encoding": "rot13"}).fields == ["encoding"]
    assert send(desk, {**named, "encoding": ["utf-8", "big5"]}).fields == ["encoding"]


def test_what_is_no_form_of_files_is_refused(settings: Any) -> None:
    desk = editor()
    assert desk.post("imports/", {"files": []}).status == 415
    assert send(desk, {"files": "text"}).fields == ["files"]
    assert send(desk, {"file": File("a.txt", TEXT)}).fields == ["file"]
    assert send(desk, {"files": File("a.exe", TEXT)}).fields == ["files"]
    assert send(desk, {}).status == 400
    assert desk.send_bytes("POST", "imports/", b"--x", "multipart/form-data").status == 400
    settings.MAX_UPLOAD_SIZE = 10
    assert send(desk, {"files": File("a.txt", TEXT)}).status == 413
    assert send(reviewer(), {"files": File("a.txt", TEXT)}).status == 403
    assert not Job.objects.exists()


def test_a_feed_is_followed_paused_and_read_now(django_assert_max_num_queries: Any) -> None:
    desk = editor()
    made = desk.post("feeds/", {"url": "https://daily.example.org/feed?utm_source=x", "every_minutes": 30})
    assert (made.status, made.body["url"], made.body["active"]) == (201, "https://daily.example.org/feed", True)
    route = f"feeds/{made.body['id']}/"
    assert made.body["next_at"] is not None
    assert made.headers["Location"].endswith(route)
    paused = desk.patch(route, {"active": False}).body
    assert (paused["active"], paused["next_at"]) == (False, None)
    job = desk.post(f"{route}poll/")
    assert (job.status, job.body["kind"]) == (202, "feed")
    assert Job.objects.get(feed=made.body["id"]).pk == job.body["id"]
    assert desk.post("feeds/", {"url": "javascript:alert(1)"}).fields == ["url"]
    assert desk.post("feeds/", {"url": "https://x.example.org/", "every_minutes": 1}).fields == ["every_minutes"]
    assert reviewer().get("feeds/").status == 403
    for place in range(29):
        Feed.objects.create(url=f"https://{place}.example.org/", added_by=UserFactory())
    with django_assert_max_num_queries(4):
        assert len(desk.get("feeds/").body["results"]) == 30


@pytest.mark.parametrize("content_type", [MULTIPART_CONTENT, "application/x-www-form-urlencoded", "application/json"])
def test_a_request_without_a_body_hears_what_is_missing(content_type: str) -> None:
    answer = editor().send_bytes("POST", "imports/", b"", content_type)
    assert (answer.status, answer.body["code"]) == (400, "bad_input")
    assert "file" in answer.body["message"]
