"""One claim a line, with its article, verdict and evidence, and a last line that proves completeness.

A server can end a broken stream as cleanly as a whole one, so the last line is the only proof.
"""

from collections.abc import Iterable, Iterator

from claims.exporters.formats.about import About
from claims.exporters.formats.framing import lines
from claims.exporters.rows import Row


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as they are. The trailer of a file that can be read back says so."""
    return lines(rows, about, **({"whole": True} if about.whole else {}))
