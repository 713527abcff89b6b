from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "openocop.channels"
    label = "channels"
