from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "openocop.evaluation"
    label = "evaluation"
