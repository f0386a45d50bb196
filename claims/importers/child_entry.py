"""The other side of `nursery`: forks a child per document, which takes its limits, reads it and answers in JSON.

On standard input come an order (one line of JSON) and the document; on standard output goes the child's exit
code, the length of its answer, and the answer.
"""

import json
import os
import resource
import signal
import sys
from importlib import import_module
from typing import Any, NoReturn

from claims.importers.child import CannotRead

READERS = {
    "html": "claims.importers.html",
    "pdf": "claims.importers.pdf",
    "docx": "claims.importers.docx",
    "feed": "claims.importers.feeds",
}
# Whatever a document talks an extractor into, these do not happen.
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.fork", "ftplib.", "smtplib.")


def main() -> int:
    """Load the extractors, then fork a child for each document on standard input. Ends with its caller."""
    for reader in READERS.values():
        import_module(reader)
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        code, answer = read_in_child(order, sys.stdin.buffer.read(order["size"]))
        sys.stdout.buffer.write(b"%d %d\n" % (code, len(answer)) + answer)
        sys.stdout.buffer.flush()
    return 0


def read_in_child(order: dict[str, Any], data: bytes) -> tuple[int, bytes]:
    """The exit code of a child made for this document, negative if a signal ended it, and what it wrote."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        be_the_child(order, data, into)
    os.close(into)
    with open(out, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), answer


def be_the_child(order: dict[str, Any], data: bytes, into: int) -> NoReturn:
    """Take the limits, read, answer, end: nothing of the nursery's own goes on in here."""
    code = 1
    try:
        take_limits(order["limits"])
        for stream in (0, 1):  # the talk with the caller
            os.close(stream)
        sys.addaudithook(refuse_outside)
        answer = json.dumps(answer_for(order, data)).encode()
        with open(into, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def take_limits(limits: dict[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The default action of the alarm ends the process whatever a document keeps it busy with. Zero would be never.
    signal.setitimer(signal.ITIMER_REAL, limits["wall"] or 0.001)


def answer_for(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What a document gives, or the reason why not. Nothing a document does gets past here."""
    try:
        fields = import_module(READERS[order["kind"]]).read(data, **order["about"])
    except CannotRead as error:
        return {"reason": error.reason}
    except (MemoryError, RecursionError):
        return {"reason": "too_large"}
    except Exception:
        return {"reason": "unreadable"}
    if len(fields.get("text", "")) > order["limits"]["text"]:
        return {"reason": "too_large"}
    return {"fields": fields}


def refuse_outside(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not for documents")


if __name__ == "__main__":
    sys.exit(main())
