"""The child's own side: takes its limits first, then the document, and answers in JSON. See `child`."""

import json
import resource
import signal
import sys
from importlib import import_module
from typing import Any

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
    order = json.loads(sys.stdin.buffer.readline())
    take_limits(order["limits"])
    data = sys.stdin.buffer.read()
    import_module(READERS[order["kind"]])
    sys.addaudithook(refuse_outside)
    answer = answer_for(order, data)
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def take_limits(limits: dict[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Should the parent be gone, nobody else will stop it.
    signal.alarm(limits["wall"] + 1)


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
