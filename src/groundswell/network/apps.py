from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "groundswell.network"

    def ready(self) -> None:
        from groundswell.activity import outbox, readers  # noqa: PLC0415 - models are loaded first
        from groundswell.foundation import mail  # noqa: PLC0415
        from groundswell.network.feeds import bylines  # noqa: PLC0415
        from groundswell.network.notifications import (  # noqa: PLC0415
            devices,
            digesting,
            mailing,
            pushing,
            reading,
        )
        from groundswell.network.search import actions as search  # noqa: PLC0415

        readers.register("bylines", bylines.follow)
        readers.register("notices", reading.follow)
        readers.register("search", search.follow)
        outbox.register("notice", mailing.send, is_possible=mail.can_send)
        outbox.register("digest", digesting.send, is_possible=mail.can_send)
        outbox.register(
            "push",
            pushing.send,
            is_possible=devices.are_possible,
            worker=pushing.WORKER,
            at_most_once=True,
        )
