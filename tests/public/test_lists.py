"""The list of verdicts, narrowed and continued."""

import pytest

from claims.services.publication import pause_verdict, unpublish_verdict
from tests.factories import ArticleFactory
from tests.public.conftest import decided, many_published, published
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


def test_an_empty_desk_says_that_nothing_is_published_yet(visitor):
    decided()
    answer = visitor.get("/verdicts/")
    assert answer.status_code == 200
    assert "Nothing is published yet." in read_page(answer)


def test_the_latest_comes_first(visitor):
    first, second = published(text="First claim"), published(text="Second claim")
    said = read_page(visitor.get("/verdicts/"))
    assert said.index("Second claim") < said.index("First claim")
    assert first.public_path in visitor.get("/verdicts/").text
    assert second.public_path in visitor.get("/verdicts/").text


@pytest.mark.parametrize(
    "words", ["elysee", "ÉLYSÉE", "Élysée palace", "palace elysee", "kjobenhavn", "records 1932"]
)
def test_a_search_minds_neither_accents_nor_capitals(visitor, words):
    article = ArticleFactory(publisher="Kjøbenhavn Posten")
    published(text="The Élysée Palace has 365 rooms", article=article)
    other = published(text="Nothing like it", summary="None.")
    said = visitor.get("/verdicts/", {"search": words}).text
    assert "365 rooms" in said
    assert other.public_path not in said


def test_a_search_that_finds_nothing_says_so(visitor):
    published()
    said = read_page(visitor.get("/verdicts/?search=zebra"))
    assert "No verdict fits." in said


def test_rating_and_publisher_narrow_the_list(visitor):
    published(text="One claim")
    article = ArticleFactory(publisher="The Courier")
    published(text="Other claim", rating="incorrect", article=article)
    by_rating = visitor.get("/verdicts/?rating=incorrect&search=&publisher=").text
    assert "Other claim" in by_rating
    assert "One claim" not in by_rating
    assert "Other claim" in visitor.get("/verdicts/?publisher=the+courier").text
    assert "One claim" not in visitor.get("/verdicts/?publisher=the+courier").text


def test_no_filter_tells_what_a_paused_one_was_rated(visitor, editor):
    one = published(text="Doubtful claim", rating="incorrect")
    pause_verdict(actor=editor, claim=one.claim, reason="New words.")
    said = visitor.get("/verdicts/").text
    assert "Doubtful claim" in said
    assert "Being checked again" in said
    assert 'data-status="incorrect"' not in said
    for rating in ("incorrect", "supported"):
        assert "Doubtful claim" not in visitor.get(f"/verdicts/?rating={rating}").text


def test_one_taken_back_is_not_in_the_list(visitor, editor):
    one = published(text="Gone claim")
    unpublish_verdict(actor=editor, claim=one.claim, reason="A mistake.")
    assert "Gone claim" not in visitor.get("/verdicts/").text
    assert "Gone claim" not in visitor.get("/verdicts/?search=gone").text


def test_pages_follow_one_another_and_nothing_comes_twice(visitor):
    many_published(45)
    seen, address = [], "/verdicts/"
    while address:
        answer = visitor.get(address)
        rows = answer.text.split('<li class="verdict-row"')[1:]
        seen += [row.split('<a href="')[1].split('"')[0] for row in rows]
        more = answer.text.split('class="button" href="')[1:]
        older = [one for one in more if 'rel="next"' in one[:200]]
        address = "/verdicts/" + older[0].split('"')[0] if older else ""
    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize("query", ["before=x", "before=-1", "rating=great", "nonsense=1", "search=" + "x" * 201])
def test_what_the_list_cannot_read_is_told(visitor, query):
    published()
    assert visitor.get(f"/verdicts/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["utm_source=x&utm_medium=y", "fbclid=z", "before=999999"])
def test_what_others_append_to_an_address_breaks_nothing(visitor, query):
    published()
    assert visitor.get(f"/verdicts/?{query}").status_code == 200


def test_one_and_thirty_cost_the_same(visitor, django_assert_num_queries):
    many_published(1)
    for address in ("/verdicts/", "/verdicts/feed/", "/verdicts/feed.json", "/sitemap-1.xml", "/sitemap.xml"):
        for rows in (1, 30):
            many_published(rows - 1 if rows == 30 and address == "/verdicts/" else 0)
            with django_assert_num_queries(3 if "feed" in address else 1):
                assert visitor.get(address).status_code == 200
