"""Files as they come, bytes -> drafts of articles. No Django, no database: checked for form alone."""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from claims.errors import BadImport
from claims.importers import child_formats, json_lines, plain, table, zips
from claims.importers.draft import ArticleDraft, Item
from claims.importers.encodings import CHOICES

Reader = Callable[..., Iterator[Item]]

FORMATS: dict[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": json_lines.read,
    ".csv": table.read,
    ".html": child_formats.read_html,
    ".htm": child_formats.read_html,
    ".pdf": child_formats.read_pdf,
    ".docx": child_formats.read_docx,
}
FORMATS[".zip"] = zips.reader(FORMATS)


def read(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
    """The articles of a file, one item each: a draft, or what is wrong with it and where.

    `name` is the file's name, whose ending chooses the format; `encoding` is what the sender says it is, else
    it is told from the bytes. Raises BadImport for what cannot be read at all.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in FORMATS:
        known = ", ".join(FORMATS)
        raise BadImport(f"The ending {ending or '(none)'} is not one of {known}.", field="file")
    return FORMATS[ending](name, data, encoding=encoding)


__all__ = ["CHOICES", "FORMATS", "ArticleDraft", "Item", "read"]
