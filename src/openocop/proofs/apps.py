from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "openocop.proofs"
    label = "proofs"
