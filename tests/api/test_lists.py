"""Lists: stable while rows come and go, the same number of statements for 1 row and for 30, no parameter ignored."""

import unicodedata
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import ClaimStatus
from claims.figures import totals
from claims.filters import ORDERS, ClaimFilter
from claims.models import Claim
from tests.api.desk import Desk, editor, reader, reviewer
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory, ReviewFactory

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 8


def ids(desk: Desk, path: str) -> list[int]:
    answer = desk.get(path)
    assert answer.status == 200, answer.body
    return [row["id"] for row in answer.body["results"]]


def walk(desk: Desk, path: str, size: int, *, way: str = "next") -> list[int]:
    """The ids of every page, following cursors."""
    found: list[int] = []
    cursor = ""
    while True:
        body = desk.get(f"{path}{'&' if '?' in path else '?'}page_size={size}{cursor}").body
        found += [row["id"] for row in body["results"]]
        if body[way] is None:
            return found
        cursor = f"&cursor={body[way]}"


# --- pages -------------------------------------------------------------------------------------
def test_pages_together_are_the_whole_list_in_one_order() -> None:
    expected = [claim.pk for claim in ClaimFactory.create_batch(7)][::-1]
    desk = reader()
    for size in (1, 2, 3, 7, 8):
        assert walk(desk, "claims/", size) == expected


def test_an_order_of_several_fields_pages_as_well() -> None:
    article = ArticleFactory()
    spans = [(0, 5), (0, 5), (0, 9), (4, 9), (10, 12), (10, 12), (10, 12)]
    expected = [ClaimFactory(article=article, at=span).pk for span in spans]
    for size in (1, 2, 5):
        assert walk(reader(), f"articles/{article.pk}/claims/", size) == expected


def test_previous_leads_back_to_the_first_page() -> None:
    ClaimFactory.create_batch(5)
    desk = reader()
    first = desk.get("claims/?page_size=2").body
    second = desk.get(f"claims/?page_size=2&cursor={first['next']}").body
    third = desk.get(f"claims/?page_size=2&cursor={second['next']}").body
    assert first["previous"] is None
    assert third["next"] is None
    back = desk.get(f"claims/?page_size=2&cursor={third['previous']}").body
    assert back["results"] == second["results"]
    again = desk.get(f"claims/?page_size=2&cursor={back['previous']}").body
    assert again["results"] == first["results"]
    assert again["previous"] is None
    assert again["next"] is not None


def test_rows_that_come_or_go_meanwhile_shift_nothing() -> None:
    claims = ClaimFactory.create_batch(6)
    desk = reader()
    first = desk.get("claims/?page_size=3").body
    ClaimFactory()
    claims[4].delete()
    second = desk.get(f"claims/?page_size=3&cursor={first['next']}").body
    assert [row["id"] for row in second["results"]] == [claim.pk for claim in claims[2::-1]]


def test_the_same_cursors_are_links() -> None:
    ClaimFactory.create_batch(2)
    answer = reader().get("claims/?page_size=1&status=unreviewed")
    link = answer.headers["Link"]
    assert f"cursor={answer.body['next']}" in link
    assert "status=unreviewed" in link
    assert link.endswith('rel="next"')


@pytest.mark.parametrize("size", ["0", "-1", "201", "1000000000", "ten", "1.5", "", "٣", "1e2"])
def test_a_page_size_is_from_1_to_200(size: str) -> None:
    answer = reader().get(f"claims/?page_size={size}")
    assert (answer.status, answer.fields) == (400, ["page_size"])


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "AAAA",
        "e30",
        "WyItaWQiLDAsIngiXQ",
        "WyItaWQiLDAsbnVsbF0",
        "a" * 2000,
        "WyItaWQiLDAsOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ",
    ],
)
def test_a_cursor_nobody_handed_out_is_refused(cursor: str) -> None:
    assert reader().get(f"claims/?cursor={cursor}").status == 400


def test_a_cursor_of_another_list_is_refused() -> None:
    ClaimFactory.create_batch(2)
    desk = reader()
    cursor = desk.get("claims/?page_size=1").body["next"]
    article = Claim.objects.first().article_id
    assert desk.get(f"articles/{article}/claims/?cursor={cursor}").fields == ["cursor"]


