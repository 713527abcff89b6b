"""What buyers ask and producers answer. Forms validate; services write."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.enquiries.domain.parts import ANSWERS, MOST_QUANTITY, MOST_WORDS, Contact, PartState, Source, Wanted
from openocop.enquiries.domain.parts import Wishes as WishesOf
from openocop.enquiries.selectors.asked import Askable
from openocop.enquiries.words import SOURCES, STATES
from openocop.registry.forms import RecordForm
from openocop.registry.models import Producer
from openocop.ui.day_field import DayField

_PHONE = re.compile(r"^\+?[0-9][0-9 .\-]{7,15}$")
_SALT = "enquiries.opened"
TOO_FAST, STALE = 2, 24 * 60 * 60  # seconds between opening the page and sending it
MOST_DAYS_AHEAD = 400
_QUANTITY = {
    name: gettext_lazy("Write a whole number from 1 to 100000.") for name in ("invalid", "min_value", "max_value")
}


class _ContactForm(RecordForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    contact_name = forms.CharField(
        label=gettext_lazy("What you are called"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write how they should call you.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    needed_on = DayField(label=gettext_lazy("Day needed"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not _PHONE.match(phone):
            raise forms.ValidationError(_("This is no telephone number. Write figures, for example 0912 345 678."))
        return phone

    def clean_needed_on(self) -> date | None:
        day: date | None = self.cleaned_data["needed_on"]
        if day is not None and not self.today <= day <= self.today + timedelta(days=MOST_DAYS_AHEAD):
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


class EnquiryForm(_ContactForm):
    """An enquiry of somebody without an account; a quantity and a pack for each product that can be asked for.

    Programs are kept out as in the form of ideas: a field no person sees stays empty, and the page was opened a moment
    before and not days ago. A product whose quantity is left empty is not asked for.
    """

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("This is no e-mail address. Correct it, or leave it empty.")},
    )
    place = forms.CharField(label=gettext_lazy("Deliver to"), required=False, max_length=200)
    message = forms.CharField(
        label=gettext_lazy("Words to the producers"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The producers asked may read my name and contact and answer me about this enquiry."),
        error_messages={"required": gettext_lazy("Without your consent nothing is sent to the producers.")},
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, askables: Sequence[Askable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = lambda: signing.dumps(int(time.time()), salt=_SALT)
        self.codes = [one.listing.public_id for one in askables if not one.why_not]
        for one in askables:
            if not one.why_not:
                self._add_line(one)

    def _add_line(self, one: Askable) -> None:
        code = one.listing.public_id
        self.fields[f"so-{code}"] = forms.IntegerField(
            label=gettext_lazy("How many packs"),
            required=False,
            min_value=1,
            max_value=MOST_QUANTITY,
            error_messages=_QUANTITY,
        )
        packs = [(pack.pack.public_id, pack.pack.name) for pack in one.offer.packs]
        self.fields[f"goi-{code}"] = forms.ChoiceField(
            label=gettext_lazy("Pack"), choices=[("", gettext_lazy("Any pack")), *packs], required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("phone") or data.get("email")) and not {"phone", "email"} & self.errors.keys():
            self.add_error("phone", _("Give a telephone number or an e-mail address, so that they can answer."))
        lines = [f"so-{code}" for code in self.codes]
        if lines and not any(data.get(name) for name in lines) and not set(lines) & self.errors.keys():
            self.add_error(lines[0], _("Write how many of at least one product."))
        if data.get("website") or not self._in_time(data.get("opened", "")):
            raise forms.ValidationError(_("The page stood open too long. Look at it once more and send it again."))
        return data

    def wanted(self) -> list[Wanted]:
        data = self.cleaned_data
        return [Wanted(code, data[f"so-{code}"], data[f"goi-{code}"]) for code in self.codes if data[f"so-{code}"]]

    def contact(self) -> Contact:
        data = self.cleaned_data
        return Contact(data["contact_name"], data["phone"], data["email"])

    def wishes(self) -> WishesOf:
        data = self.cleaned_data
        return WishesOf(data["needed_on"], data["place"], data["message"])

    def _in_time(self, opened: str) -> bool:
        try:
            age = time.time() - int(signing.loads(opened, salt=_SALT, max_age=STALE))
        except (signing.BadSignature, ValueError, TypeError):
            return False
        return age >= TOO_FAST


class AnswerForm(RecordForm):
    """A producer's answer; `version` is what it saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = forms.ChoiceField(
        label=gettext_lazy("Can you deliver?"),
        widget=forms.RadioSelect,
        choices=[(one.value, STATES[one]) for one in ANSWERS],
    )
    words = forms.CharField(
        label=gettext_lazy("Words to the buyer"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("How much, when, at what price. The buyer reads it on the receipt's page."),
    )

    def of_a_note(self) -> None:
        """Say of an enquiry that came by telephone or chat that its buyer has no page to read the words on."""
        self.fields["words"].help_text = _("For yourself: tell the buyer by telephone or chat.")

    def answer_given(self) -> PartState:
        return PartState(self.cleaned_data["answer"])


class NoteForm(_ContactForm):
    """What came by telephone or chat, in three taps: how it came, for what, how many. The rest may stay empty."""

    source = forms.ChoiceField(
        label=gettext_lazy("How the buyer asked"),
        widget=forms.RadioSelect,
        choices=[(one.value, SOURCES[one]) for one in (Source.PHONE, Source.CHAT)],
        initial=Source.PHONE.value,
    )
    product = forms.ChoiceField(label=gettext_lazy("Product"))
    quantity = forms.IntegerField(
        label=gettext_lazy("How many packs"), min_value=1, max_value=MOST_QUANTITY, error_messages=_QUANTITY, initial=1
    )
    message = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, products: Sequence[tuple[str, str, Producer]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._producers = {code: producer for code, _name, producer in products}
        named = [(code, name) for code, name, _producer in products]
        self.fields["product"].choices = named  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["contact_name"].required = False
        self.fields["contact_name"].label = gettext_lazy("Buyer's name")

    def producer(self) -> Producer:
        return self._producers[self.cleaned_data["product"]]

    def wanted(self) -> Wanted:
        return Wanted(self.cleaned_data["product"], self.cleaned_data["quantity"])

    def contact(self) -> Contact:
        return Contact(self.cleaned_data["contact_name"], self.cleaned_data["phone"])

    def wishes(self) -> WishesOf:
        return WishesOf(self.cleaned_data["needed_on"], message=self.cleaned_data["message"])
