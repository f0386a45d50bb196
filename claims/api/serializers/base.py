"""What every input has in common: a name it does not know is refused, never ignored."""

from typing import Any

from rest_framework import serializers

MOST_NAMED = 20
NO_FIELDS = "This field does not exist here: nothing is sent with this request."


class StrictInput(serializers.Serializer[Any]):
    """A body whose every name is known. Read-only fields of the answer are unknown here as well."""

    default_error_messages = {"invalid": "This is not an object."}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            return super().to_internal_value(data)
        unknown = [name[:100] for name in data if name not in self.fields]
        errors = {name: [self.no_such_field()] for name in unknown[:MOST_NAMED]}
        try:
            checked = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**errors, **error.detail}) from None
        if errors:
            raise serializers.ValidationError(errors)
        return checked

    def no_such_field(self) -> str:
        known = ", ".join(self.fields)
        return f"This field does not exist here, or cannot be set. What can be: {known}." if known else NO_FIELDS


class Output(serializers.Serializer[Any]):
    """The documented shape of an answer. Answers are plain dictionaries; a test holds them to these fields."""
