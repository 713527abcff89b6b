"""Fixed words of the public pages."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.core.documents.vietnamese import date_short
from openocop.criteria.domain.releases import release
from openocop.offers.domain.gifts import Occasion
from openocop.offers.words import OCCASION_NAMES
from openocop.recognition.domain.product_code import CERTIFYING_RELEASE
from openocop.recognition.domain.status import IN_FORCE, State, Status, last_day

FAMILY_NAMES: dict[str, str | Promise] = {
    "tom-kho": gettext_lazy("Dried shrimp"),
    "banh-phong": gettext_lazy("Prawn crackers"),
    "ca-kho": gettext_lazy("Dried fish and meat"),
    "cha": gettext_lazy("Fish cakes and floss"),
    "mam": gettext_lazy("Fermented fish and shrimp"),
    "yen": gettext_lazy("Bird's nest"),
    "tom": gettext_lazy("Fresh and frozen shrimp"),
    "gao": gettext_lazy("Rice, flour, noodles"),
    "nuoc-mam": gettext_lazy("Fish sauce"),
    "ba-khia": gettext_lazy("Three-striped crab (ba khía)"),
    "tra": gettext_lazy("Tea and herbs"),
    "ruou": gettext_lazy("Spirits and fruit wine"),
    "cua": gettext_lazy("Crab"),
    "bon-bon": gettext_lazy("Vegetables and pickles"),
    "thu-cong": gettext_lazy("Crafts"),
    "trai-cay": gettext_lazy("Fruit"),
    "muoi": gettext_lazy("Salt"),
    "chuoi": gettext_lazy("Banana"),
    "mat-ong": gettext_lazy("Honey"),
    "du-lich": gettext_lazy("Community tourism"),
    "mac-dinh": gettext_lazy("Other products"),
}
STATE_NAMES: dict[str, str | Promise] = {
    State.VALID: gettext_lazy("Valid"),
    State.ENDING: gettext_lazy("Ends soon"),
    State.EXTENDED: gettext_lazy("Kept under Article 12.3"),
    State.EXPIRED: gettext_lazy("Expired"),
    State.TERM_UNKNOWN: gettext_lazy("Term unknown"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}
ORDER_NAMES: dict[str, str | Promise] = {
    "con-han": gettext_lazy("Valid first"),
    "sao": gettext_lazy("Most stars first"),
    "moi": gettext_lazy("Newest recognition first"),
    "ten": gettext_lazy("Name A–Z"),
}
UNKNOWN_NAMES: dict[str, str | Promise] = {
    "groups": gettext_lazy("Group unknown"),
    "kinds": gettext_lazy("Kind unknown"),
    "places": gettext_lazy("Place unknown"),
    "years": gettext_lazy("Year unknown"),
}
KIND_NAMES: dict[str, str | Promise] = {
    "cooperative": gettext_lazy("Cooperative"),
    "cooperative_group": gettext_lazy("Cooperative group"),
    "small_medium_enterprise": gettext_lazy("Small or medium enterprise"),
    "large_enterprise": gettext_lazy("Enterprise"),
    "enterprise": gettext_lazy("Enterprise"),
    "farm": gettext_lazy("Farm"),
    "household": gettext_lazy("Business household"),
    "unregistered_household": gettext_lazy("Household"),
    "association": gettext_lazy("Association"),
    "tourism_centre": gettext_lazy("Tourism centre"),
    "establishment": gettext_lazy("Establishment"),
}


@cache
def group_names() -> dict[str, str]:
    """Return the six groups of the law in force by their code, worded as it prints them, without "Sản phẩm"."""
    names = {node.code: node.label.removeprefix("Sản phẩm ") for node in release(CERTIFYING_RELEASE).classification}
    return {code: name[0].upper() + name[1:] for code, name in names.items()}


def family_name(family: str) -> str:
    return str(FAMILY_NAMES.get(family, FAMILY_NAMES["mac-dinh"]))


def kind_name(kind: str) -> str:
    return str(KIND_NAMES.get(kind, ""))


def gift_name(value: str) -> str:
    """Return the words of a value of the facet of gifts; any but an occasion stands for all of them."""
    return str(OCCASION_NAMES[Occasion(value)]) if value in set(Occasion) else _("Any occasion")


def state_text(status: Status) -> str:
    """Return the short words beside a product: the state, with its day where one is known."""
    if status.state == State.ENDING and status.until:
        return _("Ends soon: %(day)s") % {"day": date_short(last_day(status.until))}
    if status.state == State.EXTENDED and status.until:
        return _("Kept under Article 12.3 to %(day)s at most") % {"day": date_short(last_day(status.until))}
    if status.state == State.EXPIRED and status.since:
        return _("Expired since %(day)s") % {"day": date_short(status.since)}
    if status.state == State.WITHDRAWN and status.since:
        return _("Withdrawn on %(day)s") % {"day": date_short(status.since)}
    return ""


def held_until(status: Status, valid_until: date | None) -> date | None:
    """Return the last day of stars that are in force, None for all others; `valid_until` is the term's own end."""
    end = status.until if status.state == State.EXTENDED else valid_until
    return last_day(end) if end and status.state in IN_FORCE else None


def term_unknown_reason(council_on: date | None) -> str:
    """Say why there is no end: the council's day begins no term (26/2026 art. 4.3)."""
    if council_on is None:
        return _("Term unknown: the source gives no day of recognition")
    return _("Term unknown: the source only gives the day of the council's meeting")


def term_unknown_story(council_on: date | None) -> str:
    """Say the same in whole sentences, with the council's day where it is known."""
    if council_on is None:
        return _("The 36 months run from the day the certificate is issued, which no source here gives.")
    return _(
        "The council met on %(day)s and proposed; the 36 months run from the day the certificate is issued, "
        "which no source here gives."
    ) % {"day": date_short(council_on)}
