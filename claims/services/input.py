"""The last look at what a person or a program sent, the same for every door."""

from claims.errors import BadInput, ReasonMissing, TextEmpty, TextTooLong
from claims.text.characters import is_visible, refuse_bad_characters
from claims.text.languages import is_language
from claims.text.links import read_link
from claims.text.newlines import normalize


def clean_text(value: str, *, field: str) -> str:
    """The value itself, once it is sure that a database and a browser can carry it."""
    if not isinstance(value, str):
        raise BadInput(f"{field} must be text.", field=field)
    refuse_bad_characters(value, field=field)
    return value


def clean_line(value: str, *, field: str, limit: int) -> str:
    """One line, outer white space off. Raises TextTooLong past `limit` characters."""
    line = " ".join(clean_text(value, field=field).split())
    _refuse_longer(line, field=field, limit=limit)
    return line if is_visible(line) else ""


def clean_language(value: str, *, field: str = "language") -> str:
    """A language tag with `-` between its parts; English for none. Raises BadInput."""
    tag = clean_line(value, field=field, limit=20).replace("_", "-") or "en"
    if not is_language(tag):
        message = f"“{tag}” is no language code. Send one as en, pt-BR or yue, or und where none is known."
        raise BadInput(message, field=field)
    return tag


def clean_words(value: str, *, field: str, limit: int = 20_000) -> str:
    """Several lines as a person typed them, newlines normalized, outer white space off."""
    words = normalize(clean_text(value, field=field)).strip()
    _refuse_longer(words, field=field, limit=limit)
    return words if is_visible(words) else ""


def require_words(value: str, *, field: str, limit: int = 20_000) -> str:
    words = clean_words(value, field=field, limit=limit)
    if not words:
        raise TextEmpty(field=field)
    return words


def require_reason(value: str, *, field: str = "reason") -> str:
    reason = clean_words(value, field=field, limit=5_000)
    if not reason:
        raise ReasonMissing(field=field)
    return reason


def clean_link(value: str, *, field: str) -> str:
    """The address as given, once it is known to be one that may be shown as a link."""
    return read_link(clean_text(value, field=field), field=field).given


def _refuse_longer(value: str, *, field: str, limit: int) -> None:
    if len(value) > limit:
        raise TextTooLong(f"{field} has {len(value):,} characters; the limit is {limit:,}.", field=field)
