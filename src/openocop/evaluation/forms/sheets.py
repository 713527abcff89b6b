"""Sheets as they are posted, and stepping aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openocop.criteria.domain.sheet import Mark
from openocop.evaluation.domain.lifecycle import Answer
from openocop.evaluation.domain.marks import Marks, Origin

LONGEST = 4000
LONGEST_CODE = 20


class _MomentField(forms.CharField):
    """A moment as a saved sheet was answered with; None where nothing was."""

    def clean(self, value: object) -> datetime | None:
        written = super().clean(value)
        try:
            moment = datetime.fromisoformat(written) if written else None
        except ValueError as wrong:
            raise forms.ValidationError("") from wrong
        if moment is not None and moment.tzinfo is None:
            raise forms.ValidationError("")
        return moment


# The parts of a sheet that are not levels. No form stands around them: nobody is shown what is wrong with one, and to
# build it for each of the sheets that a whole council keeps sending took longer than to read them.
_PARTS: dict[str, forms.Field] = {
    "client_id": forms.UUIDField(),
    "sheet": forms.UUIDField(required=False),
    "base": _MomentField(required=False, max_length=40),
    "opinion": forms.CharField(required=False, max_length=LONGEST),
    "answer": forms.ChoiceField(required=False, choices=[(v, v) for v in Answer]),
    "answer_reason": forms.CharField(required=False, max_length=LONGEST),
}


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
    try:
        parts = {name: field.clean(post.get(name)) for name, field in _PARTS.items()}
    except forms.ValidationError:
        return None
    levels, reasons, outside = {}, {}, []
    for name, given in post.items():
        kind, code, text = name[:2], name[2:][:LONGEST_CODE], str(given)
        if kind == "m-" and text:
            levels[code] = _mark(text)
        elif kind == "r-" and text:
            reasons[name[2:]] = text.strip()[:LONGEST]
        elif kind == "o-" and text:
            outside.append(code)
    client_id, sheet, base = (parts.pop(name) for name in ("client_id", "sheet", "base"))
    disqualified = post.getlist("d") if post.get("d-confirm") else []
    marks = Marks(levels=levels, disqualified=disqualified, reasons=reasons, outside=outside, **parts)
    return Posted(marks, client_id, Origin(sheet, base) if sheet else None)


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
