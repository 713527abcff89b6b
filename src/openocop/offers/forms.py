"""Forms of packs and supply: they shape and check what was typed; services decide and save."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from openocop.offers.domain.amounts import NotAnAmount, Unit, bar_code_of, price_of, quantity_of
from openocop.offers.domain.facts import PackFacts, SupplyFacts
from openocop.offers.domain.gifts import GiftFacts, Occasion
from openocop.offers.domain.seasons import MONTHS
from openocop.offers.words import OCCASION_NAMES, UNIT_NAMES, fault_text
from openocop.registry.forms import RecordForm

_UNITS = [(unit.value, name) for unit, name in UNIT_NAMES.items()]
_MOST_DAYS = 3650


class _Typed(forms.CharField):
    """A line that `read` turns into a value; empty stays None."""

    def __init__(self, read: Any, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self._read = read

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return self._read(typed)
        except NotAnAmount as fault:
            raise forms.ValidationError(fault_text(fault.fault, typed)) from None


def _days(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, required=False, min_value=1, max_value=_MOST_DAYS)


class PackForm(RecordForm):
    """One pack."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(
        label=_("Name of the pack"), max_length=120, help_text=_("Such as: jar of 500 g, box of 10.")
    )
    quantity = _Typed(quantity_of, label=_("What it holds"))
    unit = forms.ChoiceField(label=_("Unit"), choices=_UNITS)
    price = _Typed(
        price_of,
        label=_("Price in dong, with tax"),
        required=False,
        help_text=_("What anybody pays at your place. Left empty: told on request."),
    )
    is_gift = forms.BooleanField(label=_("Packed as a gift"), required=False)
    shelf_days = _days(_("Keeps for how many days"), _("From the day of packing, as on the label."))
    bar_code = _Typed(
        bar_code_of, label=_("Bar code"), required=False, help_text=_("The figures below the bars, if any.")
    )

    def facts(self) -> PackFacts:
        data = self.cleaned_data
        return PackFacts(
            name=data["name"],
            quantity=data["quantity"],
            unit=Unit(data["unit"]),
            price=data["price"],
            bar_code=data["bar_code"] or "",
            is_gift=data["is_gift"],
            shelf_days=data["shelf_days"],
        )


class SupplyForm(RecordForm):
    """Season, quantity and time of one product."""

    months = forms.TypedMultipleChoiceField(
        label=_("Months in which it is to be had"),
        choices=[(month, format_lazy(_("Month {number}"), number=month)) for month in MONTHS],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All or none: the whole year."),
    )
    monthly = _Typed(quantity_of, label=_("How much in one month"), required=False)
    minimum = _Typed(quantity_of, label=_("Smallest order"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), choices=_UNITS)
    lead_days = _days(_("Days from order to dispatch"), _("For an order of usual size."))
    tells_papers = forms.BooleanField(
        label=_("Buyers may read which papers we hold"),
        required=False,
        help_text=_("Only the kinds (such as food safety), never the papers themselves."),
    )

    def facts(self) -> SupplyFacts:
        data = self.cleaned_data
        return SupplyFacts(
            months=tuple(sorted(data["months"])) if len(data["months"]) < len(MONTHS) else (),
            monthly=data["monthly"],
            minimum=data["minimum"],
            unit=Unit(data["unit"]),
            lead_days=data["lead_days"],
            tells_papers=data["tells_papers"],
        )


class GiftForm(RecordForm):
    """For what one product suits as a gift."""

    occasions = forms.MultipleChoiceField(
        label=_("It suits as a gift for"),
        choices=[(one.value, name) for one, name in OCCASION_NAMES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the product is not shown among gifts."),
    )
    wraps = forms.BooleanField(
        label=_("We put it into a gift box or bag when asked"),
        required=False,
        help_text=_("A pack that is a gift box already says so itself, under “Packs and prices”."),
    )
    personalised = forms.BooleanField(label=_("A name, a card or a logo can be put on"), required=False)
    ready_days = _days(
        _("Days to get gifts ready"), _("For boxes, cards and names, beside the days from order to dispatch.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("occasions") and (data.get("wraps") or data.get("personalised") or data.get("ready_days")):
            self.add_error("occasions", _("Choose at least one occasion, or leave the rest empty too."))
        return data

    def facts(self) -> GiftFacts:
        data = self.cleaned_data
        return GiftFacts(
            occasions=tuple(one for one in Occasion if one.value in data["occasions"]),
            wraps=data["wraps"],
            personalised=data["personalised"],
            ready_days=data["ready_days"],
        )


def typed_quantity(quantity: Decimal | None) -> str:
    """Return a quantity as a field shows it."""
    return "" if quantity is None else f"{quantity.normalize():f}".replace(".", ",")


def pack_initial(facts: PackFacts, price: int | None) -> dict[str, Any]:
    shown = {"price": "" if price is None else f"{price:,}".replace(",", "."), "unit": facts.unit.value}
    plain = {name: getattr(facts, name) for name in ("name", "is_gift", "shelf_days", "bar_code")}
    return plain | shown | {"quantity": typed_quantity(facts.quantity)}


def supply_initial(facts: SupplyFacts) -> dict[str, Any]:
    plain = {"months": list(facts.months), "unit": facts.unit.value, "lead_days": facts.lead_days}
    typed = {"monthly": typed_quantity(facts.monthly), "minimum": typed_quantity(facts.minimum)}
    return plain | typed | {"tells_papers": facts.tells_papers}


def gift_initial(facts: GiftFacts) -> dict[str, Any]:
    plain = {name: getattr(facts, name) for name in ("wraps", "personalised", "ready_days")}
    return plain | {"occasions": [one.value for one in facts.occasions]}
