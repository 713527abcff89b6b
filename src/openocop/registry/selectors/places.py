"""Where producers are, as papers write it."""

from __future__ import annotations

from collections.abc import Iterable

from openocop.geography.selectors.units import full_names
from openocop.registry.models import Producer


def written_places(producers: Iterable[Producer]) -> dict[int, str]:
    """Return the address of each producer, else its unit as it was named on its own day; "" where neither is known."""
    known = list(producers)
    named = full_names({(p.unit_code, p.unit_on) for p in known if p.unit_code and p.unit_on})
    return {
        p.pk: p.address or (named.get((p.unit_code, p.unit_on), "") if p.unit_on is not None else "") for p in known
    }
