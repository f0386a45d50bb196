"""What every test can count on, and the Chromium that browser tests drive."""

import os
import shutil
import sys
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# How long something takes is measured in benchmarks/: a busy machine fails no test.
hypothesis_settings.register_profile("desk", deadline=None)
hypothesis_settings.load_profile("desk")

LET_EVENTS_GO = ["ALTER TABLE claims_event DISABLE TRIGGER claims_event_stays"]
EVENTS_STAY = [
    "SET CONSTRAINTS ALL IMMEDIATE",  # no table is altered while checks are due
    "ALTER TABLE claims_event ENABLE TRIGGER claims_event_stays",
]
STAYING_TABLES = {"django_content_type", "auth_permission"}
# The same engine without windows of its own comes first: it needs half the processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """Path of the Chromium to drive: CHROMIUM if set, else the first one on the path, else nothing."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen) or pytest.exit(f"CHROMIUM={chosen} cannot be run.", returncode=4)
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if find_chromium():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    chromium = find_chromium()
    if chromium:
        terminalreporter.write_line(f"Browser tests drive {chromium}.")
    else:
        terminalreporter.write_line("No Chromium found: browser tests were NOT run. CHROMIUM=/path names one.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tests log hostile text on purpose; what they logged must still reach the process that reports."""
    report = yield
    report.sections = [(name, text.encode(errors="backslashreplace").decode()) for name, text in report.sections]
    return report


@pytest.fixture(scope="session", autouse=True)
def _emptied_row_by_row(django_db_setup: None) -> Iterator[None]:
    """Tables are emptied between tests that commit by DELETE: PostgreSQL's TRUNCATE makes some 300 files anew.

    Names of models and permissions stay, which otherwise are written anew after each of these tests.
    """

    def sql_flush(ops: Any, style: Any, tables: list[str], **_: Any) -> list[str]:
        emptied = [" ".join(("DELETE FROM", ops.quote_name(one))) for one in tables if one not in STAYING_TABLES]
        return emptied if connection.vendor == "sqlite" else [*LET_EVENTS_GO, *emptied, *EVENTS_STAY]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Limits on sign-in attempts live in the cache; one test's attempts are not another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _no_decisions_of_another_test() -> Iterator[None]:
    """A process remembers the verdicts it has read; a test's database begins without them."""
    yield
    if "claims.figures.similar" in sys.modules:
        sys.modules["claims.figures.similar"].forget()


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page asked for in French leaves its language behind in the thread; the next test starts afresh."""
    yield
    translation.deactivate()
