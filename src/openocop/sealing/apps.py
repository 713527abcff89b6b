from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "openocop.sealing"
    label = "sealing"
