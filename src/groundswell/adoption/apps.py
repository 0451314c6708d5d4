from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "groundswell.adoption"

    def ready(self) -> None:
        from groundswell.activity import readers  # noqa: PLC0415 - models are not there before
        from groundswell.adoption.contributions.reading import NAME, recount  # noqa: PLC0415

        readers.register(NAME, recount)
