from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "openocop.dossiers"
    label = "dossiers"
