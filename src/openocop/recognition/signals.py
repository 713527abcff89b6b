"""What recognition announces."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction that changed them, with `province` (slug) and `product_ids` (list of internal ids).
recognitions_changed = Signal()
