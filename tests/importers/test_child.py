"""Documents of others are read in a process with limits; whatever they are, an answer comes back."""

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from claims.importers import FORMATS, feeds, html, read
from claims.importers.child import SENTENCES, CannotRead, Limits, extract
from claims.importers.child_entry import answer_for, refuse_outside
from claims.importers.nursery import Nurseries, Nursery
from tests.importers import documents
from tests.services.racing import race

DOCX_ORDER: dict[str, Any] = {"kind": "docx", "limits": asdict(Limits()), "about": {"url": "", "charset": ""}}


def reason_here(kind: str, data: bytes) -> str:
    """The answer of the child's own side, without the cost of a process."""
    answer = answer_for({"kind": kind, "limits": {"text": 2_000_000}, "about": {}}, data)
    return str(answer.get("reason", "read"))


def reason(kind: str, data: bytes, **more: object) -> str:
    with pytest.raises(CannotRead) as refusal:
        extract(kind, data, **more)  # type: ignore[arg-type]
    assert refusal.value.message == SENTENCES[refusal.value.reason]
    return refusal.value.reason


def test_a_page_gives_its_article_and_what_is_known_about_it() -> None:
    fields = extract("html", documents.PAGE.encode(), url="https://daily.example.org/bridge")
    assert "It carries 160,000 vehicles a day" in fields["text"]
    assert "Subscribe" not in fields["text"]
    assert "Sport" not in fields["text"]
    del fields["text"]
    assert fields == {
        "title": "New bridge opens to traffic",
        "author": "Ann Lee",
        "publisher": "Example Daily",
        "published_at": "2024-05-02T08:30:00+02:00",
        "language": "en",
        "source_url": "",
    }


WORDS = {
    "windows-1251": "Мост открылся в понедельник.",
    "shift_jis": "橋は月曜日に開通した。",
    "iso2022_jp": "橋は月曜日に開通した。",
    "cp1252": "Le pont a été ouvert lundi, dit-on.",
    "utf-8": "Die Brücke wurde am Montag eröffnet.",
    "utf-8-sig": "Die Brücke wurde am Montag eröffnet.",
    "utf-16": "Die Brücke wurde am Montag eröffnet.",
}
LABELS = [
    ("windows-1251", "windows-1251"),
    ("shift_jis", "shift_jis"),
    ("iso2022_jp", "iso-2022-jp"),
    ("cp1252", "iso-8859-1"),
    ("cp1252", "windows-1252"),
    ("utf-8-sig", ""),
    ("utf-16", ""),
    ("utf-8", ""),
    ("utf-8", "no-such-charset"),
    ("utf-8", "ascii"),
    ("utf-8", "zip"),
]


@pytest.mark.parametrize(("encoding", "label"), LABELS)
def test_letters_survive_whatever_the_encoding(encoding: str, label: str) -> None:
    page = f"<html><p>{WORDS[encoding]}</p>"
    assert html.decode(page.encode(encoding), label).text.lstrip("\ufeff") == page


def test_a_page_may_say_its_encoding_itself() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><p>{WORDS["windows-1251"]}</p>'
    assert html.decode(page.encode("windows-1251"), "") == (page, "")


def test_a_page_that_does_not_say_its_encoding_is_read_in_the_only_possible_one_or_refused() -> None:
    page = f"<html><style>.menu {{ color: #ffffff }}</style><p class='lead'>{WORDS['windows-1251']}</p></html>"
    assert html.decode(page.encode("windows-1251"), "") == (page, "windows-1251")
    with pytest.raises(CannotRead) as caught:
        html.decode("<p>Městská rada ve středu schválila stavbu.</p>".encode("windows-1250"), "")
    assert caught.value.reason == "encoding"


def test_a_pdf_gives_its_paragraphs() -> None:
    lines = (
        "The bridge opened on Monday and was cros-",
        "sed by many people in the first hours, it is",
        "said. Rain fell.",
        "Its architect was Ann Lee, who has drawn three",
        "others.",
    )
    fields = extract("pdf", documents.pdf(*lines))
    assert fields["text"].split("\n\n") == [
        "The bridge opened on Monday and was crossed by many people in the first hours, it is said. Rain fell.",
        "Its architect was Ann Lee, who has drawn three others.",
    ]


