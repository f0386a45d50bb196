"""The floor: the same rows by one SQL statement and orjson, no serializer, no permission, behind the same server."""

from typing import Any

import orjson
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from annotator.urls import urlpatterns as own
from claims.exporters.rows import COLUMNS
from claims.models import Claim

OPTIONS = orjson.OPT_UTC_Z
LIST = str(Claim.objects.order_by("-id").values_list(*COLUMNS)[:50].query)
FILTERED = str(Claim.objects.filter(status="incorrect").order_by("-id").values_list(*COLUMNS)[:50].query).replace(
    "= incorrect", "= 'incorrect'"
)
INSERT = """INSERT INTO claims_review (claim_id, reviewer_id, state, rating, note, reason, created_at, submitted_at)
            VALUES (%s, %s, 'retracted', 'incorrect', '', '', %s, %s) RETURNING id"""


def listed(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(FILTERED if "status" in request.GET else LIST)
        rows = [dict(zip(COLUMNS, values, strict=True)) for values in cursor.fetchall()]
    return answer({"results": rows})


@csrf_exempt
def inserted(request: HttpRequest) -> HttpResponse:
    body: dict[str, Any] = orjson.loads(request.body)
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [body["claim"], body["reviewer"], now, now])
        return answer({"id": cursor.fetchone()[0]})


def answer(body: Any) -> HttpResponse:
    return HttpResponse(orjson.dumps(body, option=OPTIONS), content_type="application/json")


urlpatterns = [path("bare/claims/", listed), path("bare/reviews/", inserted), *own]
