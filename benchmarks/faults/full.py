"""The disk of a desk has no free byte any more, and then room again."""

import subprocess
import sys
from pathlib import Path

from benchmarks.faults.at_work import ROOT, Answers, editor, set_up, token
from benchmarks.faults.far import FarEnd
from benchmarks.faults.servers import Postgres, SmallDisk, wait_until
from benchmarks.load.desk import ask, serve


def disk_full(folder: Path, far: FarEnd, *, disk: SmallDisk, database: str) -> Answers:
    """A desk whose database is on a disk without one free byte, then with room again."""
    set_up(folder, far, database=database)
    from django.db import connection

    key = token()
    text = " ".join(f"The bridge number {n} opened in 1932." for n in range(300))
    with serve() as (port, _):
        kept = ask(port, "POST", "/api/v1/articles/", key, {"text": text})[0]
        disk.fill()
        statuses = {write_text(port, key, f"{text} {number}") for number in range(30)}
        refused = sorted(status for status in statuses if status != 201)
        read = ask(port, "GET", "/api/v1/claims/", key)[0]
        disk.empty()
        again = wait_until(lambda: write_text(port, key, f"{text} At last.") in {200, 201}, seconds=60)
        connection.close()
        whole = is_whole(port, key)
    return {"before": kept, "full": refused, "read": read, "written_again_after_s": round(again, 1), **whole}


def write_text(port: int, key: str, text: str) -> int:
    return ask(port, "POST", "/api/v1/articles/", key, {"text": text})[0]


def is_whole(port: int, key: str) -> Answers:
    """Every article has all its claims, all on their words, and the database finds no fault in itself."""
    from django.db import connection
    from django.db.models import Count

    from claims.models import Article, Claim

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            verdict = cursor.fetchone()[0]
        else:
            verdict = "ok"
    numbers = Article.objects.annotate(n=Count("claims")).values_list("n", flat=True)
    lost = sum(c.version.text[c.start : c.end] != c.quote for c in Claim.objects.select_related("version"))
    return {"integrity": verdict, "articles_without_claims": sum(n == 0 for n in numbers), "anchors_lost": lost}


def disk_full_sqlite(folder: Path, far: FarEnd) -> Answers:
    with SmallDisk(24) as disk:
        return disk_full(folder, far, disk=disk, database=f"sqlite:///{disk.folder / 'desk.sqlite3'}")


def disk_full_postgres(folder: Path, far: FarEnd) -> Answers:
    with SmallDisk(160) as disk:
        home = disk.folder / "postgres"
        home.mkdir()
        with Postgres(home) as database:
            return disk_full(folder, far, disk=disk, database=database.url)


def media_full(folder: Path, far: FarEnd) -> Answers:
    """No room for the record of a page: its text is kept all the same, and no half file is left."""
    with SmallDisk(4) as disk:
        set_up(folder, far, database=f"sqlite:///{folder / 'desk.sqlite3'}")
        (folder / "media").symlink_to(disk.folder)
        (disk.folder / "snapshots").mkdir()
        disk.fill()
        from claims import tasks
        from claims.models import Source
        from claims.services.snapshots import request_snapshot

        source = Source.objects.create(url=f"{far.url}page/media/0")
        tasks.start(request_snapshot(actor=editor(), source=source))
        subprocess.run([sys.executable, "manage.py", "worker", "--once"], check=True, cwd=ROOT)
        source.refresh_from_db()
        left = [path.name for path in disk.folder.rglob("*.part")]
        return {"state": source.snapshot_state, "text": len(source.snapshot_text), "half_files": len(left)}
