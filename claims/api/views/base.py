"""What every route does before its own few lines: who is it, what may stand in the address, what may they do."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from rest_framework.exceptions import APIException, NotFound, PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.metadata import BaseMetadata
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.filtering import refuse_parameters
from claims.api.schema import DeskSchema
from claims.models import Article, Claim, Review
from claims.permissions import may

PAGE_PARAMETERS = {"cursor", "page_size"}


class LengthRequired(APIException):
    """411: without a length the body would pass for an empty one."""

    status_code = 411
    default_code = "length_required"
    default_detail = "Send the body with a Content-Length."


class MethodsMetadata(BaseMetadata):
    """OPTIONS answers with the methods; the OpenAPI document says the rest."""

    def determine_metadata(self, request: Any, view: Any) -> dict[str, Any]:
        return {"methods": view.allowed_methods}


class DeskView(GenericAPIView[Any]):
    """One route. Subclasses give `get`, `post`, … and, for lists, `filterset_class` and `orderings`."""

    schema = DeskSchema()
    metadata_class = MethodsMetadata
    filterset_class: type[django_filters.FilterSet] | None = None
    query_parameters: frozenset[str] = frozenset()
    is_list = False
    ordering: Sequence[str] = ("-id",)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower() and not request.META.get(
            "CONTENT_LENGTH"
        ):
            raise LengthRequired
        self.refuse_parameters(request)

    def refuse_parameters(self, request: Any) -> None:
        reads = request.method in {"GET", "HEAD"}
        known = self.query_parameters | (PAGE_PARAMETERS if self.is_list else set())
        refuse_parameters(
            request,
            filterset=self.filterset_class if reads else None,
            allowed=set(known) if reads else set(),
        )

    def get_ordering(self) -> Sequence[str]:
        return self.ordering

    def ask(self, verb: str, obj: Any) -> None:
        """Raise PermissionDenied with the reason unless this person may."""
        answer = may(self.request.user, verb, obj)
        if not answer:
            raise PermissionDenied(answer.reason, code="forbidden")

    def read(self, serializer_class: type[Any]) -> dict[str, Any]:
        """The checked body. Raises ValidationError naming each field that is wrong."""
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def page(self, queryset: Any, present: Any, columns: Sequence[str] = ()) -> Response:
        """One page of a list; `present` turns its rows (of `columns`, or objects) into what is sent."""
        queryset = self.filter_queryset(queryset)
        chosen = queryset.values(*columns) if columns else queryset
        rows = self.paginator.paginate_queryset(chosen, self.request, view=self)
        return self.paginator.get_paginated_response(present(rows))

    def article(self, pk: int) -> Article:
        return get_object_or_404(Article.objects.visible_to(self.request.user).select_related("version"), pk=pk)

    def claim(self, pk: int) -> Claim:
        claims = Claim.objects.visible_to(self.request.user).select_related("article", "version", "verdict")
        return get_object_or_404(claims, pk=pk)

    def review(self, pk: int) -> Review:
        """A review this person is blind to answers as one that does not exist."""
        reviews = Review.objects.visible_to(self.request.user).select_related("claim", "reviewer")
        return get_object_or_404(reviews, pk=pk)


class NothingView(APIView):
    """Any other address of the API. A redirect to the one with a slash would turn a POST into a GET."""

    schema = None
    permission_classes: Sequence[Any] = ()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.http_method_names = []
        return super().dispatch(request, *args, **kwargs)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise NotFound("There is nothing at this address. Addresses of the API end with a slash.")
