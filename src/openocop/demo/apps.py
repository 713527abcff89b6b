from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "openocop.demo"
    label = "demo"
