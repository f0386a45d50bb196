"""Words on their way in the desk's other forms: kept as typed, until they are sent or thrown away."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.errors import BadInput, StaleEdit
from claims.models import FormDraft
from claims.services.review_drafts import LONGEST_DRAFT
from claims.text.characters import refuse_bad_characters_in

MOST_FIELDS = 100
MOST_DRAFTS = 200
"""Of one person; the oldest goes when there are more."""

Typed = dict[str, list[str]]


def save_form_draft(*, actor: Any, place: str, typed: Typed, seen: int | None = None) -> FormDraft:
    """Keep what a person has typed into a form so far, however incomplete. Nobody else sees it.

    `seen` is the draft's revision that the form was filled from, 0 for none. Raises StaleEdit when another
    window has saved since, BadInput for what is too much or no database can carry.
    """
    _refuse_unkeepable(typed)
    try:
        with transaction.atomic():
            return _save(actor, place, typed, seen)
    except IntegrityError:
        raise StaleEdit("This draft was changed in another window.", revision=1, texts={}) from None


def _save(actor: Any, place: str, typed: Typed, seen: int | None) -> FormDraft:
    draft = FormDraft.objects.select_for_update().filter(person=actor, place=place).first()
    if draft is None:
        draft = FormDraft.objects.create(person=actor, place=place, typed=typed)
        _drop_oldest(actor)
    elif draft.typed != typed:
        if seen is not None and seen != draft.revision:
            raise StaleEdit("This draft was changed in another window.", revision=draft.revision, texts={})
        draft.typed, draft.revision, draft.saved_at = typed, draft.revision + 1, timezone.now()
        draft.save(update_fields=["typed", "revision", "saved_at"])
    return draft


def discard_form_draft(*, actor: Any, place: str) -> None:
    """The words were sent, or are not wanted any more."""
    FormDraft.objects.filter(person=actor, place=place).delete()


def form_draft_of(actor: Any, place: str) -> FormDraft | None:
    """The person's own draft in this form."""
    return FormDraft.objects.filter(person=actor, place=place).first()


def _drop_oldest(actor: Any) -> None:
    kept = FormDraft.objects.filter(person=actor).order_by("-saved_at", "-id").values_list("pk", flat=True)
    FormDraft.objects.filter(pk__in=list(kept[MOST_DRAFTS : MOST_DRAFTS + 50])).delete()


def _refuse_unkeepable(typed: Typed) -> None:
    refuse_bad_characters_in(typed, field="draft")
    if len(typed) > MOST_FIELDS:
        raise BadInput(f"A draft has at most {MOST_FIELDS} fields.", field="draft")
    size = sum(len(name) + sum(map(len, values)) for name, values in typed.items())
    if size > LONGEST_DRAFT:
        raise BadInput(f"The draft has {size:,} characters; the limit is {LONGEST_DRAFT:,}.", field="draft")
