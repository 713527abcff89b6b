"""What producers offer: packs with their prices, how much of a product is to be had when, and as what gift."""

from openocop.offers.models.gift_use import GiftUse
from openocop.offers.models.pack import Pack, PackPrice
from openocop.offers.models.supply import Supply

__all__ = ["GiftUse", "Pack", "PackPrice", "Supply"]
