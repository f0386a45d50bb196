"""Archives of documents, looked into without writing anything anywhere."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePath, PurePosixPath
from typing import NamedTuple

from claims.errors import BadImport
from claims.importers.child import CannotRead
from claims.importers.draft import Item

Reader = Callable[..., Iterator[Item]]

MOST_FILES = 500
LARGEST_FILE = 5_000_000
LARGEST_TOTAL = 50_000_000
RATIO = 100


class Member(NamedTuple):
    """One file of an archive: its bare name, and its bytes or why there are none."""

    name: str
    data: bytes
    reason: str = ""


def reader(formats: Mapping[str, Reader]) -> Reader:
    """A reader of zips whose files are read by `formats`; one bad file spoils no other."""

    def read(name: str, data: bytes, *, encoding: str = "") -> Iterator[Item]:
        """The articles of every file in the zip. Raises BadImport when it is no zip."""
        for member in members(data):
            where = f"{name}/{member.name}"
            try:
                for item in _read_member(member, formats, encoding):
                    yield item._replace(where=f"{name}/{item.where}")
            except BadImport as error:
                yield Item(where, error=error)

    return read


def _read_member(member: Member, formats: Mapping[str, Reader], encoding: str) -> Iterator[Item]:
    if member.reason:
        raise CannotRead(member.reason)
    ending = PurePath(member.name).suffix.lower()
    if ending not in formats or ending == ".zip":
        raise CannotRead("unsupported")
    return formats[ending](member.name, member.data, encoding=encoding)


def members(data: bytes) -> Iterator[Member]:
    """The files of a zip in its order, folders flattened, the system's hidden ones left out.

    Each file stands for itself: one that is locked, too large or a bomb yields its reason. Raises
    CannotRead when there is no archive, or one with too much in it.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise CannotRead("unreadable") from None
    with archive:
        files = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
        if len(files) > MOST_FILES or sum(info.file_size for info in files) > LARGEST_TOTAL:
            raise CannotRead("too_large")
        for info in files:
            yield _member(archive, info)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    # Only the last part of the path is kept, as a label: nothing is ever written by this name.
    name = PurePosixPath(info.filename.replace("\\", "/")).name[:200] or "file"
    if info.flag_bits & 0x1:
        return Member(name, b"", "locked")
    if info.file_size > LARGEST_FILE or info.file_size > max(100_000, info.compress_size * RATIO):
        return Member(name, b"", "too_large")
    try:
        with archive.open(info) as file:
            data = file.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return Member(name, b"", "unreadable")
    return Member(name, data) if len(data) <= LARGEST_FILE else Member(name, b"", "too_large")


def _is_hidden(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return any(part.startswith(".") and part != ".." for part in parts) or parts[0] == "__MACOSX"
