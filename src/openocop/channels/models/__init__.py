from __future__ import annotations

from openocop.channels.models.listing import ChannelListing

__all__ = ["ChannelListing"]
