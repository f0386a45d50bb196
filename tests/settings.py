"""The program's own settings, as a desk on one machine would have them, in an environment of its own.

Nothing but TEST_DATABASE_URL is taken from outside, so that a developer's variables change no result.
The database is a real file (threads need one that they can share) or PostgreSQL, new for each process.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.environment import variables_read

for variable in variables_read():
    os.environ.pop(variable, None)

SCRATCH = Path(tempfile.mkdtemp(prefix="desk-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

os.environ.update(
    {
        "SECRET_KEY": "a-key-for-tests-that-opens-nothing-anywhere-0123456789",
        "LOCAL_HTTP": "1",
        "VAR_DIR": str(SCRATCH),
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", ""),
        "LOG_LEVEL": "WARNING",
    }
)

from annotator.settings import *  # noqa: E402, F403
from annotator.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()
database = DATABASES["default"]
if database["ENGINE"].endswith("sqlite3"):
    database["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    # What a power cut would do to this database is nobody's concern.
    database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
else:
    database["OPTIONS"]["options"] = "-c synchronous_commit=off"
    database["TEST"] = {"NAME": f"test_{database['NAME']}_{os.getpid()}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
