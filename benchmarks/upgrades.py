"""Upgrades from every kept release, with its data: killed at every step, two at once, then counted.

    python -m benchmarks.upgrades keep NAME        writes tests/upgrades/NAME.json from the desk of DATABASE_URL
    python -m benchmarks.upgrades try              every kept release on SQLite; one row each
    python -m benchmarks.upgrades try --database postgres://…/postgres

A kept release is its rows and the last migrations it had. "try" builds its tables, puts the rows in, kills
`manage.py migrate` inside each later step, runs two at once to finish, and compares rows, anchors and statuses.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests" / "upgrades"
OWN = ("accounts", "claims")
Release = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["keep", "try", "kill", "fill", "check", "pass", "tables"])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--database", default="", help="postgres://…/postgres; default: SQLite")
    parser.add_argument("--plain", action="store_true", help="upgrade once, without killing")
    options = parser.parse_intermixed_args()
    if options.what == "try":
        names = [options.name] if options.name else sorted(path.stem for path in KEPT.glob("*.json"))
        return max([attempt(name, options) for name in names])
    import django

    django.setup()
    steps = {"keep": keep, "kill": migrate_and_die, "fill": fill, "check": check, "pass": passed, "tables": tables}
    return steps[options.what](options.name)


# --- a release is kept -----------------------------------------------------------------------------


def keep(name: str) -> int:
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    release = {
        "migrations": {label: max(n for app, n in loader.applied_migrations if app == label) for label in OWN},
        "rows": {
            model._meta.label_lower: [written(row) for row in model._base_manager.order_by("pk")]
            for label in OWN
            for model in apps.get_app_config(label).get_models()
        },
    }
    (KEPT / f"{name}.json").write_text(json.dumps(release, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


def written(row: Any) -> dict[str, Any]:
    """Column -> its value as text, or null."""
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        found[field.attname] = None if value is None else field.value_to_string(row)
    # What opens a door is of no use to a test.
    return found | ({"password": "!"} if "password" in found else {})


# --- its tables and rows are built -----------------------------------------------------------------


def fill(name: str) -> int:
    """The release's tables with its rows, in the empty database of DATABASE_URL."""
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    release: Release = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)  # a new desk takes none of the old steps
    others = [node for node in executor.loader.graph.leaf_nodes() if node[0] not in OWN]
    state = executor.migrate([*others, *release["migrations"].items()])
    models = [state.apps.get_model(label) for label in release["rows"]]
    with transaction.atomic():
        for model in in_order(models):
            rows = release["rows"][model._meta.label_lower]
            model._base_manager.bulk_create([read(model, row) for row in rows], batch_size=200)
    with connection.cursor() as cursor:
        from django.core.management.color import no_style

        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    return 0


def in_order(models: Iterable[Any]) -> list[Any]:
    """Each after those it points to."""
    waiting, done = list(models), []
    while waiting:
        for model in waiting:
            others = {f.related_model for f in model._meta.concrete_fields if f.is_relation} - {model}
            if not others & set(waiting):
                break
        waiting.remove(model)
        done.append(model)
    return done


def read(model: Any, row: dict[str, Any]) -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: parsed(fields[name], value) for name, value in row.items()})


