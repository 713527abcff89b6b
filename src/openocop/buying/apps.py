from django.apps import AppConfig


class BuyingConfig(AppConfig):
    name = "openocop.buying"
    label = "buying"