def test_a_word_file_gives_its_paragraphs_and_title() -> None:
    fields = extract("docx", documents.docx("The bridge opened.", "Ann Lee drew it.", title="A bridge"))
    assert (fields["text"], fields["title"]) == ("The bridge opened.\n\nAnn Lee drew it.", "A bridge")


def test_a_feed_gives_its_items_once_each_with_full_addresses() -> None:
    data = documents.feed(
        "<guid>1</guid><link>/a</link><title>One &lt;b&gt;bold&lt;/b&gt;</title>"
        "<pubDate>Mon, 06 Sep 2021 00:01:00 GMT</pubDate>",
        "<guid>1</guid><link>/a</link><title>One again</title>",
        "<link>https://daily.example.org/b</link><pubDate>Mon, 06 Sep 0000 00:01:00 GMT</pubDate>",
        "<title>Nothing else</title><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>",
    )
    items = extract("feed", data, url="https://daily.example.org/feed")["items"]
    assert [item["url"] for item in items] == ["https://daily.example.org/a", "https://daily.example.org/b", ""]
    assert [item["title"] for item in items] == ["One bold", "", "Nothing else"]
    assert [item["published_at"] for item in items] == ["2021-09-06T00:01:00+00:00", "", ""]


def test_a_feed_is_read_to_500_items() -> None:
    many = [f"<link>https://daily.example.org/{n}</link>" for n in range(2000)]
    assert len(feeds.read(documents.feed(*many))["items"]) == 500


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
HOSTILE = {
    "an empty page": ("html", b"", "unreadable"),
    "a picture called a page": ("html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unreadable"),
    "a page of scripts": ("html", b"<html><script>var a = 1</script></html>", "empty"),
    "two megabytes of <": ("html", b"<" * 2_000_000, "unreadable"),
    "one paragraph of 10 MB": ("html", b"<html><p>" + b"word " * 2_000_000, "empty"),
    "no PDF": ("pdf", b"MZ" + os.urandom(2000), "unreadable"),
    "half a PDF": ("pdf", documents.pdf("The bridge opened.")[:80], "unreadable"),
    "a PDF with a password": ("pdf", documents.locked_pdf(), "locked"),
    "a PDF of pictures": ("pdf", documents.blank_pdf(), "empty"),
    "a PDF whose table leads in circles": (
        "pdf",
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev 9 >>\nstartxref\n9\n%%EOF",
        "unreadable",
    ),
    "no Word file": ("docx", b"PK\x03\x04" + os.urandom(500), "unreadable"),
    "a zip that is no Word file": ("docx", documents.zipped({"a.txt": "x"}), "unreadable"),
    "a Word file without words": ("docx", documents.docx("", " "), "empty"),
    "a Word file that laughs": ("docx", documents.docx("&c;", before=LAUGHS), "forbidden"),
    "a Word file that expands": ("docx", documents.docx("word " * 3_000_000), "too_large"),
    "a feed that laughs": ("feed", documents.feed("<title>&c;</title>", before=LAUGHS), "forbidden"),
    "a feed that asks for a file": ("feed", documents.feed("<title>&f;</title>", before=OUTSIDE), "forbidden"),
    "a feed 200,000 deep": ("feed", b"<rss>" + b"<a>" * 200_000, "forbidden"),
    "a page called a feed": ("feed", documents.PAGE.encode(), "unreadable"),
    "a broken feed that declares": ("feed", b"<rss><!ENTITY x 'y'><channel>&nbsp;", "forbidden"),
}


