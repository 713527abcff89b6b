from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "openocop.ui"
    label = "ui"
