"""Rounds, samples, the counter, and what a province chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.dossiers.domain.office_options import OPTION_LABELS, OPTION_SOURCES, VALUE_LABELS
from openocop.dossiers.domain.samples import SAMPLES, Handover, Purpose
from openocop.dossiers.forms.acts import OnceForm
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.rounds import ComingRound
from openocop.ui.day_field import DayField

EXTRA = "extra"


class HandoverForm(OnceForm):
    """A hand-over of samples."""

    purpose = forms.ChoiceField(
        label=_("Samples"), widget=forms.RadioSelect, choices=list(words.PURPOSES.items()), initial=Purpose.PROVINCE
    )
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=SAMPLES)
    handed_on = DayField(label=_("Handed over on"))
    handed_by = forms.CharField(label=_("Handed over by"), max_length=200)
    received_by = forms.CharField(label=_("Received by"), max_length=200)
    condition = forms.CharField(
        label=_("Condition"),
        help_text=_("Packaging, label, lot, use-by date, anything damaged."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cold = forms.ChoiceField(
        label=_("Temperature on the way"),
        widget=forms.RadioSelect,
        choices=[("", _("needs no cold chain")), ("yes", _("cold chain kept")), ("no", _("cold chain not kept"))],
        required=False,
    )

    def stated(self) -> Handover:
        data = self.cleaned_data
        return Handover(
            **{name: data[name] for name in ("purpose", "count", "handed_on", "handed_by", "received_by", "condition")},
            cold_chain=bool(data["cold"]),
            kept_cold=data["cold"] == "yes" if data["cold"] else None,
        )


class FateForm(OnceForm):
    fate = forms.ChoiceField(label=_("What became of them"), choices=list(words.FATES.items()))
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=1)
    happened_on = DayField(label=_("On"))
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class CounterForm(forms.Form):
    """The one-stop counter's number of one filing."""

    number = forms.CharField(label=_("Counter number"), max_length=60)
    received_on = DayField(label=_("Received on"))
    appointment_on = DayField(
        label=_("Result promised for"), help_text=_("Empty: the end of the commune's 15 working days."), required=False
    )
    paper_set = forms.BooleanField(label=_("The paper set was handed in beside the electronic one"), required=False)


class PortalForm(forms.Form):
    file = forms.FileField(
        label=_("File of the portal"),
        help_text=_("CSV in UTF-8 or XLSX, at most 2 MB."),
        error_messages={"empty": _("The file is empty. Choose it again.")},
        allow_empty_file=True,
    )


class OptionsForm(forms.Form):
    """The province's named options; the default of each stands first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in VALUE_LABELS.items():
            self.fields[name] = forms.ChoiceField(
                label=OPTION_LABELS[name],
                help_text=OPTION_SOURCES[name],
                choices=list(values.items()),
                widget=forms.RadioSelect,
            )
        self.fields["procedure_name"] = forms.CharField(
            label=_("Name of the published procedure"), required=False, max_length=300
        )
        self.fields["basis"] = forms.CharField(
            label=_("Paper the choice stands on"),
            help_text=_("Number and date; needed as soon as anything differs from the defaults."),
            required=False,
            max_length=300,
        )

    def options(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in VALUE_LABELS}


class RoundForm(forms.Form):
    """One of the law's rounds, or a further one with its dates and the plan it stands on."""

    which = forms.ChoiceField(label=_("Round"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of the further round"), required=False, max_length=200)
    propose_before = DayField(label=_("Communes propose before"), required=False)
    evaluate_before = DayField(label=_("Evaluated before"), required=False)
    plan_basis = forms.CharField(label=_("Plan (number and date)"), required=False, max_length=300)

    def __init__(self, *args: Any, coming: Sequence[ComingRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._coming = {row.code: row for row in coming}
        choices = [
            (row.code, _("Round %(number)d of %(year)d") % {"number": row.number, "year": row.year}) for row in coming
        ]
        self.fields["which"].choices = [*choices, (EXTRA, _("A further round by plan"))]  # type: ignore[attr-defined]  # a field made as ChoiceField
        self.fields["which"].initial = coming[0].code if coming else EXTRA

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("which") == EXTRA:
            for name in ("name", "propose_before", "evaluate_before"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A further round needs this."))
        return data

    def facts(self) -> dict[str, Any]:
        """Return code, name and limits of the chosen round."""
        data = self.cleaned_data
        row = self._coming.get(data["which"])
        if row is None:
            return {
                "code": f"{data['propose_before']:%Y-%m-%d}",
                "name": data["name"],
                "propose_before": data["propose_before"],
                "evaluate_before": data["evaluate_before"],
            }
        # The name of a round is written into decisions, hence Vietnamese whatever the reader's language.
        return {
            "code": row.code,
            "name": f"Đợt {row.number} năm {row.year}",
            "propose_before": row.dates.propose_before,
            "evaluate_before": row.dates.evaluate_before,
        }
