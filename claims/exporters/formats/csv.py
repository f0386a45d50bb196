"""Comma-separated values (RFC 4180, UTF-8), safe to open in a spreadsheet, with a last line that proves completeness.

A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV injection"); `raw` leaves
cells as they are, for programs.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from claims.exporters.formats.about import About
from claims.exporters.rows import Row

LINES_AT_ONCE = 200

COLUMNS = (
    "id",
    "text",
    "quote",
    "start",
    "end",
    "kind",
    "speaker",
    "status",
    "decided_at",
    "withdrawn_cause",
    "withdrawn_reason",
    "heirs",
    "article_id",
    "article_title",
    "article_source_url",
    "article_publisher",
    "article_author",
    "article_published_at",
    "evidence_urls",
    "evidence_stances",
    "evidence_quotes",
    "evidence_archived_urls",
    "reviews_count",
    "verdict_number",
    "verdict_rating",
    "verdict_summary",
    "verdict_published_at",
    "url",
)

# A formula starts with one of these, also behind white space or an opening quote, also in full width.
FORMULA = re.compile("^[\\s\"'“”‘’\ufeff]*[=+\\-@＝＋－＠\t\r\n]|^[\t\r\n]")


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """A line of names, a line for each row, then `# end rows=N sha256=… cells=… scope=…`.

    The SHA-256 is of every byte before that last line.
    """
    digest, count = hashlib.sha256(), 0
    guard = _as_it_is if about.raw else safe
    piece = _lines([COLUMNS])
    digest.update(piece)
    yield piece
    for batch in batched(rows, LINES_AT_ONCE, strict=False):
        piece = _lines([[guard(cell) for cell in cells_of(row)] for row in batch])
        digest.update(piece)
        count += len(batch)
        yield piece
    cells = "raw" if about.raw else "spreadsheet-safe"
    yield f"# end rows={count} sha256={digest.hexdigest()} cells={cells} scope={about.scope}\r\n".encode()


def safe(cell: str) -> str:
    """The cell as a spreadsheet shows it without running it."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def cells_of(row: Row) -> list[str]:
    """One text per column; lists have one line per item, so that the n-th lines of two columns belong together."""
    article, verdict, withdrawn, evidence = (
        row["article"],
        row["verdict"] or {},
        row["withdrawn"] or {},
        row["evidence"],
    )
    cells = {name: row.get(name) for name in COLUMNS}
    cells |= {f"article_{name}": value for name, value in article.items()}
    cells |= {f"verdict_{name}": value for name, value in verdict.items()}
    cells |= {f"withdrawn_{name}": value for name, value in withdrawn.items()}
    cells["heirs"] = "\n".join(str(heir["id"]) for heir in row["heirs"])
    for name in ("url", "stance", "quote", "archived_url"):
        cells[f"evidence_{name}s"] = _as_lines([piece[name] for piece in evidence])
    return [_text(cells[name]) for name in COLUMNS]


def _as_lines(items: list[str]) -> str:
    """A line for each item, or nothing at all when all are empty."""
    return "\n".join(" ".join(item.split()) for item in items) if any(items) else ""


def _as_it_is(cell: str) -> str:
    return cell


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()
