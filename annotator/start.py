"""Loads the settings, or says in one line why the program cannot start."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def load_settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotator.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 (the first question is what loads them)
    except ImproperlyConfigured as error:
        sys.exit(f"Cannot start: {error}")
