"""Products by channels: what is ready, what is live, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openocop.channels.domain.checking import Checked, check
from openocop.channels.domain.gate import Held, gate
from openocop.channels.domain.rulebook import Channel, Mode, Severity, channels
from openocop.channels.domain.standing import Standing, standing
from openocop.channels.models import ChannelListing
from openocop.channels.selectors.records import records_of
from openocop.core.domain.legal_time import legal_day
from openocop.recognition.domain.status import IN_FORCE
from openocop.recognition.selectors.recognitions import current_recognitions, status_of
from openocop.registry.models import Product


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing and its standing today."""

    listing: ChannelListing
    standing: Standing


@dataclass(frozen=True, slots=True)
class Unit:
    """One sellable unit before one channel."""

    sku: str
    checked: Checked
    held: tuple[Held, ...]

    @property
    def ready(self) -> bool:
        return self.checked.ready and all(one.severity != Severity.ERROR for one in self.held)


@dataclass(frozen=True, slots=True)
class Cell:
    """One product on one channel: its units, and its addresses that did not end."""

    channel: Channel
    units: tuple[Unit, ...]
    listed: tuple[Listed, ...]

    @property
    def ready(self) -> bool:
        return all(unit.ready for unit in self.units)

    @property
    def score(self) -> int:
        """Return the score of the unit that is worst off."""
        return min(unit.checked.score for unit in self.units)

    @property
    def state(self) -> str:
        """Return what is furthest: a standing of a listing, else "ready" or "lacking"."""
        known = {one.standing for one in self.listed}
        for furthest in (Standing.HELD, Standing.LIVE, Standing.STALE, Standing.RECORDED):
            if furthest in known:
                return furthest.value
        return "ready" if self.ready else "lacking"


@dataclass(frozen=True, slots=True)
class Row:
    product: Product
    cells: tuple[Cell, ...]

    @property
    def live(self) -> int:
        return sum(cell.state == Standing.LIVE for cell in self.cells)


def shown_channels() -> tuple[Channel, ...]:
    """Return the channels that take products, in the order of the board; messages are no listing."""
    return tuple(one for one in channels().values() if Mode.MESSAGES not in one.modes)


def board(products: Sequence[Product], on: date) -> list[Row]:
    """Return a row for each product, the same few queries for any number of them."""
    records, listed = records_of(products, on), listed_of(products, on)
    return [
        Row(
            product,
            tuple(
                Cell(channel, _units(channel, records[product.pk], on), listed.get((product.pk, channel.slug), ()))
                for channel in shown_channels()
            ),
        )
        for product in products
    ]


def listed_of(products: Iterable[Product], on: date) -> Mapping[tuple[int, str], tuple[Listed, ...]]:
    """Return the listings that did not end, by product and channel."""
    keys = [product.pk for product in products]
    speaking = current_recognitions(keys, on)
    found: dict[tuple[int, str], tuple[Listed, ...]] = {}
    for listing in ChannelListing.objects.filter(product__in=keys, ended_at=None):
        recognition = speaking.get(listing.product_id)
        runs = recognition is not None and status_of(recognition, on).state in IN_FORCE
        checked_on = legal_day(listing.checked_at) if listing.checked_at else None
        stands = standing(checked_on=checked_on, ended=False, star_runs=runs, on=on)
        where = (listing.product_id, listing.channel)
        found[where] = (*found.get(where, ()), Listed(listing, stands))
    return found


def _units(channel: Channel, records: Sequence[Mapping[str, object]], on: date) -> tuple[Unit, ...]:
    return tuple(
        Unit(str(record["sku"]), check(channel, record, on), tuple(gate(record, channel.slug, on)))
        for record in records
    )
