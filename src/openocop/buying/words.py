"""A buyer's row in words; what is not stated is left empty."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from openocop.buying.documents.buyers_list import BuyersRow
from openocop.buying.selectors.lists import Row
from openocop.catalogue.selectors.producers import listing_term
from openocop.catalogue.words import state_text
from openocop.core.documents.vietnamese import date_short
from openocop.offers.selectors.offers import Offer, PackOffered
from openocop.offers.words import quantity_text, season_text
from openocop.recognition.domain.status import IN_FORCE, last_day
from openocop.ui.templatetags.ui import sao, tien

# The columns of the paper.
LIST_HEADS = (
    *(gettext_lazy("Product"), gettext_lazy("Producer, place"), gettext_lazy("Stars")),
    *(gettext_lazy("Packs and prices"), gettext_lazy("Supply"), gettext_lazy("Papers held")),
)


def printed(row: Row) -> BuyersRow:
    """Return the row as the paper prints it."""
    listing = row.listing
    return BuyersRow(
        name=listing.name,
        maker=", ".join(filter(None, (listing.producer_name, listing.place_text))),
        standing=f"{sao(listing.star)}, {until_text(row)}",
        packs=tuple(map(pack_text, row.offer.packs)),
        supply=tuple(supply_lines(row.offer)),
        papers=", ".join(row.offer.papers),
        is_illustrative=listing.is_illustrative,
    )


def until_text(row: Row) -> str:
    """Return up to which day the certificate holds, "" where it holds no more or nobody knows."""
    day = last_day_text(row)
    return _("until %(day)s") % {"day": day} if day else ""


def last_day_text(row: Row) -> str:
    until = listing_term(row.listing).held_until
    return date_short(last_day(until)) if until and row.status.state in IN_FORCE else ""


def standing_text(row: Row) -> str:
    """Return stars and how they stand today: "4 sao, đến hết 01/06/2029", "3 sao, Bị thu hồi ngày 01/11/2026"."""
    return ", ".join(filter(None, (sao(row.listing.star), until_text(row) or state_text(row.status))))


def pack_text(one: PackOffered) -> str:
    """Return "Hũ 500 g: 185.000 đ"; the quantity where the name does not tell it."""
    held = quantity_text(one.pack.quantity, one.pack.unit)
    name = one.pack.name if held in one.pack.name else f"{one.pack.name} ({held})"
    return f"{name}: {tien(one.price) if one.price else _('told on request')}"


def supply_lines(offer: Offer) -> list[str]:
    """Return season, quantity of a month, smallest order and time, one line each."""
    supply = offer.supply
    if supply is None:
        return []
    lines = [season_text(offer.seasons) or _("the whole year")]
    if supply.monthly:
        lines.append(_("%(much)s a month") % {"much": quantity_text(supply.monthly, supply.unit)})
    if supply.minimum:
        lines.append(_("from %(much)s") % {"much": quantity_text(supply.minimum, supply.unit)})
    if supply.lead_days:
        days = ngettext("%(n)s day", "%(n)s days", supply.lead_days) % {"n": supply.lead_days}
        lines.append(_("dispatched within %(days)s") % {"days": days})
    return lines
