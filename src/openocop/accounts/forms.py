"""Forms about people, posts and offices. Forms validate; services write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.domain.roles import OfficeLevel, Role
from openocop.accounts.domain.terms import Term
from openocop.accounts.selectors.words import LEVELS
from openocop.core.refusal import Refused
from openocop.ui.day_field import DayField
from openocop.ui.words import ROLE_NAMES

Choices = list[tuple[str, str]]
RECORDED_LEVELS = (OfficeLevel.COMMUNE, OfficeLevel.PROVINCE, OfficeLevel.MINISTRY)  # there are no districts any more
SIGN_IN_NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9.-]{2,39}$",
    gettext_lazy("3 to 40 small letters without marks, digits, hyphens or full stops, for example le-van-tap."),
)


def _line(label: Any, *, limit: int, required: bool = True, hint: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=limit, required=required, help_text=hint, widget=forms.TextInput(attrs=attrs)
    )


class KeepingForm(forms.Form):
    """A form that shows what a service refused at the field it belongs to."""

    def show_refusal(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class TermForm(KeepingForm):
    """A post to be given: role, office, term and the paper it stands on."""

    role = forms.ChoiceField(label=gettext_lazy("Post"))
    office = forms.ChoiceField(label=gettext_lazy("Office"))
    title = _line(
        gettext_lazy("Title at the office"), limit=200, required=False, hint=gettext_lazy("As papers print it.")
    )
    valid_from = DayField(label=gettext_lazy("First day"))
    last_day = DayField(
        label=gettext_lazy("Runs until"), required=False, help_text=gettext_lazy("Left open: until it is ended.")
    )
    basis = _line(
        gettext_lazy("Basis"),
        limit=300,
        hint=gettext_lazy("Decision or letter: its number and day."),
    )

    def __init__(self, *args: Any, roles: list[str], offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Choose the post")), *((r, ROLE_NAMES[r]) for r in roles)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["office"].choices = [("", _("Choose the office")), *offices]  # type: ignore[attr-defined]  # a ChoiceField

    def term(self) -> Term:
        data = self.cleaned_data
        return Term(
            role=Role(data["role"]),
            office=data["office"],
            valid_from=data["valid_from"],
            last_day=data["last_day"],
            title=data["title"],
            basis=data["basis"],
        )


class AccountForm(KeepingForm):
    """A new account."""

    full_name = _line(gettext_lazy("Full name"), limit=200, autocomplete="off")
    login = forms.CharField(
        label=gettext_lazy("Sign-in name"),
        max_length=40,
        validators=[SIGN_IN_NAME],
        help_text=gettext_lazy("Small letters without marks; it cannot be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = _line(gettext_lazy("Telephone"), limit=20, required=False, inputmode="tel", autocomplete="off")


class PersonForm(AccountForm, TermForm):
    """A new account with its first post."""

    field_order = ("full_name", "login", "phone")


class DelegationForm(KeepingForm):
    """A post lent for a term."""

    to = forms.ChoiceField(label=gettext_lazy("Lent to"))
    valid_from = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Runs until"))
    basis = _line(
        gettext_lazy("Paper of the delegation"),
        limit=300,
        hint=gettext_lazy("Number and day, and what it covers."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose the person")), *people]  # type: ignore[attr-defined]  # a ChoiceField


class EndForm(KeepingForm):
    last_day = DayField(label=gettext_lazy("Runs until"), help_text=gettext_lazy("Yesterday's date ends it at once."))
    basis = _line(gettext_lazy("Basis"), limit=300, required=False)


class OfficeForm(KeepingForm):
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=[(v, LEVELS[v]) for v in RECORDED_LEVELS])
    name = _line(gettext_lazy("Name of the office"), limit=200, hint=gettext_lazy("As papers print it."))
    unit_code = forms.ChoiceField(label=gettext_lazy("Administrative place"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_code"].choices = [("", _("Choose the place (none for a ministry)")), *units]  # type: ignore[attr-defined]  # a ChoiceField


class ConsentForm(forms.Form):
    """Where a person may be written to, and whether they agree to it."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    agrees = forms.BooleanField(label=gettext_lazy("I agree to get reminders at this address"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agrees") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give the address that reminders shall go to, or take back the consent."))
        return data
