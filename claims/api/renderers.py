"""JSON out, by orjson: times in UTC ending in Z, no white space, no other format."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class JSONRenderer(BaseRenderer):
    """`application/json`, always UTF-8."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else dump(data)


def dump(data: Any) -> bytes:
    """The bytes of one JSON value. Raises TypeError for what is neither JSON nor a known stand-in."""
    return orjson.dumps(data, default=_stand_in, option=OPTIONS)


def _stand_in(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
