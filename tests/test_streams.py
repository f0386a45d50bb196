"""Downloads hold threads of the server, so only some are sent at once; what is over leaves its place."""

import pytest

from tests.factories import ClaimFactory, UserFactory
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
EXPORT = "/api/v1/exports/claims.ndjson"


def test_one_download_too_many_is_asked_to_wait_and_one_that_is_over_leaves_its_place(settings):
    settings.DOWNLOADS_AT_ONCE = 1
    ClaimFactory()
    client = signed_in(UserFactory(admin=True))
    client.raise_request_exception = False
    broken_off = client.get(EXPORT)
    assert next(iter(broken_off.streaming_content))
    refused, page = client.get(EXPORT), client.get("/audit.csv")
    assert (refused.status_code, refused["Retry-After"], refused.json()["code"]) == (503, "10", "busy")
    assert (page.status_code, "Too many downloads" in page.content.decode()) == (503, True)
    assert client.get("/claims/").status_code == 200
    broken_off._iterator.close()
    for _ in range(2):
        assert b"".join(client.get(EXPORT).streaming_content)
