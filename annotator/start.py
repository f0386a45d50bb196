"""Starting: the settings are loaded, or one line says why the program cannot start."""

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def one_line_refusal() -> Iterator[None]:
    """Inside, a wrong setting ends the program with its one line instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotator.settings")
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(f"Cannot start: {error}")


def load_settings() -> None:
    with one_line_refusal():
        settings.INSTALLED_APPS  # noqa: B018 (the first question is what loads them)


def kept_secret(environ: MutableMapping[str, str]) -> Path:
    """Where `make run` keeps the secret of a desk to which nobody gave one."""
    return Path(environ.get("VAR_DIR") or ROOT / "var") / "secret_key"


def use_kept_secret(environ: MutableMapping[str, str]) -> None:
    """Let a command work on the desk that `make run` made here; what the environment says goes first."""
    given = any(environ.get(name) for name in ("SECRET_KEY", "SECRET_KEY_FILE", "DEBUG"))
    if not given and (path := kept_secret(environ)).is_file():
        environ["SECRET_KEY_FILE"] = str(path)
