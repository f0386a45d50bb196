"""The OpenAPI document, its page, and the pieces of it that several routes share."""

from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import OpenApiParameter
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.response import Response

from claims.figures.totals import MOST
from claims.filters import ORDERS

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag you read; 428 without it, 412 if stale.",
)
IF_MATCH_OPTIONAL = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read; 412 if somebody changed it since."
)
ORDERING = OpenApiParameter(
    "ordering",
    str,
    enum=list(ORDERS),
    description="`-check_worthiness`: what is most worth checking first. The newest first unless told.",
)
COUNT = OpenApiParameter(
    "count",
    str,
    enum=["false", "true"],
    description=f"`true` adds `count`, up to {MOST:,}; `count_is_least` says that there are more.",
)

PROBLEM = ResolvedComponent(
    name="Problem",
    type=ResolvedComponent.SCHEMA,
    object="Problem",
    schema={
        "type": "object",
        "description": "A refusal.",
        "required": ["code", "message", "errors", "request_id"],
        "properties": {
            "code": {"type": "string", "description": "For programs; never changes once released."},
            "message": {"type": "string", "description": "For people."},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "properties": {
                        "field": {"type": "string", "description": "A name or a path such as `evidence[0].url`."},
                        "message": {"type": "string"},
                    },
                },
            },
            "request_id": {"type": "string", "description": "The same as the X-Request-ID header."},
            "current": {"type": "object", "description": "409, 412: what stands there now."},
        },
    },
)


class SchemaView(SpectacularAPIView):
    """The OpenAPI document of this API: JSON, or YAML for `Accept: application/yaml`."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer]

    def _get_schema_response(self, request: Any) -> Response:
        return Response(document())


class DocsView(SpectacularSwaggerSplitView):
    """The same document as a page to try things on."""


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document; the same for everybody, so it is made once per process, and in English."""
    with translation.override("en"):
        generated: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return generated
