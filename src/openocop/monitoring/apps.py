from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "openocop.monitoring"
    label = "monitoring"
