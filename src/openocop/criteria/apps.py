from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    name = "openocop.criteria"
    label = "criteria"
