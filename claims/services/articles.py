"""Articles: adding them and turning their text into claims."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from claims.choices import ArticleState, EventKind, JobKind
from claims.errors import BadInput, TextEmpty, TextTooLong
from claims.models import Article, ArticleVersion, Job
from claims.services.drafts import store_drafts
from claims.services.events import record
from claims.services.input import clean_language, clean_line, clean_link, clean_text
from claims.services.jobs import add_job
from claims.splitting.document import Split
from claims.splitting.furniture import first_told
from claims.text.characters import is_visible
from claims.text.links import read_link
from claims.text.newlines import normalize


class Added(NamedTuple):
    """What `add_article` answers: the article, and whether it is new."""

    article: Article
    created: bool


def add_article(
    *,
    actor: Any,
    text: str,
    title: str = "",
    source_url: str = "",
    publisher: str = "",
    author: str = "",
    published_at: datetime | None = None,
    language: str = "en",
    fetched_url: str | None = None,
    split_now: bool = True,
) -> Added:
    """Add an article, or find the one that has exactly this text already.

    Newlines are normalized here and nowhere after. A short text is split at once; a long one is left
    `waiting` with a job that splits it, and the caller enqueues `tasks.split_article`; so is any text with
    `split_now=False`. `fetched_url` is the canonical address this desk fetched the text from: the article
    fetched from there before is returned as well. Raises BadInput and its children naming the field.
    """
    text = read_text(text)
    language = clean_language(language)
    about: dict[str, Any] = {
        "title": clean_line(title, field="title", limit=500) or _given_title(text),
        "source_url": clean_link(source_url, field="source_url") if source_url else "",
        "publisher": clean_line(publisher, field="publisher", limit=200),
        "author": clean_line(author, field="author", limit=200),
        "published_at": published_at,
        "language": language,
        "canonical_url": read_link(source_url).canonical if source_url else "",
        "fetched_url": fetched_url,
    }
    fingerprint = digest(text)
    known = _known(fingerprint, fetched_url)
    if known is not None:
        return Added(known, created=False)
    split = _split_now(text, language) if split_now else None
    try:
        with transaction.atomic():
            return Added(_store(actor, text, fingerprint, about, split), created=True)
    except IntegrityError:
        # Somebody added the same text between our look and our write: theirs is the first one.
        first = _known(fingerprint, fetched_url)
        if first is None:
            raise
        return Added(first, created=False)


def _known(fingerprint: str, fetched_url: str | None) -> Article | None:
    same = Q(fingerprint=fingerprint) | Q(fetched_url=fetched_url) if fetched_url else Q(fingerprint=fingerprint)
    return Article.objects.filter(same).order_by("id").first()


def split_waiting_article(article_id: int) -> Article:
    """Split an article that was too long to split at once. Doing it twice changes nothing."""
    article = Article.objects.select_related("version", "added_by").get(pk=article_id)
    if article.state == ArticleState.READY or article.version is None:
        return article
    split = splitter()(article.version.text, language=article.language)
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).select_related("version").get(pk=article_id)
        if locked.version_id == article.version_id and locked.state != ArticleState.READY:
            store_drafts(locked, split, actor=locked.added_by)
            _set_state(locked, ArticleState.READY)
    # Corrected while it was split: the corrected text is the one to split.
    return locked if locked.version_id == article.version_id else split_waiting_article(article_id)


def mark_split_failed(article_id: int, *, reason: str) -> None:
    """Say on the article why it could not be split."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article_id)
        if article.state != ArticleState.READY:
            _set_state(article, ArticleState.FAILED, reason=reason)


def read_text(text: str) -> str:
    """The text as it is stored. Raises TextEmpty, TextTooLong or BadCharacters."""
    text = normalize(clean_text(text, field="text"))
    if not is_visible(text):
        raise TextEmpty(field="text")
    if len(text) > settings.MAX_TEXT_LENGTH:
        raise TextTooLong(
            f"The text has {len(text):,} characters; the limit is {settings.MAX_TEXT_LENGTH:,}.", field="text"
        )
    return text


def splitter() -> Callable[..., Split]:
    """The function that SPLITTER names, with the face of `claims.splitting.split`."""
    chosen: Callable[..., Split] = import_string(settings.SPLITTER)
    return chosen


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _split_now(text: str, language: str) -> Split | None:
    # Before the transaction: on SQLite a transaction holds the only write lock, and parsing takes time.
    return splitter()(text, language=language) if len(text) <= settings.SPLIT_INLINE_LENGTH else None


def _store(actor: Any, text: str, fingerprint: str, about: dict[str, Any], split: Split | None) -> Article:
    article = Article.objects.create(fingerprint=fingerprint, added_by=actor, **about)
    article.version = ArticleVersion.objects.create(article=article, text=text, sha256=fingerprint, added_by=actor)
    article.state = ArticleState.READY if split is not None else ArticleState.WAITING
    article.save(update_fields=["version", "state"])
    record(EventKind.ARTICLE_ADDED, actor=actor, article=article, new=article.title)
    if split is not None:
        store_drafts(article, split, actor=actor)
    else:
        add_split_job(article, actor=actor)
    return article


def add_split_job(article: Article, *, actor: Any) -> Job:
    """Ask for the article's current text to be split. Asking twice is asking once."""
    return add_job(actor=actor, kind=JobKind.SPLIT, key=f"split:{article.version_id}", article=article)


def _set_state(article: Article, state: ArticleState, *, reason: str = "") -> None:
    article.state, article.state_reason, article.changed_at = state, reason[:2000], timezone.now()
    article.save(update_fields=["state", "state_reason", "changed_at"])


def _given_title(text: str) -> str:
    line = first_line(text)
    if not line:
        raise BadInput("Give the article a title.", field="title")
    return line


def first_line(text: str) -> str:
    """What an article without a title of its own is called: its first line, cut at 120 code points; may be empty."""
    line = first_told(text)
    return line if len(line) <= 120 else line[:119].rstrip() + "…"