# --- orders and totals -------------------------------------------------------------------------
def test_what_is_most_worth_checking_comes_first_and_pages_hold_among_equals() -> None:
    worth = [0.5, 0.9, 0.5, 0, 0.5, 0.123456789, 0.9]
    claims = [ClaimFactory(check_worthiness=one) for one in worth]
    expected = [claim.pk for claim in sorted(claims, key=lambda claim: (-claim.check_worthiness, claim.pk))]
    for size in (1, 2, 3, 8):
        assert walk(reader(), "claims/?ordering=-check_worthiness", size) == expected
    assert ids(reader(), "claims/?ordering=-id") == [claim.pk for claim in claims][::-1]


def test_a_cursor_belongs_to_its_order() -> None:
    ClaimFactory.create_batch(2)
    cursor = reader().get("claims/?page_size=1&ordering=-check_worthiness").body["next"]
    assert reader().get(f"claims/?page_size=1&cursor={cursor}").fields == ["cursor"]
    answer = reader().get("claims/?ordering=check_worthiness")
    assert (answer.status, answer.fields) == (400, ["ordering"])


def test_a_list_is_counted_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = ClaimFactory.create_batch(3)
    assert "count" not in reader().get("claims/").body
    assert counted("claims/?count=true&page_size=1") == (3, False)
    assert counted(f"claims/?count=true&article={claims[0].article_id}") == (1, False)
    monkeypatch.setattr(totals, "MOST", 2)
    assert counted("claims/?count=true") == (2, True)


def test_a_long_desk_is_counted_only_by_what_an_index_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    ClaimFactory.create_batch(3)
    monkeypatch.setattr(totals, "SMALL", 0)
    assert counted("claims/?count=true&search=bridge") == (None, True)
    assert counted("claims/?count=true&status=unreviewed&kind=asserted") == (None, True)
    assert counted("claims/?count=true&status=unreviewed&status=incorrect") == (3, False)


def counted(path: str) -> tuple[int | None, bool]:
    body = reader().get(path).body
    return body["count"], body["count_is_least"]


