from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "openocop.offers"
    label = "offers"
