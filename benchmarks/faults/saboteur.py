"""A worker that kills itself, as `kill -9` would, at one named step, once.

`python -m benchmarks.faults.saboteur STEP` runs the worker (the database's, or Celery's where a broker is set) with
one function of the program wrapped from outside; the program itself knows nothing of it. Another word harms nothing.
"""

import importlib
import os
import signal
import sys
from typing import Any

# Step -> the function it wraps, and whether death comes before or after its work.
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
    "queue: message taken": ("claims.services.work:take", "before"),
}


def sabotage(step: str) -> None:
    path, when = STEPS[step]
    module_name, name = path.split(":")
    module = importlib.import_module(module_name)
    real = getattr(module, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        result = None if when == "before" else real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(module, name, deadly)


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
