"""Sources: one row per page, whoever cites it and however the address was typed."""

from claims.models import Source
from claims.text.links import Link


def find_or_add_source(link: Link, *, title: str = "") -> Source:
    """The source of this page; a title is taken when none was known."""
    source, _ = Source.objects.get_or_create(url=link.canonical, defaults={"title": title})
    if title and not source.title:
        source.title = title
        source.save(update_fields=["title"])
    return source
