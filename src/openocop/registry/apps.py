from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "openocop.registry"
    label = "registry"
