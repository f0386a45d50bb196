"""Downloads hold threads of the server: only some are sent at once, fewer for one person, and none holds on."""

import threading
from collections import Counter
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from annotator.streams import Place, Places, StreamsMiddleware
from tests.api.desk import Desk
from tests.factories import ClaimFactory, UserFactory
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
EXPORT = "/api/v1/exports/claims.ndjson"
BUSY, SHARE = HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS


def test_one_download_too_many_is_asked_to_wait_and_one_that_is_over_leaves_its_place(settings):
    settings.DOWNLOADS_AT_ONCE = settings.DOWNLOADS_PER_PERSON = 1
    ClaimFactory()
    first, client = signed_in(UserFactory()), signed_in(UserFactory(admin=True))
    first.handler = client.handler  # of one process
    broken_off = first.get(EXPORT)
    assert next(iter(broken_off.streaming_content))
    client.raise_request_exception = False
    refused, page = client.get(EXPORT), client.get("/audit.csv")
    assert (refused.status_code, refused["Retry-After"], refused.json()["code"]) == (503, "10", "busy")
    assert (page.status_code, "Too many downloads" in page.content.decode()) == (503, True)
    assert client.get("/claims/").status_code == 200
    broken_off._iterator.close()
    for _ in range(2):
        assert b"".join(client.get(EXPORT).streaming_content)


def test_one_person_leaves_room_for_others_whether_by_token_or_by_session(settings):
    settings.DOWNLOADS_AT_ONCE, settings.DOWNLOADS_PER_PERSON = 4, 2
    ClaimFactory()
    greedy = UserFactory(admin=True)
    client, program, other = signed_in(greedy), Desk(greedy), signed_in(UserFactory())
    program.client.handler = other.handler = client.handler
    under_way = [client.get(EXPORT), program.client.get(EXPORT, headers=program.headers)]
    refused = program.get(EXPORT)
    assert (refused.status, refused.headers["Retry-After"], refused.body["code"]) == (429, "10", "too_many_downloads")
    page = client.get("/audit.csv", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, "as many downloads under way as one person may" in page.content.decode()) == (429, True)
    browser = client.get(EXPORT, headers={"Accept": "text/html,*/*", "Accept-Language": "fr"})
    assert (browser.status_code, browser["Content-Type"]) == (429, "text/html; charset=utf-8")
    assert "Vous avez autant de téléchargements en cours" in browser.content.decode()
    assert "default-src" in browser["Content-Security-Policy"]
    under_way.append(other.get(EXPORT))
    assert all(b"".join(answer.streaming_content) for answer in under_way)
    assert b"".join(client.get(EXPORT).streaming_content)


class Person:
    is_authenticated = True

    def __init__(self, pk: int) -> None:
        self.pk = pk


def asked(process: StreamsMiddleware, pk: int | None) -> Any:
    request = HttpRequest()
    request.path_info = "/api/v1/exports/claims.ndjson"
    if pk is not None:
        request.user = Person(pk)  # type: ignore[assignment]
    return process(request)


def test_in_each_of_several_processes_others_keep_their_places(settings):
    settings.DOWNLOADS_AT_ONCE, settings.DOWNLOADS_PER_PERSON = 4, 2
    processes = [StreamsMiddleware(lambda request: StreamingHttpResponse(iter([b"x"]))) for _ in range(3)]
    for process in processes:
        greedy = [asked(process, 1).status_code for _ in range(10)]
        others = [asked(process, pk).status_code for pk in (2, 3, 4)]
        assert (Counter(greedy), others) == ({200: 2, 429: 8}, [200, 200, 503])


def test_the_public_has_the_places_of_all_and_pages_need_none(settings):
    settings.DOWNLOADS_AT_ONCE, settings.DOWNLOADS_PER_PERSON = 3, 1
    process = StreamsMiddleware(lambda request: StreamingHttpResponse(iter([b"x"])))
    assert [asked(process, None).status_code for _ in range(4)] == [200, 200, 200, 503]
    plain = StreamsMiddleware(lambda request: HttpResponse(b"x"))
    assert {asked(plain, 1).status_code for _ in range(9)} == {200}


def test_a_place_is_left_once_and_nobody_without_one_is_remembered():
    places = Places(at_once=2, per_person=1)
    place = Place(places, 7)
    assert (Place(places, 7).refusal, Place(places, 8).refusal, Place(places, 9).refusal) == (SHARE, None, BUSY)
    for _ in range(3):
        place.leave()
    assert dict(places.taken) == {8: 1}


def test_many_at_once_never_have_more_than_there_is():
    places, most, lock = Places(at_once=5, per_person=2), [0], threading.Lock()

    def download(person: int) -> None:
        for _ in range(300):
            place = Place(places, person)
            with lock:
                most[0] = max(most[0], places.taken.total(), 3 * places.taken[person])
            place.leave()

    threads = [threading.Thread(target=download, args=(number % 4,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] <= 6
    assert not places.taken
