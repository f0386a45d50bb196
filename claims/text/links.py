"""Web addresses as people paste them: refused when dangerous, brought to one canonical form for comparing.

Rules after WHATWG URL (what a browser would open) and RFC 3986; tracking parameters as advertisers name
them. Nothing here opens a connection.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit, urlunsplit

from claims.errors import BadLink

LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi)$", re.IGNORECASE)
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"}
_LABEL = re.compile(r"^(?!-)[a-z0-9_-]{1,63}(?<!-)$")


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be shown as a link.

    `given` is what was pasted, `canonical` the form two spellings of one page share, `host` the host in
    ASCII, `looks_mixed` whether its name mixes scripts as look-alike names do.
    """

    given: str
    canonical: str
    host: str
    looks_mixed: bool


def read_link(value: str, *, field: str = "url") -> Link:
    """Read a pasted address. Raises BadLink saying what is wrong with it."""
    given = value.strip(" \t\r\n")
    _refuse_characters(given, field)
    parts = _parts(given, field)
    host, mixed = _read_host(parts.hostname or "", field)
    port = "" if parts.port in {None, _PORTS[parts.scheme]} else f":{parts.port}"
    netloc = f"[{host}]{port}" if ":" in host else f"{host}{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    canonical = urlunsplit((parts.scheme, netloc, path, _kept_query(parts.query), ""))
    if len(canonical) > LONGEST:
        raise BadLink(f"The web address is longer than {LONGEST:,} characters once encoded.", field=field)
    return Link(given=given, canonical=canonical, host=host, looks_mixed=mixed)


def _refuse_characters(given: str, field: str) -> None:
    if not given:
        raise BadLink("The web address is empty.", field=field)
    if len(given) > LONGEST:
        raise BadLink(f"The web address is longer than {LONGEST:,} characters.", field=field)
    for position, character in enumerate(given):
        if character == " ":
            raise BadLink(f"There is a space in the web address, at position {position}.", field=field)
        if character in '\\<>"`{}|^' or character.isspace() or unicodedata.category(character)[0] == "C":
            raise BadLink(
                f"The web address has a character that does not belong there (U+{ord(character):04X} "
                f"at position {position}).",
                field=field,
            )


def _parts(given: str, field: str) -> SplitResult:
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError as error:
        raise BadLink(f"The web address cannot be read: {error}.", field=field) from None
    if parts.scheme not in _PORTS or not given.lower().startswith(f"{parts.scheme}://"):
        raise BadLink("The web address must start with http:// or https://.", field=field)
    if "@" in parts.netloc:
        raise BadLink("The web address must not carry a user name or password.", field=field)
    if port == 0:
        raise BadLink("The web address names port 0, which does not exist.", field=field)
    return parts


def _read_host(name: str, field: str) -> tuple[str, bool]:
    name = name.rstrip(".")
    if "%" in name:
        raise BadLink("The web address has an encoded host name.", field=field)
    if ":" in name:
        return _ip_host(name, field), False
    try:
        # NFKC turns full-width letters and dots into the ones a browser would look up.
        host = unicodedata.normalize("NFKC", name).lower().encode("idna").decode("ascii").lower()
        shown = host.encode("ascii").decode("idna")
    except UnicodeError:
        raise BadLink("The web address has a host name that cannot exist.", field=field) from None
    labels = host.split(".")
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
        raise BadLink("The web address has a host name that cannot exist.", field=field)
    return host, _mixes_scripts(shown)


def _ip_host(name: str, field: str) -> str:
    try:
        return ipaddress.IPv6Address(name).compressed
    except ValueError:
        raise BadLink("The web address has an IPv6 host that cannot be read.", field=field) from None


def _mixes_scripts(name: str) -> bool:
    """Whether a name looks like another one: a label of several scripts, or Greek or Cyrillic before a Latin ending.

    After the rule of browsers: a name wholly in one script, ending included, is what it seems to be.
    """
    labels = [_scripts(label) for label in name.split(".")]
    return any(len(scripts) > 1 for scripts in labels) or (
        any(scripts & {"CYRILLIC", "GREEK"} for scripts in labels) and "LATIN" in labels[-1]
    )


def _scripts(label: str) -> set[str]:
    scripts = {unicodedata.name(letter, "?").split(" ")[0] for letter in label if letter.isalpha()}
    # Japanese and Korean names are written in several of these at once.
    return (scripts - _EAST_ASIAN) | ({"EAST ASIAN"} if scripts & _EAST_ASIAN else set())


def is_tracking(parameter: str) -> bool:
    """Whether a parameter's name is one that advertisers and networks append to count clicks."""
    return _TRACKING.match(parameter) is not None


def _kept_query(query: str) -> str:
    kept = [piece for piece in query.split("&") if not is_tracking(unquote_plus(piece.split("=")[0]))]
    return quote("&".join(kept), safe="%:@!$&'()*+,;=~-._/?[]")
