"""One JSON object with all claims. Cut, it is no JSON."""

from collections.abc import Iterable, Iterator

from claims.exporters.formats.about import About
from claims.exporters.formats.framing import array, dump
from claims.exporters.rows import Row


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """`{"scope", "filters", "claims": […]}`."""
    head = dump({"scope": about.scope, "filters": dict(about.filters)})
    return array(rows, before=head[:-1] + b',"claims":[', after=b"]}")
