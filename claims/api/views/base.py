"""What every route does before its own few lines: who is it, what may stand in the address, what may they do."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.metadata import BaseMetadata
from rest_framework.views import APIView

from claims.api.changes import Changes
from claims.api.claim_rows import claim_rows
from claims.api.filtering import refuse_parameters
from claims.api.idempotency import HEADER, once
from claims.api.preconditions import has_already, news
from claims.api.renderers import dump
from claims.api.schema import DeskSchema
from claims.api.serializers.base import Output
from claims.api.serializers.claims import present_claims
from claims.api.throttling import RoleThrottle
from claims.choices import ReviewState
from claims.models import Article, Claim, Review
from claims.permissions import may

PAGE_PARAMETERS = {"cursor", "page_size"}
CHECKERS = threading.local()


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
    """One route. Subclasses give `get`, `post`, …, lists their `filterset_class`, readers the `output` they give."""

    schema = DeskSchema()
    metadata_class = MethodsMetadata
    throttle_classes = [RoleThrottle]
    filterset_class: type[django_filters.FilterSet] | None = None
    query_parameters: frozenset[str] = frozenset()
    output: type[Output] | None = None
    is_list = False
    streams = False  # whether the answer is made while it is sent: it has no ETag
    follows = False  # whether `changed_after` takes a number
    ordering: Sequence[str] = ("-id",)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
        if chunked and not request.META.get("CONTENT_LENGTH"):
            raise LengthRequired
        if request.method in self.allowed_methods:
            self.refuse_parameters(request)
        if request.method == "POST" and HEADER in request.headers and hasattr(self, "post"):
            self.post: Any = partial(self._post_once, self.post)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        return super().finalize_response(request, news(request, response), *args, **kwargs)

    def _post_once(self, handler: Callable[..., Any], request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return once(request, partial(handler, request, *args, **kwargs))

    def refuse_parameters(self, request: Any) -> None:
        reads = request.method in {"GET", "HEAD"}
        known = self.query_parameters | (PAGE_PARAMETERS if self.is_list else set())
        known |= {"fields"} if self.output else set()
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
        return dict(checker(serializer_class).run_validation(self.request.data))

    def page(self, queryset: Any, present: Any, columns: Sequence[str] = ()) -> HttpResponse:
        """One page of a list; `present` turns its rows (of `columns`, or objects) into what is sent."""
        queryset = self.filter_queryset(queryset)
        chosen = queryset.values(*columns) if columns else queryset
        rows = self.paginator.paginate_queryset(chosen, self.request, view=self)
        return self.listed(present(rows), self.paginator.links(), **self.paginator.cursors())

    def page_of_claims(self, claims: QuerySet[Claim], **about: Any) -> HttpResponse:
        """One page of claims: which ones by a narrow statement, what they are by one that is compiled once."""
        keys = {"id", *(name.lstrip("-") for name in self.get_ordering())}
        chosen = self.filter_queryset(claims).values(*keys)
        page = self.paginator.paginate_queryset(chosen, self.request, view=self)
        rows = claim_rows(self.request.user, [row["id"] for row in page])
        return self.listed(present_claims(rows), self.paginator.links(), **self.paginator.cursors(), **about)

    def filter_queryset(self, queryset: Any) -> Any:
        """Narrowed by the filters that are asked for; without any, no form is built to say so."""
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        asked = any(name in filters for name in self.request.query_params)
        return super().filter_queryset(queryset) if asked else queryset

    def listed(self, rows: list[dict[str, Any]], links: dict[str, str], **about: Any) -> HttpResponse:
        """A list's answer with an ETag of its bytes, or 304 for who has exactly these."""
        raw = dump({"results": self.chosen_fields(rows), **about})
        tag = f'W/"{blake2b(raw, digest_size=12).hexdigest()}"'
        if has_already(self.request, tag):
            return HttpResponseNotModified(headers={"ETag": tag})
        return HttpResponse(raw, content_type="application/json", headers={"ETag": tag, **links})

    def changed(self, rows: list[dict[str, Any]], changes: Changes, tag: str) -> HttpResponse:
        """What changed, and the number to ask with the next time."""
        body = {
            "results": self.chosen_fields(rows),
            "next": None,
            "previous": None,
            "changed_after": changes.reached,
            "more": changes.more,
        }
        return HttpResponse(dump(body), content_type="application/json", headers={"ETag": tag})

    def chosen_fields(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows with the fields that `?fields=` names, all of them without it."""
        asked = self.request.query_params.get("fields") if self.output else None
        if asked is None or self.request.method not in {"GET", "HEAD"}:
            return rows
        names, known = asked.split(","), self.output._declared_fields if self.output else {}
        unknown = [name for name in names if name not in known]
        if unknown:
            named = f"There is no field {unknown[0][:100]!r} here. There are, with commas: {','.join(known)}."
            raise ValidationError({"fields": [named]})
        return [{name: row[name] for name in names if name in row} for row in rows]

    def article(self, pk: int) -> Article:
        return get_object_or_404(Article.objects.visible_to(self.request.user).select_related("version"), pk=pk)

    def claim(self, pk: int) -> Claim:
        claims = Claim.objects.visible_to(self.request.user).select_related("article", "version", "verdict")
        return get_object_or_404(claims, pk=pk)

    def review(self, pk: int) -> Review:
        """A review this person is blind to answers as one that does not exist, and so does a draft."""
        reviews = Review.objects.visible_to(self.request.user).exclude(state=ReviewState.DRAFT)
        return get_object_or_404(reviews.select_related("claim", "reviewer"), pk=pk)


def checker(serializer_class: type[Any]) -> Any:
    """The thread's own serializer of this class: each new one would copy all its fields."""
    known = CHECKERS.__dict__
    if serializer_class not in known:
        known[serializer_class] = serializer_class()
    return known[serializer_class]


class NothingView(APIView):
    """Any other address of the API. A redirect to the one with a slash would turn a POST into a GET."""

    schema = None
    permission_classes: Sequence[Any] = ()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.http_method_names = []
        return super().dispatch(request, *args, **kwargs)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise NotFound("There is nothing at this address. Addresses of the API end with a slash.")
