"""Large exports: written in the background, downloadable for a day."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response

from claims import tasks
from claims.api.addresses import address_of
from claims.api.ranges import served
from claims.api.serializers.exports import ExportInput, ExportOutput, present_export, present_exports
from claims.api.views.base import DeskView
from claims.api.views.exports import AnyAccept
from claims.exporters.formats import ENDINGS, FORMATS
from claims.models import Claim, Export
from claims.services.exports import ask_export, path_of

RANGE = OpenApiParameter("Range", str, OpenApiParameter.HEADER, description="`bytes=START-`: from there on.")
IF_RANGE = OpenApiParameter("If-Range", str, OpenApiParameter.HEADER, description="The ETag of what you have.")


class ExportsView(DeskView):
    """Your exports."""

    queryset = Export.objects.none()
    output = ExportOutput
    is_list = True

    @extend_schema(operation_id="exports_list", responses=ExportOutput(many=True))
    def get(self, request: Any) -> Any:
        """Your own exports, the latest first."""
        return self.page(Export.objects.visible_to(request.user).select_related("job"), present_exports)

    @extend_schema(operation_id="exports_create", request=ExportInput, responses={202: ExportOutput})
    def post(self, request: Any) -> Response:
        """Ask for a file. It is written in the background; look at its address until `file` is there.

        It holds what your role may see when it is written.
        """
        self.ask("export", Claim)
        wanted = self.read(ExportInput)
        file_format, query = wanted.pop("format"), wanted.pop("filters", {})
        export = ask_export(actor=request.user, file_format=file_format, query=query, **wanted)
        tasks.start(export.job)
        location = address_of(request, "api-export", export.pk)
        return Response(present_export(export), status=202, headers={"Location": location})


class ExportView(DeskView):
    """One export."""

    queryset = Export.objects.none()
    output = ExportOutput

    @extend_schema(operation_id="exports_retrieve", responses=ExportOutput)
    def get(self, request: Any, pk: int) -> Response:
        """How far it is."""
        export = get_object_or_404(Export.objects.visible_to(request.user).select_related("job"), pk=pk)
        return Response(self.chosen_fields([present_export(export)])[0])


class ExportFileView(DeskView):
    """The file itself."""

    queryset = Export.objects.none()
    content_negotiation_class = AnyAccept

    @extend_schema(
        operation_id="exports_file",
        parameters=[RANGE, IF_RANGE],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            (206, "application/octet-stream"): OpenApiTypes.BINARY,
            304: OpenApiResponse(description="You have this one already."),
        },
    )
    def get(self, request: Any, pk: int) -> Any:
        """Download it, or with Range a part of it. Repr-Digest has the SHA-256 of the whole.

        404 until it is whole, after a day, to anybody else, and once your role is less than it was asked for with.
        """
        export = get_object_or_404(Export.objects.downloadable_by(request.user), pk=pk)
        path = path_of(export)
        if not path.exists() or export.size is None:
            raise Http404
        name = f"claims.{ENDINGS.get(export.format, export.format)}"
        kind = FORMATS[export.format].content_type
        return served(request, path, sha256=export.sha256, size=export.size, content_type=kind, name=name)
