"""Background entry points; each calls one service. Doors enqueue them once the change is committed."""

from django.tasks import task

from claims.errors import ClaimsError
from claims.services.articles import mark_split_failed, split_waiting_article


@task()
def split_article(article_id: int) -> None:
    """Split an article that was too long to be split while its sender waited."""
    try:
        split_waiting_article(article_id)
    except ClaimsError as error:
        mark_split_failed(article_id, reason=error.message)
