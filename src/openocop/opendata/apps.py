from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "openocop.opendata"
    label = "opendata"
