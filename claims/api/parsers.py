"""JSON in, strictly: what two readers could understand differently is refused, and so is what no database holds.

RFC 8259 leaves duplicate keys, huge numbers and depth to the reader; I-JSON (RFC 7493) says what all can agree on.
"""

import json
from contextlib import closing
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from rest_framework.exceptions import APIException, UnsupportedMediaType
from rest_framework.parsers import BaseParser

from claims.errors import BadInput
from claims.text.characters import refuse_bad_characters_in

DEEPEST = 20
LONGEST_NUMBER = 30
ESCAPE = "\\u"
CHARSETS = {"", "utf-8", "utf8"}


class TooLarge(APIException):
    """More bytes than the desk takes."""

    status_code = 413
    default_code = "too_large"


class StrictJSONParser(BaseParser):
    """Reads an object or a list. Raises BadInput, TooLarge or UnsupportedMediaType with what is wrong and where."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        if _charset(media_type or "") not in CHARSETS:
            raise UnsupportedMediaType(media_type, "Send JSON as UTF-8.")
        body = read_limited(stream, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        request = (parser_context or {}).get("request")
        if request is not None:
            request.raw_body = body
        return read_json(body)


class Files(NamedTuple):
    """Files as `(name, bytes)`, and the encoding that their sender says they are in."""

    files: list[tuple[str, bytes]]
    encoding: str


class FilesParser(BaseParser):
    """Reads a form of files, each called `files`, and at most one `encoding` beside them."""

    media_type = "multipart/form-data"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        request = (parser_context or {})["request"]
        try:
            parts = MultiPartParser(request.META, stream, request.upload_handlers, "utf-8").parse()
        except RequestDataTooBig:
            raise TooLarge(f"The files are larger than {settings.MAX_UPLOAD_SIZE:,} bytes together.") from None
        except (MultiPartParserError, TooManyFilesSent, TooManyFieldsSent) as error:
            raise BadInput(f"The form cannot be read: {error}") from None
        fields, files = parts
        wrong = sorted({*fields} - {"encoding"}) + sorted({*files} - {"files"})
        if wrong:
            told = "Send files alone, each as a part called files, and their encoding as a field of that name."
            raise BadInput(told, field=wrong[0][:100])
        if len(fields.getlist("encoding")) > 1:
            raise BadInput("One encoding counts for all files of a form.", field="encoding")
        found = Files([read_file(file) for file in files.getlist("files")], fields.get("encoding", ""))
        request.raw_body = digest_of(found.files) + found.encoding.encode()
        return found


def sent_files(data: Any) -> Files:
    """What `FilesParser` read; no files where a request has no body, for then nobody parses it."""
    return data if isinstance(data, Files) else Files([], "")


def read_file(file: Any) -> tuple[str, bytes]:
    with closing(file):
        return file.name, file.read()


def digest_of(files: list[tuple[str, bytes]]) -> bytes:
    """What tells one form of files from another; its parts' boundary, which changes each time, does not count."""
    return b"".join(sha256(part).digest() for name, data in files for part in (name.encode(), data))


def read_limited(stream: Any, limit: int) -> bytes:
    """All of the stream's bytes. Raises TooLarge past `limit`, holding no more than that in memory."""
    body: bytes = stream.read(limit + 1)
    if len(body) > limit:
        raise TooLarge(f"The request is larger than {limit:,} bytes, which is the limit.")
    return body


def read_json(body: bytes) -> Any:
    """The object or list that `body` holds."""
    text = _decode(body)
    try:
        data = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_read_int,
            parse_float=_read_float,
        )
    except RecursionError:
        raise BadInput(_too_deep()) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadInput(f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at {where}.") from None
    if not isinstance(data, (dict, list)):
        raise BadInput("The request must be a JSON object.")
    _refuse_deep(data)
    # UTF-8 holds no lone surrogate and JSON no bare NUL: only an escape brings one in.
    if ESCAPE in text:
        refuse_bad_characters_in(data, field="")
    return data


def _charset(media_type: str) -> str:
    for part in media_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(' "').lower()
    return ""


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The request is not UTF-8: the byte at position {error.start} does not belong there."
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise BadInput("This name is given twice in one object.", field=name[:100])
        seen.add(name)
    raise AssertionError("a shorter dictionary has a name twice")


def _refuse_constant(name: str) -> NoReturn:
    raise BadInput(f"{name} is not a number in JSON.")


def _read_int(digits: str) -> int:
    _refuse_long(digits)
    return int(digits)


def _read_float(digits: str) -> float:
    _refuse_long(digits)
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise BadInput(f"The number {digits} is too large.")
    return number


def _refuse_long(digits: str) -> None:
    if len(digits) > LONGEST_NUMBER:
        raise BadInput(f"A number has {len(digits):,} digits; the limit is {LONGEST_NUMBER}.")


def _refuse_deep(data: Any) -> None:
    level = [data]
    for _ in range(DEEPEST):
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise BadInput(_too_deep())


def _children(value: Any) -> list[Any]:
    inside = value.values() if isinstance(value, dict) else value
    return [child for child in inside if isinstance(child, (dict, list))]


def _too_deep() -> str:
    return f"The JSON is nested more than {DEEPEST} levels deep."
