"""Web addresses as people paste them: refused when dangerous, brought to one canonical form for comparing.

Rules after WHATWG URL (what a browser would open) and RFC 3986; tracking parameters as advertisers name
them. Nothing here opens a connection.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from claims.errors import BadLink

LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi)$", re.IGNORECASE
)
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
    return Link(given=given, canonical=canonical, host=host, looks_mixed=mixed)


def _refuse_characters(given: str, field: str) -> None:
    if not given:
        raise BadLink("The web address is empty.", field=field)
    if len(given) > LONGEST:
        raise BadLink(f"The web address is longer than {LONGEST:,} characters.", field=field)
    for position, character in enumerate(given):
        if character in '\\<>"`{}|^' or character.isspace() or unicodedata.category(character)[0] == "C":
            raise BadLink(
                f"The web address has a character that does not belong there (U+{ord(character):04X} "
                f"at position {position}).",
                field=field,
            )


def _parts(given: str, field: str):  # type: ignore[no-untyped-def]
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
    except UnicodeError:
        raise BadLink("The web address has a host name that cannot exist.", field=field) from None
    labels = host.split(".")
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
        raise BadLink("The web address has a host name that cannot exist.", field=field)
    return host, _mixes_scripts(name)


def _ip_host(name: str, field: str) -> str:
    try:
        return ipaddress.IPv6Address(name).compressed
    except ValueError:
        raise BadLink("The web address has an IPv6 host that cannot be read.", field=field) from None


def _mixes_scripts(name: str) -> bool:
    """Whether one label mixes letters of several scripts, or writes Latin look-alikes in another one."""
    for label in name.split("."):
        scripts = {unicodedata.name(letter, "?").split(" ")[0] for letter in label if letter.isalpha()}
        if len(scripts - {"FULLWIDTH"}) > 1 or scripts & {"CYRILLIC", "GREEK"}:
            return True
    return False


def _kept_query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
