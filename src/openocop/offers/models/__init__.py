"""What producers offer: packs with their prices, and how much of a product is to be had when."""

from openocop.offers.models.pack import Pack, PackPrice
from openocop.offers.models.supply import Supply

__all__ = ["Pack", "PackPrice", "Supply"]
