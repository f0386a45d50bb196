"""Public pages in the desk's own words: what an admin writes is there at once; each wording stays in the record."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import EventKind, SitePageKey
from claims.errors import BadInput, StaleEdit
from claims.models import SitePage
from claims.services.events import record
from claims.services.input import require_words

LONGEST_PAGE = 50_000


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
