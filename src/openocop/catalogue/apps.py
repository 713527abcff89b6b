from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "openocop.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from openocop.catalogue.services.keeping import connect

        connect()
