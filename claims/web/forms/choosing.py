"""Choosing an article in a form: by its number, or by words of its title that fit no other."""

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.filters import MOST_TERMS, spellings
from claims.models import Article

LONGEST_TITLE = 500
HIGHEST = 2**63 - 1
MOST_NAMED = 5
RECENT = 12
LONGEST_NAMED = 80


class Chosen(NamedTuple):
    """An article as far as a form has to know it."""

    pk: int
    title: str


class ArticleInput(forms.TextInput):
    """A line of text with the titles of the newest articles to choose from, by the browser's own list."""

    articles: QuerySet[Article] = Article.objects.none()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        number = f"{(attrs or {}).get('id', name)}_titles"
        titles = self.articles.order_by("-id").values_list("title")[:RECENT]
        line = super().render(name, value, {**(attrs or {}), "list": number, "dir": "auto"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', titles)
        return format_html('{}<datalist id="{}">{}</datalist>', line, number, options)


class ArticleField(forms.CharField):
    """The number of an article that exists. `chosen` is that article, for the page to name it."""

    widget = ArticleInput
    chosen: Chosen | None = None

    def __init__(self, **kwargs: Any) -> None:
        about = {"label": gettext_lazy("Article (number or title)"), "required": False, "max_length": LONGEST_TITLE}
        super().__init__(**{**about, **kwargs})

    def among(self, articles: QuerySet[Article]) -> None:
        """The articles that the person may see; none are found before this is said."""
        self.articles = self.widget.articles = articles

    def clean(self, value: Any) -> int | None:
        words = " ".join(super().clean(value).split())
        find = _numbered if words.isascii() and words.isdigit() else _titled
        self.chosen = find(self.articles, words) if words else None
        return self.chosen.pk if self.chosen else None


def _numbered(articles: QuerySet[Article], words: str) -> Chosen:
    rows = articles.filter(pk=int(words)) if len(words) < 20 and int(words) <= HIGHEST else articles.none()
    for found in rows.values_list("pk", "title"):
        return Chosen(*found)
    raise forms.ValidationError(_("There is no article with the number %(number)s.") % {"number": words[:20]})


def _titled(articles: QuerySet[Article], words: str) -> Chosen:
    """The one with this title; of titles with all these words the only one. Raises ValidationError naming some."""
    found = _found(_with_words(articles, words))
    exactly = found if len(found) < 2 else _found(articles.filter(title__iexact=words))
    if len(exactly) == 1:
        return exactly[0]
    if not found:
        raise forms.ValidationError(_("No title has these words. Look at the list of articles for its number."))
    raise forms.ValidationError(_several(exactly or found))


def _with_words(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    """By word, in any order; a title of many words by all of it, as each word more is a look at every title."""
    terms = words.split()
    for term in terms if len(terms) <= MOST_TERMS else [words]:
        fits = [Q(title__icontains=spelling) for spelling in spellings(term)]
        articles = articles.filter(reduce(or_, fits))
    return articles


def _found(articles: QuerySet[Article]) -> list[Chosen]:
    return [Chosen(*row) for row in articles.order_by("-id").values_list("pk", "title")[: MOST_NAMED + 1]]


def _several(found: list[Chosen]) -> str:
    named = "; ".join(f"{one.pk} “{_short(one.title)}”" for one in found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        return _("More than %(most)s articles fit. Give more words or a number: %(named)s; …") % {
            "most": MOST_NAMED,
            "named": named,
        }
    return _("Several articles fit. Give a number: %(named)s.") % {"named": named}


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_NAMED else f"{title[: LONGEST_NAMED - 1]}…"


class AboutArticle(forms.Form):
    """A form whose field `article` chooses among those that its reader may see."""

    def __init__(self, data: Any = None, *, reader: Any) -> None:
        super().__init__(data)
        self.fields["article"].among(Article.objects.visible_to(reader))  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen | None:
        return self.fields["article"].chosen  # type: ignore[attr-defined, no-any-return]
