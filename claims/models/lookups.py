"""A lookup of our own."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Lookup
from django.db.models.fields.related import ForeignObject


def listed(numbers: Iterable[int]) -> str:
    """Whole numbers as `any_of` takes them."""
    return ",".join(map(str, numbers))


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(Lookup[Any]):
    """`key__any_of=listed([1, 2, …])`: as `in` for whole numbers, but one parameter, however many there are.

    A statement with thousands of parameters takes longer to put together than to answer, and each number of
    parameters is another statement.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._compared(compiler, connection, "{} IN (SELECT value FROM json_each('[' || {} || ']'))")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._compared(compiler, connection, "{} = ANY(string_to_array({}, ',')::bigint[])")

    def _compared(self, compiler: Any, connection: Any, pattern: str) -> tuple[str, list[Any]]:
        key, of_key = self.process_lhs(compiler, connection)
        numbers, of_numbers = self.process_rhs(compiler, connection)
        return pattern.format(key, numbers), [*of_key, *of_numbers]
