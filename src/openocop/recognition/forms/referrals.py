"""What is entered on the way to the ministry and back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.recognition.domain.central_correction import TAKEN_BACK
from openocop.recognition.domain.referral import CENTRAL_STAR
from openocop.recognition.words import ADDED_NAMES, CHOICE_NAMES, WAY_NAMES
from openocop.ui.day_field import DayField

MAX_TEXT = 2000


class PackForm(forms.Form):
    """Nothing is asked: the pack is what is recorded."""


class AddedPaperForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=list(ADDED_NAMES.items()))
    title = forms.CharField(label=_("Title of the paper"), max_length=200)
    number = forms.CharField(label=_("Number and symbol of the paper"), max_length=60, required=False)
    dated_on = DayField(label=_("Day on the paper"), required=False)
    scan = forms.FileField(label=_("File"), max_length=255, help_text=_("PDF, JPEG or PNG, up to 20 MB"))


class SendForm(forms.Form):
    letter_no = forms.CharField(
        label=_("Number of the letter"), max_length=60, help_text=_("As the clerk's office gave it: 123/UBND-KT")
    )
    letter_on = DayField(label=_("Day of the letter"))
    sent_on = DayField(label=_("Sent on"))
    way = forms.ChoiceField(label=_("How it was sent"), choices=list(WAY_NAMES.items()))
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("For example the number of the parcel")
    )


class ReceiptForm(forms.Form):
    number = forms.CharField(label=_("Number of the ministry's receipt"), max_length=60)
    received_on = DayField(label=_("Received by the ministry on"))


class ReturnForm(forms.Form):
    remarks = forms.CharField(
        label=_("What the ministry remarked"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("One point a line"),
    )
    returned_on = DayField(label=_("Returned on"))
    letter_no = forms.CharField(label=_("Number of the ministry's letter"), max_length=60, required=False)


class CentralResultForm(forms.Form):
    points = forms.CharField(label=_("Points"), max_length=12, help_text=_("As on the paper, for example 91,25"))
    star = forms.TypedChoiceField(
        label=_("Stars"),
        choices=[("", _("none")), *((str(star), str(star)) for star in range(CENTRAL_STAR, 0, -1))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("As the ministry's paper names them"),
    )
    number = forms.CharField(label=_("Number of the ministry's paper"), max_length=60)
    decided_on = DayField(label=_("Day on the paper"))
    issued_on = DayField(
        label=_("Day on the minister's certificate"), required=False, help_text=_("With five stars only")
    )
    scan = forms.FileField(
        label=_("The ministry's paper"), max_length=255, help_text=_("PDF, JPEG or PNG, up to 20 MB")
    )


class ChoiceForm(forms.Form):
    """Neither choice stands first: none is marked until the leader marks it."""

    choice = forms.ChoiceField(
        label=_("Choice of the province"), choices=list(CHOICE_NAMES.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MAX_TEXT)


class ResultCorrectionForm(CentralResultForm):
    """The ministry's result once more, filled with what is recorded; the scan only where a wrong one was kept."""

    scan = forms.FileField(
        label=_("The ministry's paper"),
        max_length=255,
        required=False,
        help_text=_("Only where a wrong file was kept; the former stays beside it"),
    )
    why = forms.CharField(label=_("Why it is corrected"), widget=forms.Textarea(attrs={"rows": 2}), max_length=MAX_TEXT)


class ChoiceCorrectionForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Choice of the province"),
        choices=[
            *CHOICE_NAMES.items(),
            (TAKEN_BACK, _("No choice: take it back, so that the result can be corrected")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason of the choice"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MAX_TEXT, required=False
    )
    why = forms.CharField(label=_("Why it is corrected"), widget=forms.Textarea(attrs={"rows": 2}), max_length=MAX_TEXT)


class ConfirmForm(forms.Form):
    """What was compared; nothing else is asked."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)


class EnterForm(forms.Form):
    into = forms.CharField(label=_("Round"), max_length=40, widget=forms.Select)
