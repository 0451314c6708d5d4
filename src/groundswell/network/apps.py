from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "groundswell.network"

    def ready(self) -> None:
        from groundswell.activity import readers  # noqa: PLC0415 - models are loaded first
        from groundswell.network.feeds import bylines  # noqa: PLC0415
        from groundswell.network.notifications import reading  # noqa: PLC0415
        from groundswell.network.search import actions as search  # noqa: PLC0415

        readers.register("bylines", bylines.follow)
        readers.register("notices", reading.follow)
        readers.register("search", search.follow)
