from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "openocop.places"
    label = "places"
