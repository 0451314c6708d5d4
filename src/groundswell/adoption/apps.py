from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "groundswell.adoption"

    def ready(self) -> None:
        from groundswell.activity import outbox, readers  # noqa: PLC0415 - models are not there before
        from groundswell.adoption.contributions import reading as contributions  # noqa: PLC0415
        from groundswell.adoption.interactions import reading as interactions  # noqa: PLC0415
        from groundswell.adoption.reports import mailing  # noqa: PLC0415
        from groundswell.foundation import mail  # noqa: PLC0415

        outbox.register(mailing.KIND, mailing.send, is_possible=mail.can_send)
        readers.register(contributions.NAME, contributions.recount)
        readers.register(interactions.NAME, interactions.recount)
