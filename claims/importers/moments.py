"""Dates and times as files and programs write them (ISO 8601)."""

from datetime import UTC, date, datetime, time

LONGEST = 40


def read_moment(text: str) -> datetime:
    """The moment in UTC. Without a zone it is taken as UTC, and a date as its first moment.

    Raises ValueError or OverflowError for what is no moment between the years 1 and 9999 in UTC.
    """
    if len(text) > LONGEST:
        raise ValueError("too long for a date or time")
    if len(text) == len("2025-01-10"):
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
