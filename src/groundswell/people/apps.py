from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "groundswell.people"

    def ready(self) -> None:
        from groundswell.activity import outbox  # noqa: PLC0415 - models are ready only now
        from groundswell.foundation import mail  # noqa: PLC0415
        from groundswell.people.signin import mails  # noqa: PLC0415

        outbox.register("invitation", mails.invite, is_possible=mail.can_send)
        outbox.register("reset", mails.reset, is_possible=mail.can_send)
