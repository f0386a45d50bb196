"""A worker that kills itself, as `kill -9` would, at one named step, once.

`python -m benchmarks.faults.saboteur STEP` runs the worker (the database's, or Celery's where a broker is set) with
one function of the program wrapped from outside; the program itself knows nothing of it. Another word harms nothing.
"""

import importlib
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import Any

AMID = 20_000  # bytes

# Step -> the function it wraps, and whether death comes before, amid (it gives one thing after the other) or after
# its work.
STEPS = {
    "import: before the page is fetched": ("claims.services.intake:fetch", "before"),
    "import: page fetched": ("claims.services.intake:fetch", "after"),
    "import: text extracted": ("claims.services.intake:read_page", "after"),
    "import: draft kept, not committed": ("claims.services.intake:_keep_more", "after"),
    "import: article added, not committed": ("claims.services.intake:add_draft", "after"),
    "import: articles added, job not ended": ("claims.services.intake:finish", "before"),
    "split: before the parse": ("claims.services.work:split_waiting_article", "before"),
    "split: parsed, nothing stored": ("claims.services.articles:store_drafts", "before"),
    "split: claims stored, not committed": ("claims.services.articles:store_drafts", "after"),
    "split: committed, job not ended": ("claims.services.work:finish", "before"),
    "snapshot: page fetched": ("claims.services.snapshots:fetch", "after"),
    "snapshot: record written": ("claims.services.snapshots:write_record", "after"),
    "snapshot: text stored, not committed": ("claims.services.snapshots:_note_text", "after"),
    "feed: read": ("claims.services.feeds:extract", "after"),
    "feed: articles asked for, not committed": ("claims.services.feeds:_ask_for_new", "after"),
    "webhook: before it is sent": ("claims.services.telling:deliver", "before"),
    "webhook: sent, not noted": ("claims.services.telling:deliver", "after"),
    "webhook: noted, not committed": ("claims.services.telling:_note", "after"),
    "webhook: told, job not ended": ("claims.services.telling:finish", "before"),
    "export: before it is written": ("claims.services.exports:_write_and_offer", "before"),
    "export: half a file": ("claims.tasks:pieces_of", "amid"),
    "export: whole, not in its place": ("claims.services.exports:_written", "after"),
    "export: in its place, not noted": ("claims.services.exports:_offer", "before"),
    "export: noted, not committed": ("claims.services.exports:_offer", "after"),
    "export: offered, job not ended": ("claims.services.exports:finish", "before"),
    "queue: message taken": ("claims.services.work:take", "before"),
}


def sabotage(step: str) -> None:
    path, when = STEPS[step]
    module_name, name = path.split(":")
    module = importlib.import_module(module_name)
    real = getattr(module, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if when == "amid":
            return broken_off(real(*args, **kwargs))
        result = None if when == "before" else real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(module, name, deadly)


def broken_off(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The first pieces, to a good part of what a file keeps back before it writes, and then death."""
    given = 0
    for piece in pieces:
        yield piece
        given += len(piece)
        if given > AMID:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    if sys.argv[1] in STEPS:
        sabotage(sys.argv[1])
    if settings.TASK_BROKER_URL:
        from annotator.celery import app

        app.worker_main(["worker", "--pool=solo", "--loglevel=ERROR", "--without-gossip", "--without-mingle"])
    else:
        call_command("worker", once=True)


if __name__ == "__main__":
    main()
