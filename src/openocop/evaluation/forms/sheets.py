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


class SheetForm(forms.Form):
    """The parts of a sheet that are not levels. `base` is the moment a saved sheet was answered with, "" for none."""

    client_id = forms.UUIDField()
    sheet = forms.UUIDField(required=False)
    base = forms.CharField(required=False, max_length=40)
    opinion = forms.CharField(required=False, max_length=LONGEST, strip=True)
    answer = forms.ChoiceField(required=False, choices=[(v, v) for v in Answer])
    answer_reason = forms.CharField(required=False, max_length=LONGEST, strip=True)

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
        answer=form.cleaned_data["answer"],
        answer_reason=form.cleaned_data["answer_reason"],
        outside=[code[:LONGEST_CODE] for code, _text in _posted(post, "o-")],
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
