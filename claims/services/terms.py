"""How an article is worked on: its tags, and how many reviews its claims need."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import EventKind
from claims.errors import BadInput, StaleEdit
from claims.models import Article, Tag
from claims.models.tag import LONGEST_TAG
from claims.services.decisions import set_quorum
from claims.services.events import record, record_many
from claims.services.input import clean_line

MOST_TAGS = 20


def state_of_terms(article: Article) -> int:
    """A number of 48 bits for the tags and the number of reviews: equal as long as those are the same."""
    state = f"{article.pk} {article.quorum} {_told(article)}"
    return int.from_bytes(blake2b(state.encode(), digest_size=6).digest())


def _told(article: Article) -> str:
    return ", ".join(sorted(tag.name for tag in article.tags.all()))


def set_terms(
    *, actor: Any, article: Article, quorum: int | None, tags: Sequence[str], seen: int | None = None
) -> Article:
    """Both at once, or neither: see `set_quorum` and `set_tags`.

    `seen` is the `state_of_terms` that the editor had before them. Raises StaleEdit where it no longer is so.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        if seen is not None and seen != state_of_terms(article):
            now = {"tags": _told(article), "quorum": str(article.quorum or "")}
            raise StaleEdit(revision=state_of_terms(article), texts=now)
        article = set_quorum(actor=actor, article=article, quorum=quorum)
        return set_tags(actor=actor, article=article, tags=tags)


def set_tags(*, actor: Any, article: Article, tags: Sequence[str]) -> Article:
    """Exactly these tags from now on, in small letters; at most 20 of 40 characters. Raises BadInput, TextTooLong."""
    wanted = read_tags(tags)
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        old = sorted(article.tags.values_list("name", flat=True))
        if old == wanted:
            return article
        article.tags.set(_known(wanted))
        article.changed_at = timezone.now()
        article.save(update_fields=["changed_at"])
        record(EventKind.ARTICLE_TAGGED, actor=actor, article=article, old=", ".join(old), new=", ".join(wanted))
    return article


def tag_new(*, actor: Any, tags: Mapping[int, Sequence[str]]) -> None:
    """Tag articles that were just added, by their ids, with what `read_tags` gave, in a few statements."""
    known = {tag.name: tag.pk for tag in _known(sorted({name for names in tags.values() for name in names}))}
    through = Article.tags.through
    through.objects.bulk_create(
        [through(article_id=key, tag_id=known[name]) for key, names in tags.items() for name in names]
    )
    abouts = [{"article_id": key, "new": ", ".join(names)} for key, names in tags.items()]
    record_many(EventKind.ARTICLE_TAGGED, actor=actor, abouts=abouts)


def read_tags(tags: Iterable[str]) -> list[str]:
    """In small letters and order, each once. Raises BadInput, TextTooLong."""
    lines = {clean_line(tag, field="tags", limit=LONGEST_TAG).lower() for tag in tags}
    if any("," in line for line in lines):
        raise BadInput("A tag has no comma in it.", field="tags")
    found = sorted(lines - {""})
    if len(found) > MOST_TAGS:
        raise BadInput(f"An article has at most {MOST_TAGS} tags.", field="tags")
    return found


def _known(names: list[str]) -> list[Tag]:
    """The tags with these names; two editors who name a new one at once get the same."""
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    return list(Tag.objects.filter(name__in=names))
