from django.apps import AppConfig


class GiftsConfig(AppConfig):
    name = "openocop.gifts"
    label = "gifts"
