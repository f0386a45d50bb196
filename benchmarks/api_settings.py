"""The program's own settings with the bare views beside its routes; for benchmarks alone."""

from annotator.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.api_bare"
LOGGING = {"version": 1, "disable_existing_loggers": False}
