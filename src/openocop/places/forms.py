"""Forms of places: they shape and check what was typed; services decide and save."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.places.domain.facts import PlaceFacts
from openocop.places.domain.hours import (
    Hours,
    NotHours,
    read_exceptions,
    read_weekly,
    written_exceptions,
    written_weekly,
)
from openocop.places.domain.kinds import Kind
from openocop.places.models import Place
from openocop.places.selectors.facts import place_facts
from openocop.places.words import KIND_NAMES, fault_text
from openocop.registry.forms import Choices, RecordForm
from openocop.registry.models import Product
from openocop.registry.selectors.lookalikes import public_products
from openocop.ui.day_field import DayField

_PUBLIC_ID = re.compile(r"([0-9a-z]{12})/*$")


class _Lines(forms.CharField):
    """Lines of opening times."""

    def __init__(self, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **options)
        self._read = read

    def clean(self, value: Any) -> Any:
        try:
            return self._read(super().clean(value))
        except NotHours as wrong:
            raise forms.ValidationError(fault_text(wrong.fault, wrong.line)) from None


class PlaceForm(RecordForm):
    """One place. `version` is the one its officer saw."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of place"), choices=list(KIND_NAMES.items()))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    unit = forms.ChoiceField(label=gettext_lazy("Commune or ward"))
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        help_text=gettext_lazy("Hamlet, street, number, or by what it lies."),
    )
    weekly = _Lines(
        read_weekly,
        label=gettext_lazy("Opening hours"),
        help_text=gettext_lazy("A line for days with the same hours: T2-T6: 7:30-11:30, 13:30-17:00"),
    )
    exceptions = _Lines(
        read_exceptions,
        label=gettext_lazy("Days with other hours"),
        help_text=gettext_lazy("17/02/2026 - 22/02/2026: nghỉ, or 30/04/2026: 8:00-12:00. A line each."),
    )
    first_on = DayField(label=gettext_lazy("First day of the fair"), required=False)
    last_on = DayField(label=gettext_lazy("Last day of the fair"), required=False)
    latitude = forms.DecimalField(
        label=gettext_lazy("Latitude"), required=False, min_value=Decimal(6), max_value=Decimal(24), decimal_places=5
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("Longitude"),
        required=False,
        min_value=Decimal(102),
        max_value=Decimal(118),
        decimal_places=5,
        help_text=gettext_lazy(
            "Degrees as a map on a telephone shows them, such as 9.17682 and 105.15242. Both or none."
        ),
    )
    about = forms.CharField(
        label=gettext_lazy("About the place"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        label=gettext_lazy("How we know"),
        max_length=300,
        help_text=gettext_lazy("Whoever told, or the paper it stands in. Shown to everybody."),
    )

    def __init__(self, *args: Any, communes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = communes if len(communes) == 1 else [("", _("Choose the commune")), *communes]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and (data["latitude"] is None) != (data["longitude"] is None):
            self.add_error("longitude", _("Give both degrees or none."))
        return data

    def facts(self) -> PlaceFacts:
        data = self.cleaned_data
        plain = ("name", "address", "latitude", "longitude", "first_on", "last_on", "about", "source")
        return PlaceFacts(
            kind=Kind(data["kind"]),
            unit_code=data["unit"],
            hours=Hours(data["weekly"], data["exceptions"]),
            **{name: data[name] for name in plain},
        )


class ShowForm(RecordForm):
    """A product to put on show, named by the address of its public page."""

    product = forms.CharField(
        label=gettext_lazy("Product"),
        max_length=300,
        help_text=gettext_lazy("Paste the address of the product's public page."),
    )
    first_on = DayField(label=gettext_lazy("From"))
    last_on = DayField(label=gettext_lazy("To the end of"), required=False)

    def clean_product(self) -> Product:
        found = _PUBLIC_ID.search(self.cleaned_data["product"].strip())
        product = public_products().filter(public_id=found[1]).first() if found else None
        if product is None:
            raise forms.ValidationError(
                _("No public product of this province has this address. Copy it from the product's page.")
            )
        return product

    def until_on(self) -> Any:
        last = self.cleaned_data["last_on"]
        return last + timedelta(days=1) if last else None


class ArchiveForm(RecordForm):
    """Taking a place off the list; `successor` is one that takes its place."""

    successor = forms.ChoiceField(label=gettext_lazy("Where it went"), required=False)

    def __init__(self, *args: Any, others: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.public_id, one.name) for one in others]
        self.fields["successor"].choices = [("", _("It is closed for good")), *named]  # type: ignore[attr-defined]  # a ChoiceField


def place_initial(place: Place) -> dict[str, Any]:
    facts = place_facts(place)
    plain = ("kind", "name", "address", "latitude", "longitude", "first_on", "last_on", "about", "source")
    return {name: getattr(facts, name) for name in plain} | {
        "unit": place.unit_code,
        "version": place.version,
        "weekly": written_weekly(facts.hours),
        "exceptions": written_exceptions(facts.hours),
    }
