from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "openocop.ideas"
    label = "ideas"
