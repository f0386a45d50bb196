"""doccano's JSON Lines for sequence labeling (doccano/doccano, backend/data_import): one line for each article.

doccano counts in UTF-16 units unless a project counts grapheme clusters (doccano/doccano#2290): positions are
converted. Keys it does not know become the document's meta data.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.exporters.articles import ArticleRow
from claims.exporters.formats.about import About
from claims.exporters.formats.framing import lines
from claims.exporters.formats.units import in_utf16


def write(articles: Iterable[ArticleRow], about: About) -> Iterator[bytes]:
    """One line for each article, then a trailer."""
    return lines((line_of(article) for article in articles), about)


def line_of(article: ArticleRow) -> dict[str, Any]:
    """One document: the label of a standing claim is its kind, or its rating once it is decided."""
    claims = [claim for claim in article["claims"] if not claim["withdrawn"]]
    units = in_utf16(article["text"], claims)
    return {
        "id": article["version_id"],
        "text": article["text"],
        "label": [[units[claim["start"]], units[claim["end"]], _label(claim)] for claim in claims],
        "Comments": [],
        "article": article["id"],
        "title": article["title"],
        "article_url": article["source_url"] or article["url"],
    }


def _label(claim: dict[str, Any]) -> str:
    verdict = claim["verdict"]
    return str(verdict["rating"] if verdict else f"{claim['kind']}_claim").upper()
