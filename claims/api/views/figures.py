"""The desk in numbers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from claims.api.serializers.figures import (
    AgreementOutput,
    DashboardOutput,
    LoadOutput,
    present_agreement,
    present_dashboard,
    present_loads,
)
from claims.api.views.base import DeskView
from claims.figures.agreement import agreement
from claims.figures.dashboard import asked_scope, dashboard
from claims.figures.keeping import kept
from claims.figures.workload import workload
from claims.filters import ScopeFilter
from claims.models import Claim, Review


class FiguresView(DeskView):
    """Figures about some days, one article, publisher or tag."""

    filterset_class = ScopeFilter
    queryset = Claim.objects.none()
    pagination_class = None

    def given(self) -> dict[str, Any]:
        """What is asked for. Raises ValidationError."""
        form = ScopeFilter(self.request.query_params, Claim.objects.none()).form
        if not form.is_valid():
            raise ValidationError(form.errors)
        return {**form.cleaned_data, "tag": form.cleaned_data["tag"].lower()}


class DashboardView(FiguresView):
    """The dashboard."""

    output = DashboardOutput

    @extend_schema(operation_id="figures_dashboard", filters=True, responses=DashboardOutput)
    def get(self, request: Any) -> Response:
        """Where claims stand, how the weeks went, what waits. The last twelve weeks unless told; a year at most."""
        self.ask("view", Claim)
        found = kept(dashboard, asked_scope(**self.given())).figures
        return Response(self.chosen_fields([present_dashboard(found)])[0])


class AgreementView(FiguresView):
    """How far reviewers agree."""

    output = AgreementOutput

    @extend_schema(operation_id="figures_agreement", filters=True, responses=AgreementOutput)
    def get(self, request: Any) -> Response:
        """Krippendorff's alpha, Cohen's kappa, and which ratings are taken for which. For editors."""
        self.ask("compare", Review)
        given = self.given()
        asked_scope(**given)
        return Response(self.chosen_fields([present_agreement(kept(agreement, **given).figures)])[0])


class WorkloadView(DeskView):
    """Who has how much to do."""

    queryset = Claim.objects.none()
    output = LoadOutput
    pagination_class = None

    @extend_schema(operation_id="figures_workload_list", responses=LoadOutput(many=True))
    def get(self, request: Any) -> Response:
        """Everybody who may review, by sign-in name. For editors."""
        self.ask("assign", Claim)
        return Response(self.chosen_fields(present_loads(workload())))
