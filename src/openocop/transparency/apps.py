from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "openocop.transparency"
    label = "transparency"

    def ready(self) -> None:
        from openocop.transparency.services.noticing import connect

        connect()
