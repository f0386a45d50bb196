"""How one person likes the desk: kept with the person, changed by nobody else."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from claims.errors import BadInput


def set_keys(*, actor: Any, enabled: bool, keys: Mapping[str, str]) -> None:
    """Set the single-letter keys of a person: action -> one character; or switch them off.

    Raises BadInput for more than one character, white space, or one key for two actions.
    """
    owners: dict[str, str] = {}
    for action, key in keys.items():
        if len(key) != 1 or not key.isprintable() or key.isspace():
            raise BadInput("A key is one visible character.", field=action)
        if key.lower() in owners:
            raise BadInput(f"“{key}” is the key of two actions.", field=action)
        owners[key.lower()] = action
    chosen = {"enabled": enabled, **{action: key.lower() for action, key in keys.items()}}
    with transaction.atomic():
        person = get_user_model().objects.select_for_update().get(pk=actor.pk)
        person.preferences = {**person.preferences, "keys": chosen}
        person.save(update_fields=["preferences"])
