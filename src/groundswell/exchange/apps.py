from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "groundswell.exchange"

    def ready(self) -> None:
        from groundswell.adoption import sources  # noqa: PLC0415 - models are not there before
        from groundswell.exchange.batches import spans  # noqa: PLC0415

        sources.register(spans.sources)
