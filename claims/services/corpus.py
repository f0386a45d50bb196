"""Splitting a corpus: a file of articles cut into parts that any worker may do, and that are done once.

A part's file is there whole or not at all, so that "what is left to do?" is "which files are missing?".
No database is involved; all workers must see the same folder.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from claims.errors import BadImport, BadInput, ClaimsError
from claims.importers.draft import draft_of
from claims.services.articles import read_text, splitter

NAMES = ("text", "title", "source_url", "publisher", "author", "published_at", "language")
PLAN = "corpus.json"


class Part(NamedTuple):
    """Some lines of the corpus: its number, where they begin in bytes, the first one's number, how many."""

    number: int
    offset: int
    line: int
    lines: int

    def file(self, folder: Path) -> Path:
        return folder / f"part-{self.number:06d}.jsonl"


def cut(source: Path, *, size: int) -> Iterator[Part]:
    """The parts of a JSON Lines file, `size` lines each, without reading more than a line at a time."""
    with source.open("rb") as file:
        number = line = 0
        while True:
            offset, count = file.tell(), 0
            while count < size and file.readline():
                count += 1
            if not count:
                return
            yield Part(number, offset, line + 1, count)
            number, line = number + 1, line + count


def begin(source: Path, folder: Path, *, size: int) -> list[Part]:
    """All parts, in a folder that is for this corpus cut this way and no other. Raises BadInput for another cut.

    Parts of two cuts side by side would leave articles out and bring others twice.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cut_this_way = json.dumps({"bytes": source.stat().st_size, "part_size": size})
    plan = folder / PLAN
    if plan.exists() and plan.read_text(encoding="utf-8") != cut_this_way:
        raise BadInput(
            f"{folder} holds parts of another file or of another --part-size: {plan.read_text(encoding='utf-8')}. "
            "Go on with those, or take another folder.",
            field="folder",
        )
    plan.write_text(cut_this_way, encoding="utf-8")
    return list(cut(source, size=size))


def split_part(source: Path, part: Part, folder: Path) -> Path:
    """Split the part's articles and write one line for each: its claims, or why there are none.

    Doing it twice writes the same file twice. Raises OSError when there is no room; then no file is left.
    """
    target = part.file(folder)
    if target.exists():
        return target
    unfinished = target.with_suffix(f".{uuid4().hex}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as out, source.open("rb") as file:
            file.seek(part.offset)
            for number in range(part.line, part.line + part.lines):
                out.write(json.dumps(_split_line(number, file.readline()), ensure_ascii=False) + "\n")
            out.flush()
            os.fsync(out.fileno())
        _put(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _put(unfinished: Path, target: Path) -> None:
    """Into its place, and away with what workers that were killed left of this part."""
    try:
        unfinished.replace(target)
    except FileNotFoundError:
        # Somebody else was quicker with the same part, and tidied.
        if not target.exists():
            raise
    for left in target.parent.glob(f"{target.stem}.*.part"):
        left.unlink(missing_ok=True)


def _split_line(number: int, line: bytes) -> dict[str, Any]:
    """What one article gives. A bad line spoils no other."""
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise BadImport("This line is no JSON object.")
        draft = draft_of({name: row[name] for name in NAMES if name in row})
        text = read_text(draft.text)
        split = splitter()(text, language=draft.language or "en")
    except ClaimsError as error:
        return {"line": number, "error": error.message}
    except (ValueError, RecursionError):
        return {"line": number, "error": "This line is not JSON."}
    claims = [asdict(claim) | {"quote": text[claim.start : claim.end]} for claim in split.claims]
    return {"line": number, **({"id": row["id"]} if "id" in row else {}), "claims": claims}
