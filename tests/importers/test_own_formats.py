"""Text, JSON Lines and CSV: decoded right or refused, good items kept beside bad ones that are named."""

import codecs
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.errors import BadImport
from claims.importers import FORMATS, Item, read
from claims.importers.moments import read_moment

TEXT = "Café prices rose 3 % in Tromsø. Привет!"


def items(name: str, data: bytes | str, **options: Any) -> list[Item]:
    return list(read(name, data.encode() if isinstance(data, str) else data, **options))


def text_of(data: bytes, **options: Any) -> str:
    item = items("a.txt", data, **options)[0]
    assert item.draft is not None
    return item.draft.text


# --- encodings ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_a_byte_order_mark_or_utf_8_is_read_and_the_mark_is_no_text(data: bytes) -> None:
    assert text_of(data) == TEXT


@pytest.mark.parametrize(
    ("encoding", "words"), [("windows-1251", "Привет"), ("shift_jis", "日本の橋"), ("cp1250", "Město stavělo")]
)
def test_another_encoding_is_refused_unless_it_is_named(encoding: str, words: str) -> None:
    data = words.encode(encoding)
    with pytest.raises(BadImport, match="Encoding unknown"):
        text_of(data)
    assert text_of(data, encoding=encoding) == words


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b"a\xff", "utf-8", "not utf-8"),
        (b"a", "klingon", "no encoding named"),
        (b"a", "zlib", "no encoding named"),
        (b"\x81", "windows-1252", "not windows-1252"),
        (codecs.BOM_UTF16_LE + b"a", "", "not utf-16"),
    ],
)
def test_bytes_that_do_not_fit_are_refused_with_the_reason(data: bytes, encoding: str, said: str) -> None:
    with pytest.raises(BadImport, match=said):
        text_of(data, encoding=encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00",
        b"SQLite format 3\x00",
        b"MZ\x90\x00",
        b"text with \x1b[31m an escape",
        b"NUL\x00inside",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadImport, match="not text"):
        text_of(data)


def test_an_unknown_ending_is_refused_with_those_that_are_known() -> None:
    for name in ("a.exe", "noending", ".htaccess"):
        with pytest.raises(BadImport, match=r"\.txt"):
            items(name, b"x")


def test_an_ending_counts_in_any_case() -> None:
    assert items("A.TXT", TEXT)[0].where == "A.TXT"


# --- JSON Lines --------------------------------------------------------------------------------
FULL = {
    "text": TEXT,
    "title": "Prices",
    "source_url": "https://daily.example.org/prices",
    "publisher": "Example Daily",
    "author": "A. Writer",
    "published_at": "2025-01-10T12:00:00+01:00",
    "language": "en",
}


def test_a_line_is_an_article_with_everything_known_about_it() -> None:
    draft = items("a.jsonl", json.dumps(FULL))[0].draft
    assert draft is not None
    assert draft.published_at == datetime(2025, 1, 10, 11, tzinfo=UTC)
    assert {name: getattr(draft, name) for name in FULL if name != "published_at"} == {
        name: value for name, value in FULL.items() if name != "published_at"
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"title": "x"}', "text is missing"),
        ('{"text": ""}', "text is missing"),
        ('{"text": 5}', "text must be text"),
        ('{"text": "a", "colour": "red"}', "'colour' is not one of"),
        ('{"text": "a", "text": "b"}', "twice"),
        ('{"text": "a", "published_at": "soon"}', "published_at"),
        ('{"text": "a", "published_at": "0001-01-01T00:00:00+14:00"}', "published_at"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_kept(line: str, said: str) -> None:
    found = items("a.jsonl", f'{{"text": "one"}}\n\n{line}\n{{"text": "two", "title": null}}\n')
    assert [item.where for item in found] == ["a.jsonl, line 1", "a.jsonl, line 3", "a.jsonl, line 4"]
    assert [item.draft.text for item in found if item.draft] == ["one", "two"]
    assert said in str(found[1].error)


def test_line_separators_within_a_text_end_no_line() -> None:
    assert len(items("a.jsonl", json.dumps({"text": "a\u2028b\u0085c"}, ensure_ascii=False))) == 1


# --- CSV ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_by_the_names_of_its_columns(delimiter: str) -> None:
    data = delimiter.join(["title", "text"]) + "\r\n" + delimiter.join(["One", '"First, line;\nsecond"']) + "\r\n"
    found = items("a.csv", data)
    assert [(item.where, item.draft.title, item.draft.text) for item in found if item.draft] == [
        ("a.csv, line 2", "One", "First, line;\nsecond")
    ]


@pytest.mark.parametrize("header", ["title", "text,colour", "text,Text", "", "text,"])
def test_a_table_without_the_right_names_is_refused(header: str) -> None:
    with pytest.raises(BadImport, match="must name the columns"):
        items("a.csv", f"{header}\nx\n")


def test_a_refused_table_hears_which_name_is_wrong() -> None:
    for header, said in {
        "text,Colour": "'Colour' is none",
        "text,TEXT": "text is there twice",
        "title": "missing",
    }.items():
        with pytest.raises(BadImport, match=said):
            items("a.csv", f"{header}\nx\n")


def test_a_table_as_spreadsheets_write_it_is_read() -> None:
    data = '\ufeffsep=;\r\nText;Title\r\n"A mill, burned;\r\nin 1950.";Mill\r\nA dam.;Dam\r\n'
    assert [(item.where, item.draft.title) for item in items("a.csv", data) if item.draft] == [
        ("a.csv, line 3", "Mill"),
        ("a.csv, line 5", "Dam"),
    ]


def test_a_bad_record_is_named_and_the_others_are_kept() -> None:
    found = items("a.csv", "title,text\nOne,first\nonly one cell\nTwo,\nThree,third\n")
    assert [item.draft.title for item in found if item.draft] == ["One", "Three"]
    assert ["1 cells" in str(found[1].error), "text is missing" in str(found[2].error)] == [True, True]


def test_a_broken_quote_ends_the_table_with_a_reason() -> None:
    found = items("a.csv", 'text\none\n"two" three\n')
    assert found[0].draft is not None
    assert "not CSV" in str(found[-1].error)


def test_a_cell_of_a_megabyte_is_read() -> None:
    draft = items("a.csv", "text\n" + "x" * 1_000_000)[0].draft
    assert draft is not None
    assert len(draft.text) == 1_000_000


# --- dates -------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["", "2025", "2025-02-30", "10.01.2025", "2025-01-10T25:00", "x" * 1000])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_moment(text)


def test_every_format_has_a_reader() -> None:
    assert {".txt", ".jsonl", ".csv"} <= set(FORMATS)
