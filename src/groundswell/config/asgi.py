"""One process, one port: event streams and files are answered here, pages by Django."""

from __future__ import annotations

from django.conf import settings
from django.urls import get_resolver

from groundswell.config import wellbeing
from groundswell.config.serving import live, proxies
from groundswell.config.serving.asgi import Receive, Scope, Send
from groundswell.config.serving.assets import assets
from groundswell.config.serving.bridge import Bridge
from groundswell.config.serving.hub import Hub
from groundswell.config.serving.live import Live
from groundswell.config.serving.sessions import is_signed_in
from groundswell.config.serving.worker import Worker
from groundswell.web import static_files

MEGABYTE = 1024 * 1024


class Router:
    """The ASGI application that the server runs."""

    def __init__(self, parent: int) -> None:
        from groundswell.config.wsgi import application  # noqa: PLC0415 - sets Django up

        options = settings.OPTIONS
        self._pages = Bridge(
            application,
            most=options.form_megabytes * MEGABYTE,
            trusted=proxies.networks(options.trusted_proxies),
            may_send_much=is_signed_in,
        )
        self._hub = Hub()
        self._live = Live(self._hub, self._pages.run)
        self._worker = Worker(parent, self._hub)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._worker.live(receive, send)
        elif scope["path"].startswith(static_files.ADDRESS):
            await assets(scope, send)
        elif scope["path"] == live.ADDRESS:
            await self._live(scope, receive, send)
        else:
            await self._pages(scope, receive, send)


def prepare() -> None:
    """Do what every process would do, once before they are forked: load, bundle, compress."""
    from groundswell.config import wsgi  # noqa: F401, PLC0415 - sets Django up

    wellbeing.remember_database()
    static_files.served()
    _ = get_resolver().url_patterns  # brings the views, and with them all that they import


def application(parent: int) -> Router:
    """The router of a process that `parent` forked; made after the fork, so nothing is shared."""
    return Router(parent)
