"""A council: its members, its regulation, its papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.accounts.models import User
from openocop.core.domain.text import nfc
from openocop.criteria.domain.legal_release import OptionRule, Release
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS
from openocop.evaluation.domain.bodies import Composition
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.procedure import OPTIONS
from openocop.evaluation.models import Seat
from openocop.ui.day_field import DayField
from openocop.ui.words import ROLE_NAMES


class CouncilForm(forms.Form):
    """The council as the appointment decision names it, and its regulation."""

    name = forms.CharField(max_length=300, label=_("Name of the council"))
    appointment_no = forms.CharField(required=False, max_length=60, label=_("Number of the appointment decision"))
    appointed_on = DayField(label=_("Date of the decision"), required=False)
    regulation_name = forms.CharField(
        required=False, max_length=300, label=_("Regulation (quy chế): number, date, title")
    )

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = [rule for rule in release.options.values() if rule.open]
        for rule in self.options:
            self.fields[f"o-{rule.name}"] = _option_field(rule)
        for option in OPTIONS:
            choices = [(value, words[0].upper() + words[1:]) for value, words in option.values.items()]
            self.fields[f"p-{option.name}"] = forms.ChoiceField(
                choices=choices, initial=option.default, label=option.label
            )

    @property
    def option_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Return each open option's field with what the law leaves open."""
        return [(self[f"o-{rule.name}"], rule.open or "") for rule in self.options]

    @property
    def procedure_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Return each option on how the council works with what the law leaves open."""
        return [(self[f"p-{option.name}"], option.open) for option in OPTIONS]

    def procedure(self) -> dict[str, str]:
        return {option.name: self.cleaned_data[f"p-{option.name}"] for option in OPTIONS}

    def regulation(self) -> dict[str, str | None]:
        return {rule.name: self.cleaned_data[f"o-{rule.name}"].replace(",", ".") or None for rule in self.options}


def _option_field(rule: OptionRule) -> forms.Field:
    label = OPTION_LABELS[rule.name]
    if rule.allowed:
        words = VALUE_LABELS[rule.name]
        choices = [(value, words[value][0].upper() + words[value][1:]) for value in rule.allowed]
        return forms.ChoiceField(choices=choices, initial=rule.default, label=label)
    return forms.RegexField(
        regex=r"^\d{1,4}([.,]\d{1,4})?$",
        required=False,
        initial=rule.default or "",
        label=label,
        help_text=_("Points, such as 10. Empty: no limit."),
        error_messages={"invalid": _("Write the points as a figure, such as 10 or 7.5.")},
    )


SEAT_ROLES = [
    ("", "—"),
    (SeatRole.CHAIR, ROLE_NAMES["chair"]),
    (SeatRole.VICE_CHAIR, _("Vice chair of the council")),
    (SeatRole.MEMBER, ROLE_NAMES["council_member"]),
    (SeatRole.SECRETARY, ROLE_NAMES["secretary"]),
    (SeatRole.GUEST, _("Guest, heard without a vote")),
]


class SeatForm(forms.Form):
    """One line of the appointment decision; an empty line is none."""

    role = forms.ChoiceField(choices=SEAT_ROLES, required=False, label=_("Place on the council"))
    name = forms.CharField(max_length=200, required=False, label=_("Full name"))
    body = forms.CharField(max_length=200, required=False, label=_("Body and position"))
    user = forms.ChoiceField(required=False, label=_("Account"))
    scores = forms.BooleanField(required=False, initial=True, label=_("Scores"))
    body_code = forms.ChoiceField(required=False, label=_("Body named by law"))

    def __init__(self, *args: Any, accounts: dict[str, User], law: Composition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {body.code: body.label for body in law.bodies}
        self.fields["body_code"].choices = [  # type: ignore[attr-defined]  # set per release
            ("", _("Another body")),
            *((body.code, body.words) for body in law.bodies),
        ]
        self.accounts = accounts
        named = [(key, user.full_name) for key, user in accounts.items()]
        self.fields["user"].choices = [("", _("No account")), *named]  # type: ignore[attr-defined]  # set per province

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") and not data.get("name") and data.get("user") in self.accounts:
            data["name"] = self.accounts[data["user"]].full_name
        for field in ("name", "body"):
            data[field] = nfc(data.get(field, ""))
        if not (data["name"] or data["body"] or data.get("user")):
            return data | {"role": ""}
        data["body"] = data["body"] or self.labels.get(data.get("body_code", ""), "")
        if data.get("role") == SeatRole.GUEST:
            data["scores"] = False
        if not data["name"]:
            self.add_error("name", _("Write the name as the decision has it."))
        if not data.get("role"):
            self.add_error("role", _("Choose the place on the council."))
        return data


class DecisionFileForm(forms.Form):
    file = forms.FileField(label=_("Signed decision, PDF"))


class DelegationForm(forms.Form):
    """Who chairs the council by the chair's paper, and until when; `last_day` is the last day it holds."""

    seat = forms.ChoiceField(label=_("Who chairs"))
    document_no = forms.CharField(max_length=60, label=_("Number of the delegation"))
    document_on = DayField(label=_("Date of the delegation"))
    scope = forms.CharField(max_length=300, label=_("Scope"), help_text=_("Such as: chairs the session of the round."))
    valid_from = DayField(label=_("From"))
    last_day = DayField(label=_("Until and with"))

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [  # type: ignore[attr-defined]  # set per council
            (seat.public_id, seat.name) for seat in seats
        ]

    def recorded(self) -> dict[str, Any]:
        """Return what the service takes: its term ends before a day."""
        data = dict(self.cleaned_data)
        until = data.pop("last_day") + timedelta(days=1)
        return data | {"seat_id": data.pop("seat"), "valid_until": until}


class SubstituteForm(forms.Form):
    """Who takes a place over, by which paper of their body."""

    seat = forms.ChoiceField(label=_("Whose place"))
    name = forms.CharField(max_length=200, label=_("Full name of the new member"))
    user = forms.ChoiceField(required=False, label=_("Account"))
    paper = forms.CharField(max_length=300, label=_("Paper of the body: number, date"))
    from_on = DayField(label=_("Serves from"))

    def __init__(self, *args: Any, seats: Sequence[Seat], accounts: dict[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        named = [(key, user.full_name) for key, user in accounts.items()]
        self.fields["seat"].choices = [  # type: ignore[attr-defined]  # set per council
            (seat.public_id, f"{seat.name} · {seat.body}") for seat in seats
        ]
        self.fields["user"].choices = [("", _("No account")), *named]  # type: ignore[attr-defined]  # as above

    def recorded(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"seat_id": data.pop("seat"), "user": self.accounts.get(data["user"])}
