"""What every input has in common: a name it does not know is refused, never ignored."""

from typing import Any

from rest_framework import serializers

MOST_NAMED = 20


class StrictInput(serializers.Serializer[Any]):
    """A body whose every name is known. Read-only fields of the answer are unknown here as well."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := [name for name in data if name not in self.fields]):
            message = "This field does not exist here, or cannot be set."
            raise serializers.ValidationError({name[:100]: [message] for name in unknown[:MOST_NAMED]})
        return super().to_internal_value(data)


class Output(serializers.Serializer[Any]):
    """The documented shape of an answer. Answers are plain dictionaries; a test holds them to these fields."""
