"""Public pages that admins write: how the desk checks, and what it corrected."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema

from claims.api.preconditions import seen_revision, tagged
from claims.api.serializers.site_pages import SitePageInput, SitePageOutput, present_site_page
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH
from claims.choices import SitePageKey
from claims.models import SitePage
from claims.services.site_pages import present_page, save_site_page

KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, enum=SitePageKey.values)


class SitePageView(DeskView):
    """One public page."""

    queryset = SitePage.objects.none()
    output = SitePageOutput

    @extend_schema(operation_id="desk_pages_retrieve", parameters=[KEY], responses=SitePageOutput)
    def get(self, request: Any, key: str) -> Any:
        """The words of `method` or `corrections`. For admins; the public reads them as a page."""
        return self.answer(self.known(key))

    @extend_schema(
        operation_id="desk_pages_write", parameters=[KEY, IF_MATCH], request=SitePageInput, responses=SitePageOutput
    )
    def put(self, request: Any, key: str) -> Any:
        """Write the page. The public sees it within a minute or so; each wording stays in the record. For admins."""
        known = self.known(key)
        present = present_page(known).revision
        seen = seen_revision(request, present=present, required=True)
        save_site_page(
            actor=request.user, key=known, seen=present if seen is None else seen, **self.read(SitePageInput)
        )
        return self.answer(known)

    def known(self, key: str) -> SitePageKey:
        """Raises PermissionDenied, Http404."""
        self.ask("manage", SitePage)
        if key not in SitePageKey.values:
            raise Http404
        return SitePageKey(key)

    def answer(self, key: SitePageKey) -> Any:
        page = present_page(key)
        return tagged(self.request, self.chosen_fields([present_site_page(page)])[0], revision=page.revision)
