"""Tables of web pages: a row is a paragraph, a layout is none, and a menu is no text."""

import pytest

from claims.importers.child import extract

FIRST = "The council of Havenmouth published its yearly report on Tuesday; traffic in the port was never as high."
LAST = "The harbor master said that the figures had surprised him, as the ferry did not sail for three weeks."
SHIPS = """<table class="wikitable"><caption>Ships by year</caption>
<thead><tr><th>Year</th><th>Ships</th><th>Tons</th></tr></thead>
<tbody><tr><td>2023</td><td>1,204</td><td><p>88,000</p></td></tr>
<tr><td>2024</td><td><a href="/x">1,377</a></td><td> 91,500
 </td></tr><tr><td></td><td></td><td></td></tr></tbody></table>"""
ROWS = ["Ships by year", "Year\tShips\tTons", "2023\t1,204\t88,000", "2024\t1,377\t91,500"]
LINKS = "<table><tr><td><a href=/a>Home</a></td><td><a href=/b>News</a></td></tr>"
MENU = f"{LINKS}<tr><td><a href=/c>Sport</a></td><td><a href=/d>Weather</a></td></tr></table>"
IMPRINT = "<table><tr><td>Imprint</td><td>Contact</td></tr><tr><td>Terms</td><td>Privacy</td></tr></table>"


def paragraphs(body: str) -> list[str]:
    page = f"<html><body><nav>{IMPRINT}</nav>{body}<footer>{IMPRINT}</footer></body></html>"
    text: str = extract("html", page.encode())["text"]
    return text.split("\n\n")


def test_each_row_of_a_table_is_a_paragraph_in_its_place() -> None:
    assert paragraphs(f"<article><p>{FIRST}</p>{SHIPS}<p>{LAST}</p></article>") == [FIRST, *ROWS, LAST]


def test_a_list_of_links_is_no_text() -> None:
    assert paragraphs(f"<article><p>{FIRST}</p>{MENU}<p>{LAST}</p></article>") == [FIRST, LAST]


@pytest.mark.parametrize("inside", ["", SHIPS])
def test_a_page_laid_out_in_a_table_keeps_its_paragraphs(inside: str) -> None:
    menu = "<ul><li><a href=/a>Home</a></li><li><a href=/b>Sport</a></li></ul>"
    body = f"<table><tr><td>{menu}</td><td><p>{FIRST}</p>{inside}<p>{LAST}</p></td></tr></table>"
    assert paragraphs(body) == [FIRST, *(ROWS if inside else []), LAST]


def test_one_row_or_a_table_for_looks_alone_is_no_table() -> None:
    looks = "<table role=presentation><tr><td>{0}</td><td>One.</td></tr><tr><td>{1}</td><td>Two.</td></tr></table>"
    for body in (looks.format(FIRST, LAST), f"<table><tr><td>{FIRST}</td><td>{LAST}</td></tr></table>"):
        found = paragraphs(f"<article>{body}</article>")
        assert {FIRST, LAST} <= set(found)
        assert not [one for one in found if "\t" in one]
