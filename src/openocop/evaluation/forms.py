"""What may come in. Forms validate and never save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openocop.accounts.models import User
from openocop.core.domain.text import nfc
from openocop.criteria.domain.legal_release import OptionRule, Release
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS
from openocop.criteria.domain.sheet import Mark
from openocop.evaluation.domain.bodies import Composition
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.domain.procedure import OPTIONS
from openocop.evaluation.models import Seat
from openocop.evaluation.selectors.conflicts import DeclarationRow
from openocop.ui.words import ROLE_NAMES

LONGEST = 4000
LONGEST_CODE = 20


class SheetForm(forms.Form):
    """The parts of a sheet that are not levels."""

    client_id = forms.UUIDField()
    opinion = forms.CharField(required=False, max_length=LONGEST, strip=True)


def marks_from(post: QueryDict) -> tuple[Marks, UUID] | None:
    """Read a posted sheet; `None` when it is not one. A level that is no number is one that no sheet prints.

    Knock-outs that were ticked but not confirmed are left out.
    """
    form = SheetForm(post)
    if not form.is_valid():
        return None
    marks = Marks(
        levels={code[:LONGEST_CODE]: _mark(text) for code, text in _posted(post, "m-")},
        disqualified=post.getlist("d") if post.get("d-confirm") else [],
        reasons={code: text.strip()[:LONGEST] for code, text in _posted(post, "r-")},
        opinion=form.cleaned_data["opinion"],
        outside=[code[:LONGEST_CODE] for code, _text in _posted(post, "o-")],
    )
    return marks, form.cleaned_data["client_id"]


def _posted(post: QueryDict, prefix: str) -> list[tuple[str, str]]:
    return [(key.removeprefix(prefix), str(text)) for key, text in post.items() if key.startswith(prefix) and text]


def _mark(text: str) -> Mark:
    if text == "none":
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 2 else -1


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label=_("Why you step aside"),
        help_text=_("For instance: kin of the producer, its employee, its consultant, its shareholder."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DiscussionForm(forms.Form):
    text = forms.CharField(
        required=False,
        max_length=20000,
        label=_("What was discussed"),
        help_text=_("Printed in the minutes as written; a line for each point."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Conclusion of the discussion"),
        help_text=_("Printed in the minutes beside the second ballot."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


NONE, CONFLICT = "none", "conflict"


class DeclarationForm(forms.Form):
    """One member's declaration on all products before them at once.

    A product that the registers may tie to the member takes an answer of its own; the rest may be answered by one tick.
    """

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    rest = forms.BooleanField(
        required=False, label=_("On every product I did not answer above: no conflict of interest.")
    )
    signature = forms.CharField(max_length=200, label=_("Full name, as a signature"))

    def __init__(self, *args: Any, rows: Sequence[DeclarationRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["signature"].widget.attrs["autocomplete"] = "name"
        for row in rows:
            self.fields[f"c-{row.key}"] = forms.ChoiceField(
                choices=[(NONE, _("No conflict of interest")), (CONFLICT, _("Conflict: I step aside"))],
                widget=forms.RadioSelect,
                required=False,
                label=row.entry.dossier.product.name,
            )
            self.fields[f"r-{row.key}"] = forms.CharField(required=False, max_length=300, label=_("Reason"))

    @property
    def lines(self) -> list[tuple[DeclarationRow, forms.BoundField, forms.BoundField]]:
        """Return each product with the fields of its answer and of the reason."""
        return [(row, self[f"c-{row.key}"], self[f"r-{row.key}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self.rows:
            answer, reason = f"c-{row.key}", f"r-{row.key}"
            if data.get(answer) == CONFLICT and not nfc(data.get(reason) or ""):
                self.add_error(reason, _("Say in a few words why you step aside."))
            elif not data.get(answer) and row.hints:
                self.add_error(answer, _("The registers may tie you to this product: answer it by itself."))
            elif not data.get(answer) and not data.get("rest"):
                self.add_error(answer, _("Answer, or tick the line that answers for the rest."))
        return data

    def declared(self) -> dict[str, Any]:
        """Return what the service takes: answers by product, signature, number of the form."""
        data = self.cleaned_data
        answers = {row.key: nfc(data[f"r-{row.key}"]) if data[f"c-{row.key}"] == CONFLICT else "" for row in self.rows}
        return {"answers": answers, "signature": data["signature"], "client_id": data["client_id"]}


class CouncilForm(forms.Form):
    """The council as the appointment decision names it, and its regulation."""

    name = forms.CharField(max_length=300, label=_("Name of the council"))
    appointment_no = forms.CharField(required=False, max_length=60, label=_("Number of the appointment decision"))
    appointed_on = forms.DateField(
        required=False,
        label=_("Date of the decision"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
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


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class DecisionFileForm(forms.Form):
    file = forms.FileField(label=_("Signed decision, PDF"))


class DelegationForm(forms.Form):
    """Who chairs the council by the chair's paper, and until when; `last_day` is the last day it holds."""

    seat = forms.ChoiceField(label=_("Who chairs"))
    document_no = forms.CharField(max_length=60, label=_("Number of the delegation"))
    document_on = _day(_("Date of the delegation"))
    scope = forms.CharField(max_length=300, label=_("Scope"), help_text=_("Such as: chairs the session of the round."))
    valid_from = _day(_("From"))
    last_day = _day(_("Until and with"))

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
    from_on = _day(_("Serves from"))

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


class SessionForm(forms.Form):
    held_on = forms.DateField(
        label=_("Day of the session"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(max_length=200, required=False, label=_("Meeting place"))
