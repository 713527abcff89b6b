"""What may come in. Forms validate and never save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.marks import Marks, Origin
from openocop.ui.words import ROLE_NAMES

LONGEST = 4000
LONGEST_CODE = 20


class SheetForm(forms.Form):
    """The parts of a sheet that are not levels. `base` is the moment a saved sheet was answered with, "" for none."""

    client_id = forms.UUIDField()
    sheet = forms.UUIDField(required=False)
    base = forms.CharField(required=False, max_length=40)
    opinion = forms.CharField(required=False, max_length=LONGEST, strip=True)

    def clean_base(self) -> datetime | None:
        written = self.cleaned_data["base"]
        try:
            moment = datetime.fromisoformat(written) if written else None
        except ValueError as wrong:
            raise forms.ValidationError("") from wrong
        if moment is not None and moment.tzinfo is None:
            raise forms.ValidationError("")
        return moment


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted sheet; `origin` is None from a form that does not say what it goes on from."""

    marks: Marks
    client_id: UUID
    origin: Origin | None


def marks_from(post: QueryDict) -> Posted | None:
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
    )
    number = form.cleaned_data["sheet"]
    origin = Origin(number, form.cleaned_data["base"]) if number else None
    return Posted(marks, form.cleaned_data["client_id"], origin)


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

    @property
    def option_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Return each open option's field with what the law leaves open."""
        return [(self[f"o-{rule.name}"], rule.open or "") for rule in self.options]

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
]


class SeatForm(forms.Form):
    """One line of the appointment decision; an empty line is none."""

    role = forms.ChoiceField(choices=SEAT_ROLES, required=False, label=_("Place on the council"))
    name = forms.CharField(max_length=200, required=False, label=_("Full name"))
    body = forms.CharField(max_length=200, required=False, label=_("Body and position"))
    user = forms.ChoiceField(required=False, label=_("Account"))
    scores = forms.BooleanField(required=False, initial=True, label=_("Scores"))

    def __init__(self, *args: Any, accounts: dict[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        if not data["name"]:
            self.add_error("name", _("Write the name as the decision has it."))
        if not data.get("role"):
            self.add_error("role", _("Choose the place on the council."))
        return data


class SessionForm(forms.Form):
    held_on = forms.DateField(
        label=_("Day of the session"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(max_length=200, required=False, label=_("Meeting place"))
