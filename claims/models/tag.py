"""Tags: what articles are about, in the desk's own words."""

from django.db import models
from django.db.models import Q

LONGEST_TAG = 40


class Tag(models.Model):
    """A word or two that articles share, in small letters. A claim has the tags of its article."""

    name = models.CharField(max_length=LONGEST_TAG, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="tag_name_given")]

    def __str__(self) -> str:
        return self.name
