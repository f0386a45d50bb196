"""Reading a document somebody else made, in a process of its own that can be stopped.

Extractors of HTML, PDF and office files take quadratic time and any amount of memory on documents made for
it. The child has limits on both, sees none of our secrets, opens no connection and starts no program;
whatever happens to it, the caller gets fields or one sentence.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from claims.errors import BadImport
from claims.importers.nursery import NurseryLost, nurseries

SENTENCES = {
    "too_slow": "Reading this document takes too long. Open it yourself and paste its text here.",
    "too_large": "This document is too large to be read. Open it yourself and paste its text here.",
    "empty": "No article text was found in this document. Open it yourself and paste its text here.",
    "locked": "This document is protected by a password.",
    "unreadable": "This document is damaged, or is not what its name says.",
    "encoding": "The page does not say in which encoding it is, and its letters can be read in several ways. Add it "
    "as a file and say in which, or paste its text here.",
    "forbidden": "This document declares entities of its own, which are never read.",
    "unsupported": "Documents of this kind cannot be read.",
}


class CannotRead(BadImport):
    """A document that gave no text, and why: one of SENTENCES. `reason` is its key."""

    def __init__(self, reason: str) -> None:
        super().__init__(SENTENCES[reason], field="file")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: seconds of CPU and of the clock, bytes of memory, characters of text."""

    cpu: int = 15
    wall: int = 20
    memory: int = 512 * 1024 * 1024
    text: int = 2_000_000


def extract(
    kind: str, data: bytes, *, url: str = "", charset: str = "", limits: Limits | None = None
) -> dict[str, Any]:
    """The fields a document gives. Raises CannotRead.

    `kind` is "html", "pdf", "docx" or "feed"; `url` and `charset` are what the transport said.
    Fields of an article: text, title, author, publisher, published_at (ISO 8601, or empty), language; of a page
    without `url` also source_url, as it says itself. A page whose encoding was told from its letters alone also gives
    that, as `assumed`.
    """
    order = {"kind": kind, "limits": asdict(limits or Limits()), "about": {"url": url, "charset": charset}}
    try:
        code, answer = nurseries.read(order, data)
    except NurseryLost:
        raise CannotRead("unreadable") from None
    return _read_answer(code, answer)


def _read_answer(code: int, written: bytes) -> dict[str, Any]:
    # Ended by its limits: SIGXCPU, SIGALRM or SIGKILL for time; anything else is the document's doing.
    if code in {-24, -14, -9}:
        raise CannotRead("too_slow")
    try:
        answer = json.loads(written)
    except ValueError:
        raise CannotRead("unreadable") from None
    if "reason" in answer:
        raise CannotRead(answer["reason"] if answer["reason"] in SENTENCES else "unreadable")
    fields: dict[str, Any] = answer["fields"]
    return fields
