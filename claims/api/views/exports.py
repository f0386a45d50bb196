"""Exports: every claim a filter gives, streamed from one moment of the database."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.negotiation import BaseContentNegotiation

from claims.api.views.base import DeskView
from claims.exporters.export import export
from claims.exporters.formats import ENDINGS, FORMATS, About, Format
from claims.exporters.scopes import scope_of
from claims.filters import ClaimFilter
from claims.models import Claim

SHAPES = dict.fromkeys(("json", "averitec", "labelstudio", "claimreview", "webannotation"), OpenApiTypes.ANY)
FLAGS = {"1": True, "0": False}
# They change how a file is written, not which claims are in it.
FLAGGED = {"raw": "0", "whole": "0", "trailer": "1"}


class AnyAccept(BaseContentNegotiation):
    """The address names the format, so the Accept header has no say; errors are JSON all the same."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class ClaimsExportView(DeskView):
    """All claims of a filter as one file."""

    filterset_class = ClaimFilter
    queryset = Claim.objects.none()
    content_negotiation_class = AnyAccept
    pagination_class = None
    streams = True

    def refuse_parameters(self, request: Any) -> None:
        self.query_parameters = wanted_format(self.kwargs["file_format"]).parameters
        super().refuse_parameters(request)

    @extend_schema(
        operation_id="exports_claims",
        filters=True,
        parameters=[
            OpenApiParameter("file_format", str, OpenApiParameter.PATH, enum=list(FORMATS)),
            OpenApiParameter(
                "whole",
                str,
                enum=list(FLAGS),
                description="ndjson: 1 adds texts, reviews and every verdict, for another desk to read back.",
            ),
            OpenApiParameter(
                "trailer",
                str,
                enum=list(FLAGS),
                description="doccano: 0 leaves the last line out, which doccano cannot import.",
            ),
            OpenApiParameter(
                "raw", str, enum=list(FLAGS), description="csv: 1 leaves cells as they are, for programs."
            ),
        ],
        responses={
            (200, known.content_type.partition(";")[0]): SHAPES.get(name, OpenApiTypes.STR)
            for name, known in FORMATS.items()
        },
    )
    def get(self, request: Any, file_format: str) -> Any:
        """Every claim that the filters of `/claims/` give, with article, verdict and evidence.

        Line-based files end with a line that holds the number of rows and the SHA-256 of everything before it: a file
        without it is cut. Evidence of claims you are still blind to is left out, and the file names that scope.
        """
        self.ask("export", Claim)
        wanted, scope = wanted_format(file_format), scope_of(request.user)
        claims = self.filter_queryset(Claim.objects.visible_to(request.user))
        filters = {name: values for name, values in sorted(request.query_params.lists()) if name not in FLAGGED}
        flags = {name: read_flag(request, name) for name in FLAGGED}
        about = About(scope.name, filters, **flags, desk=settings.SITE_NAME, site=settings.SITE_URL)
        ending = ENDINGS.get(file_format, file_format)
        headers = {"Content-Disposition": f'attachment; filename="claims.{ending}"'}
        if request.method == "HEAD":
            # Streamed as well: how long the file will be is not known, and 0 would be untrue.
            return StreamingHttpResponse([], content_type=wanted.content_type, headers=headers)
        pieces = export(claims, wanted, scope, about)
        # The first piece is made before the headers are sent: a database that is away answers 503, not half a file.
        first = next(pieces)
        response = StreamingHttpResponse(resumed(first, pieces), content_type=wanted.content_type, headers=headers)
        # Closing what has not begun would leave the rest, and its transaction, to whoever tidies up.
        response._resource_closers.append(pieces.close)  # type: ignore[attr-defined]
        return response


def wanted_format(name: str) -> Format:
    if name not in FORMATS:
        raise NotFound(f"There is no format {name[:50]!r}. There are: {', '.join(FORMATS)}.")
    return FORMATS[name]


def read_flag(request: Any, name: str) -> bool:
    value = request.query_params.get(name, FLAGGED[name])
    if value not in FLAGS:
        raise ValidationError({name: [f"{name} is 1 or 0."]})
    return FLAGS[value]


def resumed(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """`first`, then the rest; closing this one closes the rest, and with it the transaction."""
    yield first
    yield from rest
