from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "groundswell.exchange"
