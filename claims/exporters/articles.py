"""Claims by article, with the text their positions count in, for formats whose unit is a document."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from claims.exporters.rows import CHUNK, COLUMNS, row_of
from claims.models import ArticleVersion, Claim

ArticleRow = dict[str, Any]


def stream_articles(claims: QuerySet[Claim]) -> Iterator[ArticleRow]:
    """Each text that has claims among these, the oldest first, its claims in the order of the text.

    One statement for the claims and one for each text: a text is large and is held only while it is written. Run it
    inside `snapshots.snapshot`.
    """
    site = settings.SITE_URL
    ordered = claims.order_by("version_id", "start", "end", "id")
    found = ordered.values_list("version_id", *COLUMNS).iterator(chunk_size=CHUNK)
    for version_id, group in groupby(found, key=itemgetter(0)):
        rows = [row_of(values[1:], site) for values in group]
        article = rows[0]["article"]
        yield {
            **article,
            "version_id": version_id,
            "url": f"{site}/articles/{article['id']}/",
            "text": ArticleVersion.objects.values_list("text", flat=True).get(pk=version_id),
            "claims": rows,
        }
