"""`import_articles` takes addresses as well, and `import_feeds` asks every followed feed."""

import pytest
from django.core.management import call_command

from claims.models import Article, Job
from claims.services.feeds import add_feed, pause_feed
from tests.factories import UserFactory
from tests.fetching.servers import answer, routes, serve
from tests.importers import documents

pytestmark = pytest.mark.django_db


def test_a_page_is_imported_once_by_its_address(settings, capsys):
    UserFactory(admin=True)
    with serve(routes(page=answer(documents.PAGE.encode()))) as server:
        settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_PORTS = True, [server.port]
        call_command("import_articles", f"{server.url}page", f"{server.url}page?utm_source=mail")
        with pytest.raises(SystemExit):
            call_command("import_articles", f"{server.url}missing")
    article = Article.objects.get()
    assert (article.author, article.fetched_url) == ("Ann Lee", f"{server.url}page")
    said = capsys.readouterr()
    assert "1 added, 1 known already" in said.out
    assert "could not be reached" in said.err


def test_every_followed_feed_is_asked(capsys):
    actor = UserFactory(editor=True)
    add_feed(actor=actor, url="https://a.example/feed")
    pause_feed(actor=actor, feed=add_feed(actor=actor, url="https://b.example/feed"), is_active=False)
    call_command("import_feeds")
    assert Job.objects.count() == 1
    assert "1 feeds asked" in capsys.readouterr().out
