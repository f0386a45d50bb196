"""Forms for many claims at once: who gets them, where they go."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.choices import Role
from claims.models import Article
from claims.web.forms.choosing import ArticleField

LATEST = 12


class AssignmentForm(forms.Form):
    """Who gets the claims, and until when."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
        people = get_user_model().objects.filter(is_active=True, role__in=roles)
        self.fields["people"].queryset = people.order_by("display_name", "username")


class TransferForm(forms.Form):
    """The article that gets the claims: one of the latest, or any by its number or title."""

    article = forms.ChoiceField(label=gettext_lazy("Article"), required=False, widget=forms.RadioSelect)
    number = ArticleField(label=gettext_lazy("Or another one, by its number or title"))

    def __init__(self, data: Any = None, *, articles: Any) -> None:
        super().__init__(data)
        self.articles = articles
        self.fields["number"].among(articles)  # type: ignore[attr-defined]
        latest = articles.order_by("-id").values_list("pk", "title")[:LATEST]
        self.fields["article"].choices = [(str(pk), title) for pk, title in latest]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        number = data.get("number") or data.get("article")
        if self.errors:
            return data
        found: Article | None = None
        if number:
            found = self.articles.select_related("version").filter(pk=number).first()
        if found is None:
            self.add_error("number" if number else "article", _("Choose the article."))
        return {"article": found}
