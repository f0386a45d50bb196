"""Sources: one row per page, whoever cites it and however the address was typed."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction

from claims.choices import EventKind, Reliability
from claims.errors import BadInput
from claims.models import Source
from claims.models.statements import Slot, Statement
from claims.services.events import record
from claims.services.input import clean_line, clean_link
from claims.text.links import Link

# What a citation needs of its page; the kept text, which may be long, is fetched when somebody asks for it.
NAMES = ["id", "url", "title", "archived_url"]


def find_or_add_sources(titles: dict[Link, str], rows: Iterable[tuple[Any, ...]]) -> dict[str, Source]:
    """The sources of these pages by canonical address; a title is taken when none was known.

    `rows` are what the statement of `by_address` found of them. In one order for everybody: two reviews that cite
    the same pages never wait for each other.
    """
    links = sorted(titles, key=lambda link: link.canonical)
    known = {row[1]: Source.from_db(DEFAULT_DB_ALIAS, NAMES, row) for row in rows}
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


def describe_source(
    *,
    actor: Any,
    source: Source,
    reliability: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    archived_url: str | None = None,
) -> Source:
    """Say what a cited page is: its class, its names, where a copy of it is kept. What is not given stays.

    It counts for every claim that rests on the page. Raises BadInput and its children naming the field.
    """
    wanted = _described(reliability=reliability, title=title, publisher=publisher, archived_url=archived_url)
    with transaction.atomic():
        source = Source.objects.select_for_update(of=("self",)).defer("snapshot_text").get(pk=source.pk)
        old = {name: getattr(source, name) for name, value in wanted.items() if getattr(source, name) != value}
        if not old:
            return source
        new = {name: wanted[name] for name in old}
        for name, value in new.items():
            setattr(source, name, value)
        source.save(update_fields=list(new))
        record(EventKind.SOURCE_DESCRIBED, actor=actor, data={"source": source.pk, "old": old, "new": new})
    return source


def _described(**given: str | None) -> dict[str, str]:
    wanted = {name: value for name, value in given.items() if value is not None}
    for name, limit in {"title": 500, "publisher": 200}.items():
        if name in wanted:
            wanted[name] = clean_line(wanted[name], field=name, limit=limit)
    if wanted.get("archived_url"):
        wanted["archived_url"] = clean_link(wanted["archived_url"], field="archived_url")
    if wanted.get("reliability", Reliability.UNRATED) not in Reliability.values:
        raise BadInput(f"The class is one of {', '.join(Reliability.values)}.", field="reliability")
    return wanted


def by_address(links: Iterable[Link]) -> tuple[Statement, Mapping[str, Any]]:
    """The statement that finds what is known of these pages, one at least, and its values."""
    urls = sorted({link.canonical for link in links})
    return _by_urls(len(urls)), {f"url{place}": url for place, url in enumerate(urls)}


@cache
def _by_urls(count: int) -> Statement:
    slots = [Slot(f"url{place}") for place in range(count)]
    return Statement(lambda: Source.objects.filter(url__in=slots).order_by().values_list(*NAMES), prepared=True)