@pytest.mark.parametrize("narrowed", ["", "status"])
def test_the_order_of_worth_is_read_from_an_index(narrowed: str) -> None:
    rows = Claim.objects.filter(**{narrowed: "unreviewed"} if narrowed else {}).order_by(*ORDERS["-check_worthiness"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    assert ("claim_queue" if narrowed else "claim_by_worth") in rows[:30].explain()


# --- statements --------------------------------------------------------------------------------
@pytest.mark.parametrize("who", [reader, reviewer, editor])
@pytest.mark.parametrize("path", ["articles/", "claims/", "exports/claims.ndjson", "exports/claims.csv"])
def test_a_list_costs_the_same_for_1_row_and_for_30(who: Any, path: str) -> None:
    desk = who()
    desk.get("me/")  # the token's last use is noted once a minute
    ReviewFactory()
    with CaptureQueriesContext(connection) as one:
        desk.get(path)
    for review in ReviewFactory.create_batch(29):
        EvidenceFactory.create_batch(2, review=review)
    with CaptureQueriesContext(connection) as thirty:
        desk.get(path)
    assert len(one) == len(thirty) <= MOST_STATEMENTS


@pytest.mark.parametrize("path", ["reviews/", "history/"])
def test_a_claims_lists_cost_the_same_for_1_row_and_for_30(path: str) -> None:
    desk, claim = editor(), ClaimFactory()
    desk.get("me/")
    EvidenceFactory(review=ReviewFactory(claim=claim))
    with CaptureQueriesContext(connection) as one:
        desk.get(f"claims/{claim.pk}/{path}")
    for review in ReviewFactory.create_batch(29, claim=claim):
        EvidenceFactory.create_batch(2, review=review)
    with CaptureQueriesContext(connection) as thirty:
        desk.get(f"claims/{claim.pk}/{path}")
    assert len(one) == len(thirty) <= MOST_STATEMENTS


def test_no_list_counts() -> None:
    ClaimFactory.create_batch(3)
    desk = reader()
    with CaptureQueriesContext(connection) as captured:
        desk.get("claims/")
    assert not [query for query in captured if "COUNT(" in query["sql"].upper()]


# --- filters -----------------------------------------------------------------------------------
def test_claims_are_filtered_by_each_parameter() -> None:
    desk = reviewer()
    plain = ClaimFactory(check_worthiness=0.1)
    reviewed = ReviewFactory(reviewer=desk.user, claim__check_worthiness=0.2).claim
    spoken = ClaimFactory(kind="attributed", speaker="Ann Lee", check_worthiness=0.9, text="Seals sing at night")
    withdrawn = ClaimFactory(status=ClaimStatus.WITHDRAWN, withdrawn_cause="other", check_worthiness=0.3)
    everything = [withdrawn.pk, spoken.pk, reviewed.pk, plain.pk]
    expected = {
        "": everything,
        "status=withdrawn": [withdrawn.pk],
        "status=withdrawn&status=unreviewed": everything,
        "kind=attributed": [spoken.pk],
        f"article={spoken.article_id}": [spoken.pk],
        "speaker=ann lee": [spoken.pk],
        "reviewed_by_me=true": [reviewed.pk],
        "reviewed_by_me=false": [withdrawn.pk, spoken.pk, plain.pk],
        "check_worthiness_min=0.25": [withdrawn.pk, spoken.pk],
        "search=seals night": [spoken.pk],
        "created_after=2000-01-01T00:00:00Z": everything,
        "created_after=2000-01-01T00:00:00%2B18:05": everything,
        "changed_after=2999-01-01T00:00:00Z": [],
        "article=4711": [],
    }
    assert {query: ids(desk, f"claims/?{query}") for query in expected} == expected


@pytest.mark.parametrize(
    "parameter",
    [
        "colour=red",
        "Status=incorrect",
        "status=",
        "status=verifed",
        "kind=asserted,presupposed",
        "article=abc",
        "article=1.5",
        "article=1e3",
        "article=-1",
        "article=0",
        f"article={2**63}",
        "article=1&article=2",
        "reviewed_by_me=maybe",
        "reviewed_by_me=1",
        "check_worthiness_min=NaN",
        "check_worthiness_min=2",
        "check_worthiness_min=Infinity",
        "created_after=yesterday",
        "created_after=9999-12-31T23:59:59-12:00",
        "changed_after=0001-01-01T00:00:00%2B14:00",
        "changed_after=2025-02-30",
        f"search={'a' * 201}",
        f"search={'a ' * 11}",
        "search=%00",
        "search=a%FFb",
        "speaker=a%ED%A0%80b",
        "reviewer__password__startswith=x",
        "article__added_by__email__contains=x",
        "ordering=-status",
        "format=xml",
        "limit=10",
    ],
)
@pytest.mark.parametrize("path", ["claims/", "exports/claims.csv"])
def test_a_parameter_that_is_not_understood_is_refused_and_named(path: str, parameter: str) -> None:
    answer = reader().get(f"{path}?{parameter}")
    assert answer.status == 400
    name = parameter.partition("=")[0]
    assert answer.fields in ([name], ["query"], [f"query.{name}[0]"])


@pytest.mark.parametrize("kept", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_a_word_is_found_composed_and_decomposed(kept: str, asked: str) -> None:
    claim = ClaimFactory(text=unicodedata.normalize(kept, "Ibrahim Keïta resigned"))
    ClaimFactory(text="Ibrahim Keita resigned")
    answer = reader().get("claims/?search=" + quote(unicodedata.normalize(asked, "Keïta")))
    assert [row["id"] for row in answer.body["results"]] == [claim.pk]


def test_on_postgresql_a_rare_word_is_looked_up_and_not_looked_for() -> None:
    """Where the database keeps trigrams, and says so itself when it may not read the whole table."""
    rare = ClaimFilter({"search": "zirconium"}, queryset=Claim.objects.order_by("-id")).qs
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    plan = rare.explain()
    assert ("claim_by_words" in plan) == (connection.vendor == "postgresql")


@pytest.mark.parametrize("search", ["%25_\\", "'; DROP TABLE x", '"', "a & b | !c", ":*", "[", "(?i)x", "ﬀ", "🙂"])
def test_a_search_is_words_and_nothing_else(search: str) -> None:
    ClaimFactory()
    answer = reader().get("claims/?search=" + search.replace("&", "%26").replace("#", "%23").replace(";", "%3B"))
    assert (answer.status, answer.body["results"]) == (200, [])


@pytest.mark.parametrize("path", ["me/", "claims/{}/", "articles/{}/", "claims/{}/reviews/", "reviews/{}/"])
def test_no_other_route_ignores_a_parameter_either(path: str) -> None:
    review = ReviewFactory()
    key = {"c": review.claim_id, "a": review.claim.article_id, "r": review.pk}.get(path[0])
    answer = editor().get(f"{path.format(key)}?expand=all")
    assert (answer.status, answer.fields) == (400, ["expand"])


def test_writing_takes_no_parameters() -> None:
    answer = editor().post("articles/?dry_run=1", {"text": "A fact."})
    assert (answer.status, answer.fields) == (400, ["dry_run"])
