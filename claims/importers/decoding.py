"""Bytes -> characters, or a refusal. No guess that may be wrong: wrong letters in a quote are lasting harm."""

import codecs
import re
from typing import NamedTuple

from claims.errors import BadImport
from claims.importers.encodings import certain_reading

# Longest first: the mark of UTF-32 starts with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Controls no text has. Tab, line feed, carriage return, form feed and next line are text.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Read(NamedTuple):
    """A file's text, and the encoding where that was told from its letters alone."""

    text: str
    assumed: str = ""


def read_text(data: bytes, *, encoding: str = "") -> Read:
    """The text of a file as `decode` has it; what is not UTF-8 is read where its letters can be read in one way only.

    Raises BadImport as `decode` does, and where several readings are possible.
    """
    if not encoding and not data.startswith(tuple(mark for mark, _ in MARKS)) and b"\x00" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            text, assumed = certain_reading(data)
            if assumed and not CONTROLS.search(text):
                return Read(text, assumed)
    return Read(decode(data, encoding=encoding))


def decode(data: bytes, *, encoding: str = "") -> str:
    """The text of a file: by its byte order mark, else as `encoding` says, else as UTF-8.

    Raises BadImport when the bytes are not text in that encoding, or no text at all.
    """
    mark, marked = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", ""))
    chosen = marked or encoding or "utf-8"
    text = _decoded(data[len(mark) :], chosen, certain=bool(marked or encoding))
    control = CONTROLS.search(text)
    if control is not None:
        raise BadImport(
            f"This is not text: there is a control character U+{ord(control[0]):04X} at position {control.start()}.",
            field="file",
        )
    return text


def _decoded(data: bytes, encoding: str, *, certain: bool) -> str:
    try:
        # bytes.decode takes codecs that are no text encodings (rot13, zip) only when asked for by codecs.decode.
        return data.decode(encoding)
    except LookupError:
        raise BadImport(f"There is no encoding named {encoding!r}.", field="encoding") from None
    except UnicodeError as error:
        where = f"the byte at position {getattr(error, 'start', 0)} does not belong there"
        if certain:
            raise BadImport(f"The file is not {encoding}: {where}.", field="file") from None
        if b"\x00" in data:
            raise BadImport("This is not text: there are NUL bytes in it.", field="file") from None
        raise BadImport(
            f"Encoding unknown: the file is not UTF-8 ({where}), and its letters can be read in several ways or "
            "in none. Add it again and say in which encoding it is, save it as UTF-8, or paste its text.",
            field="file",
        ) from None
