from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "openocop.geography"
    label = "geography"
