"""What is entered of a case of withdrawal, from what was found to the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.dossiers.forms.acts import OnceForm
from openocop.recognition.domain.withdrawal import GROUND_TEXTS
from openocop.recognition.domain.withdrawal_case import Proposal
from openocop.recognition.forms.decisions import SignedForm
from openocop.ui.day_field import DayField


def _words(label: Any, hint: Any = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class OpenCaseForm(OnceForm):
    """The six grounds of Decision 26/2026 art. 8; their wording is the law's and is not translated."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=[(slug, text) for slug, text in GROUND_TEXTS.items()], widget=forms.RadioSelect
    )
    finding = _words(_("What was found?"), _("The producer reads these words and answers to them. Name no informant."))
    concluded_by = forms.CharField(
        label=_("Who concluded so?"),
        max_length=200,
        help_text=_("The authority that inspected, or the commune that confirms that production stopped."),
    )
    conclusion_no = forms.CharField(label=_("Number of the conclusion"), max_length=100, required=False)
    concluded_on = DayField(label=_("Day of the conclusion"), help_text=_("The 15 days run from this day."))


class CasePaperForm(OnceForm):
    file = forms.FileField(
        label=_("Photograph or file"),
        help_text=_("A photograph of at most 60 MB; PDF, Word or Excel of at most 20 MB."),
        error_messages={"empty": _("The file is empty. Choose it again, or take the photograph again.")},
        allow_empty_file=True,
    )
    title = forms.CharField(label=_("What is it?"), required=False, max_length=200)


class TellForm(forms.Form):
    answer_by = DayField(label=_("The producer answers by"))


class AnswerForm(forms.Form):
    answer = _words(_("Your explanation"), _("What is not so, what was put right since, what you ask for."), rows=5)


class ProposeForm(forms.Form):
    proposal = forms.ChoiceField(
        label=_("How is it decided?"),
        choices=[
            (Proposal.WITHDRAW.value, _("Withdraw the recognition")),
            (Proposal.DROP.value, _("Drop the case; the recognition stands")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = _words(_("Reasons"), _("Of a withdrawal the public reads them. Name no person."), rows=5)


class DecideWithdrawalForm(SignedForm):
    dated_on = DayField(label=_("Day on the paper"))
    field_order = ("seen", "number", "dated_on", "signer", "signer_capacity")


class DropForm(forms.Form):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
