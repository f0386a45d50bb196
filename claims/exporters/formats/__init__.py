"""Every format by its name; `docs/api.md` describes each. A writer takes rows and yields bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.exporters.formats import (
    averitec,
    claimreview,
    csv,
    doccano,
    fever,
    json,
    labelstudio,
    ndjson,
    webannotation,
)
from claims.exporters.formats.about import About


@dataclass(frozen=True, slots=True)
class Format:
    """`by_article` says that its writer takes articles with their claims instead of claims.

    `parameters` are the query parameters that only this format knows.
    """

    content_type: str
    write: Callable[[Iterable[dict[str, Any]], About], Iterator[bytes]]
    by_article: bool = False
    parameters: frozenset[str] = frozenset()


FORMATS = {
    "json": Format("application/json", json.write),
    "ndjson": Format("application/x-ndjson", ndjson.write, parameters=frozenset({"whole"})),
    "csv": Format("text/csv; charset=utf-8", csv.write, parameters=frozenset({"raw"})),
    "claimreview": Format("application/ld+json", claimreview.write),
    "webannotation": Format('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', webannotation.write),
    "averitec": Format("application/json", averitec.write),
    "fever": Format("application/x-ndjson", fever.write),
    "labelstudio": Format("application/json", labelstudio.write, by_article=True),
    "doccano": Format("application/x-ndjson", doccano.write, by_article=True, parameters=frozenset({"trailer"})),
}


def unknown_flags(name: str, given: Iterable[str]) -> dict[str, str]:
    """The flags (`raw`, `whole`, `trailer`) that a format does not know, with a sentence on whose each is."""
    return {
        flag: f"{name} files know no {flag}: it is for {known[0]}."
        for flag in given
        if (known := [one for one in FORMATS if flag in FORMATS[one].parameters]) and name not in known
    }


# How a file of each format is called when it is saved.
ENDINGS = {
    "claimreview": "claimreview.jsonld",
    "webannotation": "webannotation.jsonld",
    "averitec": "averitec.json",
    "fever": "fever.jsonl",
    "labelstudio": "labelstudio.json",
    "doccano": "doccano.jsonl",
}

__all__ = ["ENDINGS", "FORMATS", "About", "Format", "unknown_flags"]
