"""`manage.py import_feeds`."""

from typing import Any

from django.core.management.base import BaseCommand

from claims import tasks
from claims.models import Feed
from claims.services.feeds import ask_feed


class Command(BaseCommand):
    help = "Read every followed feed now, instead of when its time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        followed = list(Feed.objects.filter(is_active=True).select_related("added_by").order_by("pk"))
        for feed in followed:
            tasks.start(ask_feed(feed))
        self.stdout.write(f"{len(followed)} feeds asked; the workers bring their articles.")
