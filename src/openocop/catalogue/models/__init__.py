"""The public face of recognised products: a projection that can be rebuilt at any time."""

from openocop.catalogue.models.listing import CatalogueState, Listing

__all__ = ["CatalogueState", "Listing"]
