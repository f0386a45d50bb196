"""Web pages: what they say of themselves is kept, and nothing is made up."""

import pytest

from claims.importers.child import extract
from tests.importers import documents


def test_a_year_in_the_words_is_no_date_of_the_page() -> None:
    page = "<html><body><article><p>The price of coffee rose by 12% in 2023, and a new path will open in 2027, the "
    page += "statistics office said in its yearly report on prices.</p></article></body></html>"
    assert extract("html", page.encode())["published_at"] == ""


def test_a_page_gives_what_it_says_to_programs_about_its_time_and_address() -> None:
    said = (
        '<link rel="canonical" href="https://daily.example/bridge"><script type="application/ld+json">'
        '{"@type": "Article", "datePublished": "2024-05-02T08:30:00+02:00", "dateModified": "2024-06-01"}</script>'
    )
    page = documents.PAGE.replace(
        '<meta property="article:published_time" content="2024-05-02T08:30:00+02:00">', said
    )
    fields = extract("html", page.encode())
    assert fields["published_at"] == "2024-05-02T08:30:00+02:00"
    assert fields["source_url"] == "https://daily.example/bridge"
    odd = page.replace("https://daily.example/bridge", "https://no address at all")
    assert extract("html", odd.encode())["source_url"] == ""


def test_a_short_quotation_stays_in_its_sentence_with_its_marks() -> None:
    page = documents.PAGE.replace(
        "It carries 160,000", "He called it <q>a <b>bold</b> plan</q> and <q>new</q>. It carries 160,000"
    )
    assert "He called it “a bold plan” and “new”. It carries" in extract("html", page.encode())["text"]


@pytest.mark.parametrize(
    ("stated", "kept"), [("en_US", "en-US"), ("de", "de"), ("{{lang}}", ""), ("english", ""), ("x" * 50, "")]
)
def test_a_page_that_names_no_language_there_is_names_none(stated: str, kept: str) -> None:
    page = documents.PAGE.replace('<html lang="en">', f'<html lang="{stated}">')
    assert extract("html", page.encode())["language"] == kept
