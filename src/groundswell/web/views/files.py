"""Files of posts, for whoever may read the post."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from groundswell.foundation import blobs
from groundswell.foundation.errors import NotFound
from groundswell.network.posts import attachments
from groundswell.people.persons import photos
from groundswell.web.answers import for_members, viewer_of

SANDBOX = "default-src 'none'; sandbox"
KEEP = "private, max-age=31536000, immutable"


@require_safe
@for_members
def original(request: HttpRequest, file_id: int, name: str) -> HttpResponseBase:
    """A file to keep; never shown by the browser, so that it cannot run there."""
    file = attachments.file(viewer_of(request), file_id)
    ending = ".webp" if file.sizes and not file.name.lower().endswith(".webp") else ""
    return _send(file.key, file.media_type, download=file.name + ending)


@require_safe
@for_members
def sized(request: HttpRequest, file_id: int, size: str) -> HttpResponseBase:
    """A picture in one of its sizes."""
    file = attachments.file(viewer_of(request), file_id)
    if size not in file.sizes:
        raise NotFound
    return _send(file.sizes[size], "image/webp")


@require_safe
@for_members
def photo(request: HttpRequest, key: str) -> HttpResponseBase:
    """Somebody's photo."""
    return _send(photos.photo(viewer_of(request), key), "image/webp")


def _send(key: str, media_type: str, *, download: str = "") -> HttpResponseBase:
    try:
        response = FileResponse(blobs.path_of(key).open("rb"), content_type=media_type)
    except (ValueError, FileNotFoundError):
        raise NotFound from None
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = KEEP
    if download:
        name = quote(download, safe="")
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
