"""The desk's record of what happened."""

import re
from typing import Any

from drf_spectacular.utils import extend_schema

from claims.api.changes import horizon_for
from claims.api.serializers.events import EventOutput, present_events
from claims.api.views.base import DeskView
from claims.filters import EventFilter
from claims.models import Event

DIGITS = re.compile(r"\s*\+?[0-9]{1,19}\s*")


class EventsView(DeskView):
    """Everything that happened, as far as you may see it."""

    filterset_class = EventFilter
    queryset = Event.objects.none()
    output = EventOutput
    is_list = True

    def get_ordering(self) -> tuple[str, ...]:
        return ("id",) if "after" in self.request.query_params else ("-id",)

    @extend_schema(operation_id="events_list", responses=EventOutput(many=True))
    def get(self, request: Any) -> Any:
        """The latest event first; with `after`, the events after that one in the order they happened.

        Who goes on with the id of the last event it has seen misses none and gets none twice: with `after`, events
        are told only once no earlier one can turn up any more. As long as reviews are blind, others' stay unseen.
        """
        events = Event.objects.visible_to(request.user).select_related("actor")
        after = request.query_params.get("after")
        if after is not None:
            # What is no number the filter refuses.
            events = events.filter(id__lte=horizon_for(int(after) if DIGITS.fullmatch(after) else 0, name="after"))
        return self.page(events, present_events)
