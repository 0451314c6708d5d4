from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "groundswell.adoption"

    def ready(self) -> None:
        from groundswell.activity import readers  # noqa: PLC0415 - models are not there before
        from groundswell.adoption.contributions import reading as contributions  # noqa: PLC0415
        from groundswell.adoption.interactions import reading as interactions  # noqa: PLC0415

        readers.register(contributions.NAME, contributions.recount)
        readers.register(interactions.NAME, interactions.recount)
