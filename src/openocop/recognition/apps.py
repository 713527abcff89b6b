from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "openocop.recognition"
    label = "recognition"
