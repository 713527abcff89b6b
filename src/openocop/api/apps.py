from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "openocop.api"
    label = "api"
