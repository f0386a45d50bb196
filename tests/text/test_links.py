"""Evidence addresses: what is refused, and the one form two spellings of a page share."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import BadLink
from claims.text.links import LONGEST, read_link

REFUSED = [
    # why, the address, a word of the message
    ("a script instead of a page", "javascript:alert(1)", "http"),
    ("a script in mixed case", "JaVaScRiPt:alert(1)", "http"),
    ("a script behind a control character", "\x01javascript:alert(1)", "U+0001"),
    ("a script with a tab inside", "java\tscript:alert(1)", "U+0009"),
    ("a script dressed as an address", "javascript://example.org/%0aalert(1)", "http"),
    ("a page inside the address", "data:text/html,<b>x</b>", "U+003C"),
    ("data without markup", "data:text/plain,x", "http"),
    ("an old script", "vbscript:msgbox", "http"),
    ("something of this browser only", "blob:https://example.org/1", "http"),
    ("a file of this machine", "file:///etc/passwd", "http"),
    ("a file server", "ftp://example.org/a", "http"),
    ("no scheme", "example.org/a", "http"),
    ("only a path", "/a", "http"),
    ("whatever scheme this page has", "//example.org/a", "http"),
    ("a scheme without slashes", "https:example.org", "http"),
    ("three slashes", "https:///example.org", "host"),
    ("one host written as the user of another", "https://bbc.co.uk@evil.example/", "user name"),
    ("user and password", "https://user:secret@example.org/", "user name"),
    ("an empty user", "https://@example.org/", "user name"),
    ("a backslash before the at sign", "https://evil.example\\@bbc.co.uk/", "U+005C"),
    ("text that runs backwards", "https://example.org/\u202egpj.exe", "U+202E"),
    ("a zero-width space", "https://exam\u200bple.org/", "U+200B"),
    ("a byte order mark", "https://example.org/\ufeff", "U+FEFF"),
    ("a blank", "https://example.org/a b", "a space in the web address, at position 21"),
    ("a no-break space", "https://example.org/a\u00a0b", "U+00A0"),
    ("a newline", "https://example.org/a\nb", "U+000A"),
    ("a NUL", "https://example.org/\x00", "U+0000"),
    ("a lone surrogate", "https://example.org/\ud800", "U+D800"),
    ("nothing", "", "empty"),
    ("nothing but blanks", " \t\n", "empty"),
    ("port 0", "https://example.org:0/", "port 0"),
    ("a port past the last one", "https://example.org:70000/", "Port out of range"),
    ("a port of letters", "https://example.org:http/", "cannot be read"),
    ("no host", "https://", "host"),
    ("a host of one word", "https://localhost/", "host"),
    ("an address as one number", "http://2130706433/", "host"),
    ("an encoded host", "https://ex%61mple.org/", "encoded host"),
    ("two dots in a row", "https://example..org/", "host"),
    ("a label that starts with a hyphen", "https://-example.org/", "host"),
    ("a label of 64 letters", f"https://{'a' * 64}.org/", "host"),
    ("a name of 260 letters", f"https://{'a.' * 130}org/", "host"),
    ("an IPv6 address that is none", "https://[12345::]/", "IPv6"),
    ("an IPv6 address with a zone", "https://[fe80::1%25eth0]/", "encoded host"),
    ("an unfinished IPv6 address", "https://[::1/", "cannot be read"),
    ("8 000 characters", f"https://example.org/{'a' * 8000}", "2,000"),
    ("a path that grows past the limit when encoded", f"https://example.org/{'é' * 1000}", "encoded"),
]


@pytest.mark.parametrize(("address", "word"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(address: str, word: str) -> None:
    with pytest.raises(BadLink) as caught:
        read_link(address, field="evidence[2].url")
    assert word in caught.value.message
    assert caught.value.field == "evidence[2].url"


CANONICAL = [
    # what is evened out, as given, canonical
    ("nothing", "https://example.org/a", "https://example.org/a"),
    ("letter case of scheme and host", "HTTPS://Example.ORG/A", "https://example.org/A"),
    ("a missing path", "https://example.org", "https://example.org/"),
    ("the usual port", "https://example.org:443/a", "https://example.org/a"),
    ("the usual port without encryption", "http://example.org:80/a", "http://example.org/a"),
    ("no other port", "https://example.org:8443/a", "https://example.org:8443/a"),
    ("a fragment", "https://example.org/a#<script>".replace("<script>", "part"), "https://example.org/a"),
    ("a dot after the host", "https://example.org./a", "https://example.org/a"),
    ("tracking", "https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
    ("tracking among the rest", "https://example.org/a?id=1&fbclid=z&q=a%20b", "https://example.org/a?id=1&q=a%20b"),
    ("tracking, encoded", "https://example.org/a?%75tm_source=x&b", "https://example.org/a?b"),
    ("no doubled encoding", "https://example.org/a%2520b", "https://example.org/a%2520b"),
    ("letters outside ASCII", "https://example.org/é?q=é", "https://example.org/%C3%A9?q=%C3%A9"),
    ("a name in other letters", "https://bücher.example/", "https://xn--bcher-kva.example/"),
    ("full-width letters", "https://ｅｘａｍｐｌｅ.org/", "https://example.org/"),
    ("ideographic full stops", "https://example。org/", "https://example.org/"),
    ("an IPv6 address", "https://[2001:DB8:0:0:0:0:0:1]/a", "https://[2001:db8::1]/a"),
    ("blanks around", "  https://example.org/a\n", "https://example.org/a"),
]


@pytest.mark.parametrize(("address", "canonical"), [row[1:] for row in CANONICAL], ids=[row[0] for row in CANONICAL])
def test_two_spellings_of_a_page_meet(address: str, canonical: str) -> None:
    link = read_link(address)
    assert link.canonical == canonical
    assert link.given == address.strip()
    assert read_link(canonical).canonical == canonical


MIXED = [
    ("Latin", "https://apple.com/", False),
    ("a Cyrillic letter in a Latin word", "https://аpple.com/", True),
    ("the same, already in ASCII", "https://xn--pple-43d.com/", True),
    ("a Cyrillic word that looks Latin", "https://аррӏе.com/", True),
    ("a Cyrillic name, ending included", "https://пример.рф/", False),
    ("Greek before a Latin ending", "https://ελλάδα.com/", True),
    ("Latin with accents", "https://bücher.example/", False),
    ("Japanese, which mixes by nature", "https://日本のニュース.example/", False),
    ("Latin in a Japanese name", "https://tokyo日本.example/", True),
    ("numbers", "https://24.example/", False),
]


@pytest.mark.parametrize(("address", "mixed"), [row[1:] for row in MIXED], ids=[row[0] for row in MIXED])
def test_look_alike_names_are_pointed_out(address: str, mixed: bool) -> None:
    assert read_link(address).looks_mixed is mixed


def test_the_longest_address_is_taken() -> None:
    address = "https://example.org/" + "a" * (LONGEST - 20)
    assert read_link(address).canonical == address


@given(st.text(max_size=60))
def test_whatever_is_pasted_is_a_web_address_or_refused(pasted: str) -> None:
    for value in (pasted, f"https://{pasted}", f"https://example.org/{pasted}", f"https://example.org/?{pasted}"):
        with contextlib.suppress(BadLink):
            link = read_link(value)
            assert link.canonical.startswith(("http://", "https://"))
            assert link.canonical.isascii()
            assert read_link(link.canonical).canonical == link.canonical
