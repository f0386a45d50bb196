"""A query that is put together once answers as the same query put together anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Event
from claims.models.lookups import listed
from claims.models.statements import Slot, Statement, rows_together
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

COLUMNS = ("id", "text", "created_at", "spans")
BY_NUMBER = Statement(lambda: Claim.objects.filter(id__any_of=Slot("ids")).order_by("id").values_list(*COLUMNS))


def test_its_values_are_new_each_time_and_of_their_own_types() -> None:
    claims = ClaimFactory.create_batch(3)
    for wanted in (claims[:1], claims[1:], []):
        with CaptureQueriesContext(connection) as captured:
            found = BY_NUMBER.rows(ids=listed(claim.pk for claim in wanted))
        assert found == [tuple(getattr(claim, name) for name in COLUMNS) for claim in wanted]
        assert len(captured) == 1


def test_what_is_prepared_answers_the_same_and_only_where_connections_last(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ClaimFactory()

    def prepared() -> int:
        if connection.vendor != "postgresql":
            return 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%\"claims_claim\"%%'")
            return int(cursor.fetchone()[0])

    for seconds in (0, 60):
        monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", seconds)
        statement = Statement(BY_NUMBER.build, prepared=True)
        before = prepared()
        with CaptureQueriesContext(connection) as captured:
            found = [statement.rows(ids=listed(ids)) for ids in ([wanted.pk], [])]
        assert found == [[tuple(getattr(wanted, name) for name in COLUMNS)], []]
        assert len(captured) == 2
        assert prepared() - before == (connection.vendor == "postgresql" and seconds > 0)


def test_a_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="ids"):
        BY_NUMBER.rows(other="1")


def test_any_of_compares_keys_and_references() -> None:
    first, second = ClaimFactory.create_batch(2)
    Event.objects.bulk_create([Event(kind="claim:split", claim=claim) for claim in (first, second)])
    assert Claim.objects.filter(pk__any_of=listed([second.pk, 4711])).get() == second
    assert Event.objects.filter(claim_id__any_of=listed([first.pk])).get().claim == first
    assert Event.objects.filter(claim__article_id__any_of=listed([first.article_id, second.article_id])).count() == 2
    assert not Event.objects.filter(claim_id__any_of="").exists()


def test_statements_asked_together_answer_as_each_alone() -> None:
    claims = ClaimFactory.create_batch(2)
    one = Claim.objects.filter(id=Slot("id")).order_by().values_list("id", "spans")
    single = Statement(lambda: one, prepared=True)
    prepared = Statement(BY_NUMBER.build, prepared=True)
    asked = [
        (prepared, {"ids": listed([claims[1].pk])}),
        (single, {"id": claims[0].pk}),
        (prepared, {"ids": listed([4711])}),
    ]
    assert rows_together(*asked) == [statement.rows(**values) for statement, values in asked]
    assert rows_together() == []
    with pytest.raises(KeyError, match="ids"):
        rows_together((single, {"id": 1}), (prepared, {}))
    assert single.rows(id=claims[0].pk) == [(claims[0].pk, claims[0].spans)]
