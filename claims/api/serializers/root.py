"""Where the API begins: the addresses of its lists, and of what describes it."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from claims.api.serializers.base import Output


class Address(serializers.URLField):
    """The address of a route, named by the route."""

    def __init__(self, route: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.route = route


class RootOutput(Output):
    """Addresses under the host that was asked. A list your role does not see answers 403."""

    articles = Address("api-articles")
    claims = Address("api-claims")
    verdicts = Address("api-verdicts", help_text="Published ones.")
    events = Address("api-events", help_text="Everything that happened, as far as your role sees it.")
    sources = Address("api-sources")
    assignments = Address("api-assignments")
    notifications = Address("api-notifications", help_text="Your own.")
    exports = Address("api-exports", help_text="Files you asked for.")
    jobs = Address("api-jobs", help_text="Imports and other background work. For editors.")
    feeds = Address("api-feeds", help_text="For editors.")
    users = Address("api-users", help_text="For editors.")
    invitations = Address("api-invitations", help_text="For admins.")
    webhooks = Address("api-webhooks", help_text="For admins.")
    dashboard = Address("api-figures-dashboard")
    me = Address("api-me", help_text="Who the token acts for.")
    tokens = Address("api-me-tokens", help_text="Your own.")
    schema = Address("schema", help_text="The OpenAPI document: every route, field and answer.")
    docs = Address("api-docs", help_text="The same as a page to try things on.")


def present_root(request: Any) -> dict[str, str]:
    routes = {name: field.route for name, field in RootOutput._declared_fields.items() if isinstance(field, Address)}
    return {name: request.build_absolute_uri(reverse(route)) for name, route in routes.items()}
