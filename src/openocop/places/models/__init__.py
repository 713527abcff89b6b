"""Where products are sold and shown: sales points, tourism points and fairs."""

from openocop.places.models.place import Place, Showing

__all__ = ["Place", "Showing"]
