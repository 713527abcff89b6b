"""Forms of reports: they shape and check what was typed; services decide and save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.misuse.domain.reports import MOST_LINE, MOST_WORDS, Outcome, Seen, Sighting
from openocop.misuse.words import OUTCOMES, SEEN
from openocop.registry.forms import RecordForm
from openocop.ui.day_field import DayField


def _text(label: Any, *, rows: int = 4, required: bool = True, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=MOST_WORDS, required=required, widget=widget, help_text=hint)


class ReportForm(RecordForm):
    """What somebody saw. A field that no person sees stays empty; photographs are read beside the form."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    about = forms.CharField(required=False, max_length=MOST_LINE, label=_("Product, code or name on the pack"))
    seen = forms.ChoiceField(
        label=_("What did you see?"),
        widget=forms.RadioSelect,
        choices=[(one.value, name) for one, name in SEEN.items()],
    )
    words = _text(_("In your own words"), required=False, hint=_("What stood there, and what makes you doubt it."))
    where = forms.CharField(
        label=_("Where"), max_length=MOST_LINE, required=False, help_text=_("Shop, market, fair, page.")
    )
    link = forms.CharField(label=_("Address of the page, if it was on the internet"), max_length=500, required=False)
    seen_on = DayField(label=_("On which day"))
    contact = forms.CharField(
        label=_("How to reach you, if you like"),
        max_length=200,
        required=False,
        help_text=_("Telephone or e-mail. Only the provincial OCOP office reads it; erased 90 days after the answer."),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    province = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, *args: Any, provinces: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["province"].choices = provinces  # type: ignore[attr-defined]  # a choice field

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."))
        return ""

    def sighting(self) -> Sighting:
        data = self.cleaned_data
        plain = {name: data[name] for name in ("words", "where", "seen_on", "about", "link", "contact")}
        return Sighting(seen=Seen(data["seen"]), **plain)


class AnswerForm(RecordForm):
    """How a report ends. `version` is what the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(
        label=_("What came out"),
        widget=forms.RadioSelect,
        choices=[(one.value, name) for one, name in OUTCOMES.items()],
    )
    reason = _text(_("What it rests on"), required=False, hint=_("For the office; the reporter does not read it."))
    answer = _text(_("Answer to whoever reported it"), required=False, hint=_("Names nobody and no open case."))

    def chosen(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])
