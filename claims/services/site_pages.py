"""Public pages in the desk's own words: what an admin writes is there at once; each wording stays in the record."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from claims.choices import EventKind, SitePageKey
from claims.errors import BadInput, StaleEdit
from claims.models import SitePage
from claims.models.desk import desk_quorum
from claims.services.events import record
from claims.services.input import require_words

LONGEST_PAGE = 50_000
FOLDER = Path(__file__).parent / "words"


class Present(NamedTuple):
    """What a page says now. Until an admin writes it, revision 0 and the program's own words."""

    key: str
    words: str
    revision: int
    changed_at: datetime | None


def present_page(key: SitePageKey) -> Present:
    found = SitePage.objects.filter(key=key).first()
    if found is None:
        return Present(key.value, _own_words(key), 0, None)
    return Present(key.value, found.words, found.revision, found.changed_at)


def _own_words(key: SitePageKey) -> str:
    """In the language of the reader."""
    words = _read(key, (get_language() or "en").partition("-")[0])
    words = words.replace("{desk}", settings.SITE_NAME)
    return words.replace("{quorum}", str(desk_quorum())) if "{quorum}" in words else words


@cache
def _read(key: str, language: str) -> str:
    place = FOLDER / f"{key}.{language}.md"
    return (place if place.exists() else FOLDER / f"{key}.en.md").read_text(encoding="utf-8")


def save_site_page(*, actor: Any, key: str, words: str, seen: int) -> SitePage:
    """Write the page. `seen` is the revision that the writer had before them, 0 for the program's own words.

    Saying the same again changes nothing. Raises BadInput, TextEmpty, TextTooLong; StaleEdit with what stands there.
    """
    if key not in SitePageKey.values:
        raise BadInput(f"There is no page called {key}.", field="key")
    words = require_words(words, field="words", limit=LONGEST_PAGE)
    with transaction.atomic():
        page, is_new = _locked(actor, key, words)
        if page.words == words and not is_new:
            return page
        if seen != (0 if is_new else page.revision):
            raise StaleEdit(revision=page.revision, texts={"words": page.words})
        return _write(actor, page, words, revision=1 if is_new else page.revision + 1)


def _locked(actor: Any, key: str, words: str) -> tuple[SitePage, bool]:
    """The page's row; of two people who write the first one at once, one makes it."""
    defaults = {"words": words, "changed_by": actor}
    return SitePage.objects.select_for_update().get_or_create(key=key, defaults=defaults)


def _write(actor: Any, page: SitePage, words: str, *, revision: int) -> SitePage:
    page.words, page.revision, page.changed_at, page.changed_by = words, revision, timezone.now(), actor
    page.save(update_fields=["words", "revision", "changed_at", "changed_by"])
    about = {"old": str(revision - 1), "new": str(revision), "data": {"page": page.key, "words": words}}
    record(EventKind.SITE_PAGE_CHANGED, actor=actor, **about)
    return page
