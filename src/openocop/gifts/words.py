"""Wishes, reasons and ways out in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from openocop.core.documents.vietnamese import date_short
from openocop.gifts.domain.loosening import Condition, Loosened
from openocop.gifts.domain.wishes import Avoid, Unknown, Wish, unknowns
from openocop.gifts.selectors.items import Offered
from openocop.offers.words import OCCASION_NAMES
from openocop.ui.templatetags.ui import sao, so, tien


class Where(StrEnum):
    """Where a set goes."""

    PROVINCE = "province"
    COUNTRY = "country"
    ABROAD = "abroad"


OCCASIONS: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("Any occasion")),
    *((one.value, name) for one, name in OCCASION_NAMES.items()),
]
AVOID_NAMES: Mapping[Avoid, str | Promise] = {
    Avoid.ALCOHOL: gettext_lazy("Alcohol"),
    Avoid.SEAFOOD: gettext_lazy("Fish and seafood"),
    Avoid.FERMENTED: gettext_lazy("Fermented fish, strong smell"),
}
WHERE_NAMES: Mapping[Where, str | Promise] = {
    Where.PROVINCE: gettext_lazy("In the province"),
    Where.COUNTRY: gettext_lazy("Elsewhere in Vietnam"),
    Where.ABROAD: gettext_lazy("Abroad"),
}
UNKNOWNS: Mapping[Unknown, str | Promise] = {
    Unknown.DAYS: gettext_lazy("The producer has not said how many days it takes: ask."),
    Unknown.QUANTITY: gettext_lazy("The producer has not said how many there are: ask."),
    Unknown.SEASON: gettext_lazy("The producer has not said in which months it is to be had: ask."),
    Unknown.MINIMUM: gettext_lazy("The producer names a larger smallest order: ask whether fewer can be had."),
    Unknown.CONTENTS: gettext_lazy(
        "By its name it holds none of what you leave out; what is in it the producer knows."
    ),
}


def reasons(one: Offered, wish: Wish) -> list[str]:
    """Return why the item is in the set: what was stated and fits."""
    item, found = one.item, [sao(one.row.listing.star)]
    if wish.occasion and wish.occasion in item.occasions:
        found.append(_("The producer says it suits for: %(occasion)s") % {"occasion": dict(OCCASIONS)[wish.occasion]})
    elif item.any_occasion:
        found.append(_("Sold as a gift; no occasion is named"))
    if item.boxed:
        found.append(_("Packed as a gift already"))
    elif one.row.offer.gift and one.row.offer.gift.wraps:
        found.append(_("Put into a gift box or bag when asked"))
    if wish.month is not None and item.months:
        found.append(_("To be had in month %(month)d") % {"month": wish.month})
    if wish.days_left is not None and item.days is not None:
        days = ngettext("%(n)s day", "%(n)s days", item.days) % {"n": item.days}
        found.append(_("Ready and dispatched within %(days)s") % {"days": days})
    if item.monthly is not None and wish.sets > 1:
        found.append(_("The producer says a month brings %(packs)s such packs") % {"packs": so(item.monthly)})
    return found


def questions(one: Offered, wish: Wish) -> list[str]:
    """Return what is not known of the item."""
    return [str(UNKNOWNS[each]) for each in unknowns(one.item, wish)]


def price_text(one: Offered) -> str:
    """Return who stated the price, and when."""
    day = {"day": date_short(one.pack.stated_at.date())}
    if one.pack.by_role == "producer":
        return _("price as the producer stated it on %(day)s") % day
    return _("price as the office entered it on %(day)s") % day


def way_out(one: Loosened) -> str:
    """Return what to loosen, and up to where."""
    if one.condition == Condition.BUDGET and one.to is not None:
        return _("Raise the budget of a set to %(price)s.") % {"price": tien(one.to)}
    if one.condition == Condition.PRODUCTS and one.to is not None:
        return ngettext("Take %(n)d product in a set.", "Take %(n)d products in a set.", one.to) % {"n": one.to}
    if one.condition == Condition.PRODUCERS and one.to is not None:
        return ngettext("Be content with %(n)d producer.", "Be content with %(n)d producers.", one.to) % {"n": one.to}
    return str(_LET_GO[one.condition])


_LET_GO: Mapping[Condition, str | Promise] = {
    Condition.OCCASION: gettext_lazy("Choose “any occasion”: few producers have said for which their products suit."),
    Condition.AVOID: gettext_lazy("Leave out less."),
    Condition.DAY: gettext_lazy("Choose a later day, or none, and ask the producers."),
    Condition.SETS: gettext_lazy("Ask for fewer sets: of some products there are not so many."),
}
