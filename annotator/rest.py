"""The API's settings: Django REST framework's and its schema's. None of them is an operator's choice."""

from typing import Any

FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "annotator.accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["claims.api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["claims.api.filtering.StrictFilterBackend"],
    "EXCEPTION_HANDLER": "claims.api.errors.handle",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

SCHEMA: dict[str, Any] = {
    "TITLE": "Claim desk API",
    "DESCRIPTION": "Articles in, atomic claims out, reviewed with evidence.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.allow_parts",
        "claims.api.examples.add_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        name: f"claims.choices.{name}"
        for name in (
            "ArticleState",
            "AssignmentState",
            "ClaimKind",
            "ClaimOrigin",
            "ClaimStatus",
            "DecidedBy",
            "EventKind",
            "ItemState",
            "JobKind",
            "JobState",
            "NotificationKind",
            "LineageHow",
            "PublicationState",
            "Rating",
            "Reliability",
            "ReviewState",
            "Role",
            "SitePageKey",
            "SnapshotState",
            "Stance",
            "WebhookState",
            "WithdrawnCause",
        )
    }
    | {
        "InvitationState": "annotator.accounts.filters.INVITATION_STATES",
        "WebhookKind": "claims.api.serializers.webhooks.KINDS",
        "AssignmentHow": "claims.api.serializers.work.HOWS",
        "GateItem": "claims.api.serializers.publication.ITEMS",
        "GateNeed": "claims.api.serializers.publication.NEEDS",
        "PublicationStep": "claims.api.serializers.publication.STEPS",
        "ExportFormat": "claims.api.serializers.exports.FORMAT_CHOICES",
    },
}