def parsed(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if field.get_internal_type() == "JSONField":
        return json.loads(value) if isinstance(value, str) else value
    return (field.target_field if field.is_relation else field).to_python(value)


def passed(name: str) -> int:
    """All of an undisturbed upgrade in this one process."""
    from django.core.management import call_command

    fill(name)
    call_command("migrate", interactive=False, verbosity=0)
    return check(name)


# --- the upgrade -----------------------------------------------------------------------------------


def attempt(name: str, options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="upgrade-") as folder:
        from benchmarks.faults.__main__ import environment

        options.broker = ""
        os.environ.update(environment(Path(folder), options))
        if options.plain:
            found = json.loads(run("pass", name).splitlines()[-1])
            kills, codes = 0, [0]
        else:
            run("fill", name)
            kills = sum(die_in(one) for one in steps(name))
            codes = [one.wait() for one in [manage(), manage()]]
            found = json.loads(run("check", name).splitlines()[-1]) | {
                "tables_differ": tables_differ(folder, options)
            }
    found |= {"killed_in": kills, "exit_codes": codes}
    wrong = [found["rows_lost"], found["anchors_lost"], found["moved"], found.get("tables_differ"), *codes]
    is_whole = not any(wrong)
    print(f"| {name} | {'whole' if is_whole else 'BROKEN'} | {json.dumps(found)} |", flush=True)
    return 0 if is_whole else 1


def tables_differ(folder: str, options: argparse.Namespace) -> list[str]:
    """Tables of the upgraded desk that are not as a new desk's are."""
    from benchmarks.faults.__main__ import environment

    upgraded = json.loads(run("tables").splitlines()[-1])
    os.environ.update(environment(Path(tempfile.mkdtemp(dir=folder)), options))
    manage().wait()
    new = json.loads(run("tables").splitlines()[-1])
    return sorted(name for name in upgraded.keys() | new.keys() if upgraded.get(name) != new.get(name))


def tables(name: str) -> int:
    """One JSON line: table -> its columns, and its constraints, indexes and triggers whatever their names."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = {table: described(cursor, table) for table in connection.introspection.table_names(cursor)}
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgrelid::regclass::text, tgname, tgfoid::regproc::text FROM pg_trigger WHERE NOT tgisinternal"
            )
            found["triggers"] = sorted(cursor.fetchall())
    print(json.dumps(found))
    return 0


def described(cursor: Any, table: str) -> Any:
    from django.db import connection

    look = connection.introspection
    columns = sorted((c.name, str(c.type_code), c.null_ok) for c in look.get_table_description(cursor, table))
    rules = look.get_constraints(cursor, table).values()
    told = ("columns", "primary_key", "unique", "foreign_key", "check", "index", "orders", "type", "definition")
    return [columns, sorted(str([rule.get(key) for key in told]) for rule in rules)]


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.upgrades", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def manage() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    return subprocess.Popen(command, cwd=ROOT)


def steps(name: str) -> list[str]:
    """The migrations a release has not had, in the order they are taken."""
    had = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))["migrations"]
    folders = {"accounts": ROOT / "annotator/accounts/migrations", "claims": ROOT / "claims/migrations"}
    files = [(label, path.stem) for label in OWN for path in sorted(folders[label].glob("0*.py"))]
    files = [(label, step) for label, step in files if "_squashed_" not in step]
    return [f"{label}.{step}" for label, step in files if step > had[label]]


def die_in(step: str) -> bool:
    """Whether the step was reached: one that came earlier as another's dependency is not taken again."""
    command = [sys.executable, "-m", "benchmarks.upgrades", "kill", step]
    return subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.DEVNULL).returncode == -9


def migrate_and_die(step: str) -> int:
    """`manage.py migrate` that kills itself when the step's changes are made and about to be noted."""
    import signal

    from django.core.management import call_command
    from django.db.migrations.recorder import MigrationRecorder

    noted = MigrationRecorder.record_applied

    def deadly(self: Any, app: str, name: str) -> None:
        if f"{app}.{name}" == step:
            os.kill(os.getpid(), signal.SIGKILL)
        noted(self, app, name)

    MigrationRecorder.record_applied = deadly
    call_command("migrate", interactive=False, verbosity=0)
    return 0


def check(name: str) -> int:
    """One JSON line: what of the release's rows is there after the upgrade, and what holds."""
    from io import StringIO

    from django.apps import apps
    from django.core.management import call_command

    from claims.models import Claim

    release: Release = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    counts = {label: apps.get_model(label)._base_manager.count() for label in release["rows"]}
    lost = [label for label, rows in release["rows"].items() if counts[label] != len(rows)]
    anchors = [c.pk for c in Claim.objects.select_related("version") if c.version.text[c.start : c.end] != c.quote]
    before = dict(Claim.objects.values_list("pk", "status"))
    call_command("settle_claims", stdout=StringIO(), stderr=StringIO())
    moved = sum(before[pk] != status for pk, status in Claim.objects.values_list("pk", "status"))
    print(json.dumps({"rows": sum(counts.values()), "rows_lost": lost, "anchors_lost": len(anchors), "moved": moved}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
