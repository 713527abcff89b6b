"""Visits of the advisory team, and letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.evaluation.domain.visit import HEADINGS
from openocop.evaluation.forms.sheets import LONGEST
from openocop.ui.day_field import DayField


class VisitForm(forms.Form):
    """The report on a visit. What a draft may still lack is said when it is sent."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    visited_on = DayField(label=_("Day of the visit"))
    place = forms.CharField(max_length=300, required=False, label=_("Where you were"))
    present = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("Who took part"),
        help_text=_("One person a line: name, position, body."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    conclusion = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("Conclusion of the advisory team"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, heading in HEADINGS.items():
            area = forms.Textarea(attrs={"rows": 2})
            self.fields[f"f-{key}"] = forms.CharField(label=heading, required=False, max_length=LONGEST, widget=area)

    @property
    def finding_fields(self) -> list[forms.BoundField]:
        return [self[f"f-{key}"] for key in HEADINGS]

    def findings(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"f-{key}"] for key in HEADINGS}


class PhotoForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    photo = forms.FileField(
        label=_("Photograph"), help_text=_("JPEG, PNG or WebP, at most 60 MB."), allow_empty_file=True
    )
    caption = forms.CharField(required=False, max_length=200, label=_("What it shows"))


class LetterForm(forms.Form):
    """What all letters of a page share; the number of each stands in its row."""

    dated_on = DayField(label=_("Day on the letters"))
    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    signer_capacity = forms.CharField(
        label=_("Signed as"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line each, as printed. Empty means CHỦ TỊCH HỘI ĐỒNG."),
    )
