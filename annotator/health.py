"""Is the program alive, and is it ready for work? Both answer without a session or a signed-in user."""

import os
from functools import cache
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.models import WorkerPulse
from claims.services.jobs import moment
from claims.services.messages import PULSE_LOST

Key = tuple[str, str]

READ_ONLY = "can only be read: no change is taken"


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked, least of all the database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 with a reason per failing part until the program can do its work."""
    checks = readiness()
    is_ready = all(reason == "ok" for reason in checks.values())
    status = "ready" if is_ready else "not ready"
    return JsonResponse({"status": status, "checks": checks}, status=200 if is_ready else 503)


def readiness() -> dict[str, str]:
    """Part -> "ok" or what is wrong with it, in words that give nothing away to a stranger."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return {"database": why_away(), "migrations": "unknown: the database does not answer"}
    missing = missing_migrations(applied)
    if missing:
        return {"database": "ok", "migrations": f"{missing} not applied: run migrate", "worker": "unknown"}
    return {"database": READ_ONLY if is_read_only() else "ok", "migrations": "ok", "worker": worker_state()}


def why_away() -> str:
    """What can be said of a database that does not answer: of a file, whether its folder may be written to."""
    return READ_ONLY if connection.vendor == "sqlite" and is_file_read_only() else "does not answer"


def is_read_only() -> bool:
    """Whether the database can be read but takes no changes: a standby, a protected file. Writes nothing."""
    if connection.vendor == "sqlite":
        return is_file_read_only()
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return bool(cursor.fetchone()[0] == "on")


def is_file_read_only() -> bool:
    """SQLite writes beside its file too, so the folder counts as well."""
    file = Path(connection.settings_dict["NAME"])
    return any(path.exists() and not os.access(path, os.W_OK) for path in (file, file.parent))


def worker_state() -> str:
    """Whether anybody does the background work: a worker, or the sweeper that stands beside Celery's."""
    alive = WorkerPulse.objects.filter(seen_at__gt=moment(-PULSE_LOST)).exists()
    return "ok" if alive else "none has reported for a minute: run worker"


def missing_migrations(applied: set[Key]) -> int:
    return sum(1 for key, replaces in known_migrations().items() if not is_applied(key, replaces, applied))


def is_applied(key: Key, replaces: tuple[Key, ...], applied: set[Key]) -> bool:
    """A squashed migration also counts as applied when all it replaces are."""
    return key in applied or (bool(replaces) and applied.issuperset(replaces))


@cache
def known_migrations() -> dict[Key, tuple[Key, ...]]:
    """Every migration in the code with those it replaces; read from disk once per process."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return {key: tuple(migration.replaces) for key, migration in loader.disk_migrations.items()}
