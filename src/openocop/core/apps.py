from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "openocop.core"
    label = "core"
