"""Starting: the settings are loaded, or one line says why the program cannot start."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


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
