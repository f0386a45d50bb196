"""What a review cites, as a person gives it and as it is stored: checked, and led to the pages the desk knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.choices import Stance
from claims.errors import BadInput
from claims.models import Source
from claims.models.statements import Statement
from claims.services.input import clean_line, clean_words
from claims.services.sources import by_address, find_or_add_sources
from claims.text.links import Link, read_link

MOST_EVIDENCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One piece of evidence as a person gives it; `read_citations` checks it."""

    url: str
    stance: str
    title: str = ""
    quote: str = ""
    note: str = ""


Cited = tuple[Citation, Link]


def read_citations(evidence: Iterable[Citation]) -> list[Cited]:
    """Check every piece; errors name it as `evidence[2].url`. Pieces with every field empty are left out."""
    given = [
        (number, piece)
        for number, piece in enumerate(evidence)
        if any((piece.url, piece.title, piece.quote, piece.note))
    ]
    if len(given) > MOST_EVIDENCE:
        raise BadInput(f"A review cites at most {MOST_EVIDENCE} sources.", field="evidence")
    return [_read_citation(piece, f"evidence[{number}]") for number, piece in given]


def _read_citation(piece: Citation, name: str) -> Cited:
    link = read_link(clean_line(piece.url, field=f"{name}.url", limit=2_000), field=f"{name}.url")
    if piece.stance not in Stance:
        raise BadInput(f"stance must be one of {', '.join(Stance.values)}.", field=f"{name}.stance")
    clean = Citation(
        url=link.given,
        stance=piece.stance,
        title=clean_line(piece.title, field=f"{name}.title", limit=500),
        quote=clean_words(piece.quote, field=f"{name}.quote", limit=5_000),
        note=clean_words(piece.note, field=f"{name}.note", limit=5_000),
    )
    return clean, link


def asked_of_pages(evidence: Sequence[Cited]) -> list[tuple[Statement, Mapping[str, Any]]]:
    """What finds the cited pages in the database: nothing for no evidence."""
    links = [link for _, link in evidence]
    return [by_address(links)] if links else []


def sources_of(evidence: Sequence[Cited], found: Iterable[list[Any]]) -> dict[str, Source]:
    """The cited pages by address, those that are new added; `found` are the rows of `asked_of_pages`."""
    titles = {link: piece.title for piece, link in reversed(evidence)}
    return find_or_add_sources(titles, [row for rows in found for row in rows])
