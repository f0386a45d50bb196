"""Articles: how far each has come, its text, and splitting again what could not be split."""

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import action, display

from claims.admin.looking import LOOK, LookAdmin, shortened, web_link
from claims.admin.steps import AskFirst, Step
from claims.choices import ArticleState
from claims.models import Article
from claims.tasks import announce_split

STATE_COLORS = {ArticleState.READY: "success", ArticleState.FAILED: "danger", ArticleState.WAITING: "info"}


SPLIT_AGAIN = Step(
    title=gettext_lazy("Split this article again"),
    note=gettext_lazy("Only an article that is waiting or has failed is split; a split article stays as it is."),
    asks="change",
    service=lambda *, actor, article: announce_split(article.pk),
    takes="article",
    done=gettext_lazy("The article will be split."),
)


@admin.register(Article)
class ArticleAdmin(AskFirst, LookAdmin):
    list_display = ("heading", "publisher", "shown_state", "added_by", "created_at")
    list_filter = (("state", ChoicesCheckboxFilter),)
    list_filter_submit = True
    list_select_related = ("added_by",)
    search_fields = ("title",)
    search_help_text = gettext_lazy("An article's number, or words of a title or publisher among the newest 20,000.")
    fieldsets = (
        (None, {"fields": ("title", "state", "state_reason", "claims_link")}),
        (
            gettext_lazy("About"),
            {"fields": ("address", "publisher", "author", "published_at", "language", "quorum")},
        ),
        (gettext_lazy("Text"), {"fields": ("text", "version_number", "fingerprint")}),
        (gettext_lazy("Record"), {"fields": ("added_by", "created_at", "changed_at")}),
    )
    actions_detail = ("split_again",)

    def holds(self, word: str) -> Q:
        return Q(title__icontains=word) | Q(publisher__icontains=word)

    @display(description=gettext_lazy("Title"))
    def heading(self, article: Article) -> str:
        return shortened(article.title)

    @display(description=gettext_lazy("State"), label=STATE_COLORS)
    def shown_state(self, article: Article) -> tuple[str, str]:
        return article.state, str(ArticleState(article.state).label)

    @display(description=gettext_lazy("Address"))
    def address(self, article: Article) -> str:
        return web_link(article.source_url)

    @display(description=gettext_lazy("Claims"))
    def claims_link(self, article: Article) -> str:
        return link_to_claims(article)

    @display(description=gettext_lazy("Text"))
    def text(self, article: Article) -> str:
        return shortened(article.version.text, 20_000) if article.version else ""

    @display(description=gettext_lazy("Version"))
    def version_number(self, article: Article) -> str:
        return str(article.version.number) if article.version else ""

    @action(description=gettext_lazy("Split again"), url_path="split-again", icon="content_cut")
    def split_again(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, SPLIT_AGAIN)


def link_to_claims(article: Article) -> str:
    address = f"{reverse('admin:claims_claim_changelist')}?article__id__exact={article.pk}"
    return format_html('<a class="{}" href="{}">{}</a>', LOOK, address, _("Its claims"))
