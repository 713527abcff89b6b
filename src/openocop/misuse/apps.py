from django.apps import AppConfig


class MisuseConfig(AppConfig):
    name = "openocop.misuse"
    label = "misuse"
