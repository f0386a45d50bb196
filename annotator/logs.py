"""Log lines that cannot be forged and that hold no keys.

One record is one line: control characters in a message are shown, not sent to the terminal, and the
lines of a traceback are indented, so that no text from outside can pass for a line of its own.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import InterfaceError, OperationalError

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
CONTROLS_BUT_NEWLINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
API_TOKEN = re.compile(r"fc_[A-Za-z0-9_-]{16,}")


class RequestIdFilter(logging.Filter):
    """Puts the id of the request at hand on the record, `-` outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class AwayFilter(logging.Filter):
    """One line, not fifty, for each request that met a database that was away: the place in the code is no news."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if record.name == "django.request" and isinstance(error, (OperationalError, InterfaceError)):
            record.msg, record.args = f"{record.getMessage()}: {error}", ()
            record.exc_info = record.exc_text = None
        return True


class LineFormatter(logging.Formatter):
    """One line per record; tokens are cut to their prefix."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = redact(CONTROLS.sub(visible, record.message))
        return super().formatMessage(record)

    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def]
        text = redact(CONTROLS_BUT_NEWLINES.sub(visible, super().formatException(ei)))
        return "\n".join(f"    {line}" for line in text.split("\n"))


def visible(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def redact(text: str) -> str:
    return API_TOKEN.sub("fc_[redacted]", text)


class JsonFormatter(LineFormatter):
    """One JSON object per record, for collectors; the same redaction as for lines."""

    def format(self, record: logging.LogRecord) -> str:
        shown = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": redact(record.getMessage()),
        }
        if record.exc_info:
            shown["traceback"] = redact(logging.Formatter.formatException(self, record.exc_info))
        return json.dumps(shown)


def configuration(level: str, *, as_json: bool = False) -> dict[str, Any]:
    """Django's LOGGING: every line to standard error."""
    line = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": RequestIdFilter}, "away": {"()": AwayFilter}},
        "formatters": {"line": {"()": JsonFormatter if as_json else LineFormatter, "format": line}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id", "away"]}
        },
        "root": {"handlers": ["console"], "level": level},
    }
