"""What is handed in of a signed paper, and entered of an authority."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.sealing.domain.signing import Signers
from openocop.sealing.words import SIGNERS_NAMES


class HandInForm(forms.Form):
    file = forms.FileField(
        label=_("The signed file"),
        help_text=_("PDF with the signatures of the person and of the agency, up to 20 MB."),
        max_length=255,
    )


class AnchorForm(forms.Form):
    pem = forms.CharField(
        label=_("Certificate of the authority"),
        help_text=_("The text from BEGIN CERTIFICATE to END CERTIFICATE (PEM)."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        max_length=20_000,
    )
    signers = forms.ChoiceField(
        label=_("Whom do its certificates name?"),
        choices=[(one.value, SIGNERS_NAMES[one.value]) for one in Signers],
        initial=Signers.BOTH.value,
        widget=forms.RadioSelect,
    )
    agency_name = forms.CharField(
        label=_("Name in the agency's certificate"),
        help_text=_(
            "As it stands there under “common name”, for example: ỦY BAN NHÂN DÂN TỈNH CÀ MAU. "
            "Leave it empty where persons alone are certified."
        ),
        max_length=300,
        required=False,
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why is it believed no more?"), max_length=300)
