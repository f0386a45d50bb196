"""What belongs to the public pages alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import SitePageKey
from claims.models.verdict import Verdict


class PublicWords(models.Model):
    """What a search among public verdicts looks in: folded, so that neither accents nor capitals matter."""

    verdict = models.OneToOneField(Verdict, models.CASCADE, primary_key=True, related_name="public_words")
    words = models.TextField()

    class Meta:
        verbose_name_plural = "public words"

    def __str__(self) -> str:
        return f"words of verdict {self.verdict_id}"


class SitePage(models.Model):
    """A public page in the desk's own words; without a row it has the words that come with the program."""

    key = models.CharField(max_length=20, choices=SitePageKey.choices, primary_key=True)
    words = models.TextField(help_text="Markdown: paragraphs, headings, lists, links.")
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=Q(key__in=SitePageKey.values), name="site_page_key_known")]

    def __str__(self) -> str:
        return str(SitePageKey(self.key).label)
