"""Fields that take a value as it is or refuse it: nothing is guessed from a value of another type."""

from datetime import datetime
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.importers.moments import read_moment

BIGGEST = 2**63 - 1
MOST_CHOICES_NAMED = 60


class Words(serializers.CharField):
    """Text as it was sent. What it may hold and how long it may be is the service's question."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"trim_whitespace": False, "allow_blank": True, **kwargs})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class Whole(serializers.IntegerField):
    """A whole number, not a text or a fraction that looks like one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": BIGGEST, **kwargs})

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class Truth(serializers.BooleanField):
    """True or false, not a word or a number that means it."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Choice(serializers.ChoiceField):
    """One of the listed words; a refusal names them where they are few."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        if len(self.choices) <= MOST_CHOICES_NAMED:
            known = ", ".join(str(choice) for choice in self.choices)
            self.error_messages["invalid_choice"] = f"“{{input}}” is not one of {known}."

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.DATETIME)
class Moment(serializers.Field):
    """A date or a time in ISO 8601, kept in UTC. Without a zone it is taken as UTC, a date as its first moment."""

    default_error_messages = {
        "invalid": "This is not a date or time. Send ISO 8601, for example 2025-01-10T12:00:00Z.",
    }

    def to_internal_value(self, data: Any) -> datetime:
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return read_moment(data)
        except (ValueError, OverflowError):
            self.fail("invalid")

    def to_representation(self, value: Any) -> Any:
        return value
