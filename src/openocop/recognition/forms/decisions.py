"""What an officer or a leader may enter around decisions, papers and lists."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.recognition.domain.provincial_list.limits import MAX_BYTES
from openocop.recognition.domain.withdrawal import GROUND_TEXTS
from openocop.ui.day_field import DayField


class SignedForm(forms.Form):
    """Number and day are the clerk's; the system records them. `seen` names the draft that the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number and symbol"), max_length=40, help_text=_("As on the paper: 123/QĐ-UBND"))
    signer = forms.CharField(label=_("Signed by"), max_length=200)
    signer_capacity = forms.CharField(
        label=_("Signed as"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line each, as printed: KT. CHỦ TỊCH, then PHÓ CHỦ TỊCH. Empty means CHỦ TỊCH."),
    )


class IssueForm(SignedForm):
    decided_on = DayField(label=_("Day on the paper"))
    field_order = ("seen", "number", "decided_on", "signer", "signer_capacity")


class WithdrawForm(forms.Form):
    """The six grounds of Decision 26/2026 art. 8; their wording is the law's and is not translated."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=[(slug, text) for slug, text in GROUND_TEXTS.items()], widget=forms.RadioSelect
    )
    decision_no = forms.CharField(label=_("Number of the decision"), max_length=100)
    decided_on = DayField(label=_("Day of the decision"))


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        max_length=255,
        help_text=_(
            "XLSX, XLS, ODS or CSV as your office keeps it, or a table in a Word file or web page; "
            "up to 50 MB and 100,000 rows."
        ),
        error_messages={"empty": _("The file is empty. Choose the file again.")},
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 MB. Keep only the sheet with the list."))
        return file


class NumberForm(forms.Form):
    """Number and day are the clerk's; the scan of the signed paper may follow later."""

    number = forms.CharField(
        label=_("Number and symbol of the paper"),
        max_length=40,
        required=False,
        help_text=_("As on the paper: 123/KH-UBND"),
    )
    dated_on = DayField(label=_("Day on the paper"))
    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    signer_capacity = forms.CharField(
        label=_("Signed as"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One line each, as printed: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH. Empty: as on the draft."
        ),
    )
    scan = forms.FileField(
        label=_("Signed paper"),
        required=False,
        max_length=255,
        help_text=_("The scan with signature and seal: PDF, JPEG or PNG, up to 20 MB. It may follow later."),
    )


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Your template"),
        max_length=255,
        help_text=_("A Word document (.docx) up to 5 MB, without macros and without links to other files."),
        error_messages={"empty": _("The file is empty. Choose the file again.")},
    )


class CloseForm(forms.Form):
    """The law of archives fixes how long; the office says it and names the document."""

    retention = forms.CharField(
        label=_("Kept for"), max_length=100, required=False, help_text=_("For example: 20 năm, Vĩnh viễn")
    )
    retention_basis = forms.CharField(
        label=_("Basis of the term"),
        max_length=300,
        required=False,
        help_text=_("Number, day and item of the document that fixes the term; empty leaves a dotted line"),
    )
