"""What a visitor wishes for. The form is an address: it can be sent on, and opened again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.gifts.domain.wishes import MOST_PRODUCTS, Avoid, Wish
from openocop.gifts.words import AVOID_NAMES, OCCASIONS, WHERE_NAMES, Where
from openocop.offers.domain.amounts import NotAnAmount, price_of
from openocop.offers.words import fault_text
from openocop.ui.day_field import DayField

_NO_NUMBER = gettext_lazy("Write a whole number from 1 to {most}.")
MOST_SETS = 10_000
MOST_DAYS_AHEAD = 400
START = {"dip": "", "tien": "300.000", "so": "1", "mon": "3", "co-so": "2", "noi": Where.PROVINCE.value}


class WishForm(forms.Form):
    """The names of the fields are those of the address."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields |= {
            "dip": forms.ChoiceField(label=gettext_lazy("Occasion"), choices=OCCASIONS, required=False),
            "tien": forms.CharField(
                label=gettext_lazy("Budget for one set, in dong"),
                max_length=20,
                help_text=gettext_lazy("Such as 300.000. Carriage is not in it."),
                error_messages={"required": gettext_lazy("Write what one set may cost, such as 300.000.")},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            ),
            "so": _number(gettext_lazy("How many sets"), MOST_SETS),
            "mon": _number(gettext_lazy("Products in a set"), MOST_PRODUCTS),
            "co-so": _number(gettext_lazy("From how many producers at least"), MOST_PRODUCTS),
            "noi": forms.ChoiceField(
                label=gettext_lazy("Where it goes"),
                choices=[(one.value, name) for one, name in WHERE_NAMES.items()],
                required=False,
            ),
            "dia-chi": forms.CharField(
                label=gettext_lazy("Commune and province, or country"), required=False, max_length=120
            ),
            "ngay": DayField(label=gettext_lazy("Day needed"), required=False),
            "tranh": forms.MultipleChoiceField(
                label=gettext_lazy("Leave out"),
                choices=[(one.value, name) for one, name in AVOID_NAMES.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }

    def clean_tien(self) -> int:
        typed: str = self.cleaned_data["tien"]
        try:
            return price_of(typed)
        except NotAnAmount as fault:
            raise forms.ValidationError(fault_text(fault.fault, typed)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day = data.get("ngay")
        if day is not None and not self.today <= day <= self.today + timedelta(days=MOST_DAYS_AHEAD):
            message = _("Choose a day from today on, within a year.")
            self.add_error("ngay", message)
        if data.get("co-so") and data.get("mon") and data["co-so"] > data["mon"]:
            message = _("%(products)d products cannot come from %(producers)d producers. Take more products.")
            self.add_error("co-so", message % {"products": data["mon"], "producers": data["co-so"]})
        return data

    def wish(self) -> Wish:
        data = self.cleaned_data
        day: date | None = data["ngay"]
        return Wish(
            budget=data["tien"],
            sets=data["so"],
            products=data["mon"],
            producers=data["co-so"],
            occasion=data["dip"],
            avoid=frozenset(map(Avoid, data["tranh"])),
            month=day.month if day else None,
            days_left=(day - self.today).days if day else None,
        )


def _number(label: Any, most: int) -> forms.IntegerField:
    said = {name: format_lazy(_NO_NUMBER, most=most) for name in ("required", "invalid", "min_value", "max_value")}
    return forms.IntegerField(label=label, min_value=1, max_value=most, error_messages=said)
