"""Reading ahead changes when the database is asked, and nothing else."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from claims.exporters import rows
from claims.exporters.ahead import ahead
from claims.exporters.export import export
from claims.exporters.formats import FORMATS, About
from claims.exporters.scopes import Scope
from claims.models import Claim
from tests.factories import ClaimFactory, EvidenceFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("name", ["ndjson", "doccano"])
def test_a_file_read_ahead_is_the_same_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "CHUNK", 2)
    for claim in ClaimFactory.create_batch(5):
        EvidenceFactory(review__claim=claim)
    alone = b"".join(export(Claim.objects.all(), FORMATS[name], Scope("all"), About("all")))
    with transaction.atomic():
        within = b"".join(export(Claim.objects.all(), FORMATS[name], Scope("all"), About("all")))
    assert alone == within
    assert alone.count(b"\n") == 6


def test_what_goes_wrong_in_the_other_thread_is_raised_here() -> None:
    def found() -> Iterator[int]:
        yield 1
        raise LookupError("the second is missing")

    items = ahead(found, at_once=1)
    assert next(items) == 1
    with pytest.raises(LookupError, match="the second"):
        next(items)


def test_nothing_goes_on_for_a_reader_who_has_left() -> None:
    ended = threading.Event()

    def found() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            ended.set()

    items = ahead(found, at_once=1)
    assert [next(items), next(items)] == [1, 1]
    items.close()
    assert ended.wait(10)


def test_it_reads_on_another_connection_where_that_can_work_meanwhile() -> None:
    seen = list(ahead(lambda: iter([threading.current_thread().name]), at_once=1))
    assert (seen == ["ahead"]) == (connection.vendor == "postgresql")