@pytest.mark.parametrize(("kind", "data", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_gets_its_sentence(kind: str, data: bytes, expected: str) -> None:
    assert (reason if kind == "html" else reason_here)(kind, data) == expected


def test_a_page_that_takes_too_long_is_given_up() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(50_000))
    page = f"<html><body><article><p {attributes}>The bridge opened.</p></article></body></html>".encode()
    started = time.monotonic()
    assert reason("html", page, limits=Limits(cpu=1, wall=6)) == "too_slow"
    assert time.monotonic() - started < 10


def test_the_clock_stops_a_child_that_uses_no_cpu() -> None:
    assert reason("html", documents.PAGE.encode(), limits=Limits(wall=0)) == "too_slow"


def test_a_child_without_memory_says_so_and_the_caller_lives() -> None:
    page = documents.PAGE.encode() * 20_000
    assert reason("html", page, limits=Limits(memory=96 * 2**20)) in {"too_large", "unreadable"}


def test_a_text_longer_than_the_desk_takes_is_refused_by_the_child() -> None:
    assert reason("docx", documents.docx("The bridge opened."), limits=Limits(text=5)) == "too_large"


def test_the_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document might talk an extractor into telling is not there to be told."""
    monkeypatch.setenv("SECRET_KEY", "not for documents")
    nursery = Nursery()
    try:
        assert nursery.read(DOCX_ORDER, documents.docx("The bridge opened."))[0] == 0
        environment = Path(f"/proc/{nursery.process.pid}/environ").read_bytes()
    finally:
        nursery.close()
    assert {pair.partition(b"=")[0] for pair in environment.split(b"\0") if pair} <= {b"PATH", b"LANG", b"LC_CTYPE"}


def test_a_document_ends_its_own_child_and_the_next_one_is_read_by_the_same_process() -> None:
    nursery = Nursery()
    try:
        for limits, code in (({"cpu": 15, "wall": 0}, -14), ({"cpu": 15, "wall": 20}, 0)):
            order = DOCX_ORDER | {"limits": DOCX_ORDER["limits"] | limits}
            assert nursery.read(order, documents.docx("It rained."))[0] == code
    finally:
        nursery.close()


def test_a_process_that_was_killed_is_replaced_unseen() -> None:
    nurseries = Nurseries()
    try:
        assert nurseries.read(DOCX_ORDER, documents.docx("It rained."))[0] == 0
        nurseries._idle[0].kill()
        assert nurseries.read(DOCX_ORDER, documents.docx("It rained."))[0] == 0
    finally:
        nurseries.close()


def test_documents_at_the_same_time_are_read_side_by_side() -> None:
    answers = race([lambda: extract("docx", documents.docx("It rained."))["text"]] * 4)
    assert answers == ["It rained."] * 4


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.fork"])
def test_the_child_opens_nothing(event: str) -> None:
    with pytest.raises(PermissionError):
        refuse_outside(event, ())


def test_every_ending_is_read_by_name() -> None:
    files = {
        "a.html": documents.PAGE.encode(),
        "b.pdf": documents.pdf("The bridge opened."),
        "c.docx": documents.docx("It rained."),
    }
    texts = [item.draft.text for name, data in files.items() for item in read(name, data) if item.draft]
    assert len(texts) == 3
    assert set(FORMATS) == {".txt", ".jsonl", ".csv", ".html", ".htm", ".pdf", ".docx", ".zip"}


def test_a_zip_gives_every_file_and_names_the_bad_ones() -> None:
    data = documents.zipped(
        {
            "news/one.txt": "The bridge opened.",
            "news/two.pdf": documents.pdf("Its architect was Ann Lee."),
            "../../three.txt": "It rained.",
            "news/four.exe": b"MZ",
            "inner.zip": documents.zipped({"a.txt": "x"}),
            "bomb.txt": b"0" * 4_000_000,
            "__MACOSX/one.txt": b"\x00\x01",
            "news/.hidden": b"x",
            "five.txt": b"\xff\xfe\x00",
        }
    )
    items = list(read("all.zip", data))
    assert [item.where for item in items if item.draft] == ["all.zip/one.txt", "all.zip/two.pdf", "all.zip/three.txt"]
    assert {item.where: item.error.message for item in items if item.error} == {
        "all.zip/four.exe": SENTENCES["unsupported"],
        "all.zip/inner.zip": SENTENCES["unsupported"],
        "all.zip/bomb.txt": SENTENCES["too_large"],
        "all.zip/five.txt": "The file is not utf-16-le: the byte at position 0 does not belong there.",
    }


def test_a_zip_of_too_many_files_is_refused_whole() -> None:
    with pytest.raises(CannotRead):
        list(read("all.zip", documents.zipped({f"{n}.txt": "x" for n in range(501)})))
    with pytest.raises(CannotRead):
        list(read("all.zip", b"PK and nothing else"))
