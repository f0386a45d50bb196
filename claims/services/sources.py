"""Sources: one row per page, whoever cites it and however the address was typed."""

from functools import cache

from django.db import connection

from claims.models import Source
from claims.models.statements import Slot, Statement
from claims.text.links import Link

# What a citation needs of its page; the kept text, which may be long, is fetched when somebody asks for it.
NAMES = ["id", "url", "title", "archived_url"]


def find_or_add_sources(titles: dict[Link, str]) -> dict[str, Source]:
    """The sources of these pages by canonical address; a title is taken when none was known.

    In one order for everybody: two reviews that cite the same pages never wait for each other.
    """
    links = sorted(titles, key=lambda link: link.canonical)
    known = _known([link.canonical for link in links])
    for link in links:
        source = known.get(link.canonical)
        if source is None or (titles[link] and not source.title):
            known[link.canonical] = find_or_add_source(link, title=titles[link])
    return known


def find_or_add_source(link: Link, *, title: str = "") -> Source:
    """The source of this page; a title is taken when none was known."""
    source, _ = Source.objects.get_or_create(url=link.canonical, defaults={"title": title})
    if title and not source.title:
        source.title = title
        source.save(update_fields=["title"])
    return source


def _known(urls: list[str]) -> dict[str, Source]:
    if not urls:
        return {}
    rows = _by_urls(len(urls)).rows(**{f"url{place}": url for place, url in enumerate(urls)})
    return {row[1]: Source.from_db(connection.alias, NAMES, row) for row in rows}


@cache
def _by_urls(count: int) -> Statement:
    slots = [Slot(f"url{place}") for place in range(count)]
    return Statement(lambda: Source.objects.filter(url__in=slots).order_by().values_list(*NAMES), prepared=True)
