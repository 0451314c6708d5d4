"""Whether all is well: for load balancers and for those who are called at night."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from groundswell.config import wellbeing


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Version, database, lag of each reader, disk; 503 when one of them is wrong."""
    found = wellbeing.examine()
    return JsonResponse(found, status=200 if found["status"] == "ok" else 503)
