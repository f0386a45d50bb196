"""W3C Web Annotation (Recommendation 2017-02-23) as JSON-LD: each claim an annotation of the article's words.

Positions count code points, end exclusive, as the model says.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from claims.exporters.formats.about import About
from claims.exporters.formats.framing import array, dump
from claims.exporters.rows import Row


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """An AnnotationPage with one annotation for each standing claim."""
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{about.site}/api/v1/exports/claims.webannotation",
        "type": "AnnotationPage",
    }
    items = (annotation_of(row, about) for row in rows if not row["withdrawn"])
    return array(items, before=dump(head)[:-1] + b',"items":[', after=b"]}")


def annotation_of(row: Row, about: About) -> dict[str, Any]:
    """One Annotation, without `@context`."""
    return {
        "id": f"{row['url']}#annotation",
        "type": "Annotation",
        "motivation": "assessing" if row["verdict"] else "describing",
        "creator": {"id": f"{about.site}/", "type": "Organization", "name": about.desk},
        "created": _moment(row["created_at"]),
        "modified": _moment(row["changed_at"]),
        "body": _bodies(row),
        "target": _target(row, about),
    }


def _bodies(row: Row) -> list[dict[str, Any]]:
    language = row["article"]["language"]
    wording = {
        "type": "TextualBody",
        "purpose": "describing",
        "value": row["text"],
        "format": "text/plain",
        "language": language,
    }
    kind = {"type": "TextualBody", "purpose": "classifying", "value": row["kind"], "format": "text/plain"}
    return [wording, kind, *_verdict(row["verdict"], language), *_links(row["evidence"])]


def _verdict(verdict: dict[str, Any] | None, language: str) -> list[dict[str, Any]]:
    if not verdict:
        return []
    rating = {"type": "TextualBody", "purpose": "assessing", "value": verdict["rating"], "format": "text/plain"}
    summary = {
        "type": "TextualBody",
        "purpose": "commenting",
        "value": verdict["summary"],
        "format": "text/plain",
        "language": language,
    }
    return [rating, summary] if verdict["summary"] else [rating]


def _links(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    addresses = dict.fromkeys(piece["url"] for piece in evidence)
    return [{"type": "SpecificResource", "purpose": "linking", "source": address} for address in addresses]


def _target(row: Row, about: About) -> dict[str, Any]:
    article = row["article"]
    published = article["published_at"]
    return {
        "type": "SpecificResource",
        "source": article["source_url"] or f"{about.site}/articles/{article['id']}/",
        **({"state": {"type": "TimeState", "sourceDate": _moment(published)}} if published else {}),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": row["quote"],
                "prefix": row["prefix"],
                "suffix": row["suffix"],
            },
            {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
        ],
    }


def _moment(moment: datetime) -> str:
    """A date-time in UTC that ends in Z, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
