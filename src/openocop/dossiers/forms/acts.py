"""What every form of a dossier is made of."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

ACCEPTED_FILES = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx"


class OnceForm(forms.Form):
    """A form whose sending twice does nothing twice: it carries an identifier made with the page."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4


class AnnouncedForm(OnceForm):
    """What a device says of a file before it sends it in pieces: `head` are its first bytes in hexadecimal."""

    name = forms.CharField(max_length=400)
    size = forms.IntegerField(min_value=0)
    head = forms.RegexField(r"^(?:[0-9a-f]{2}){1,16}$", required=False)

    def about(self) -> dict[str, Any]:
        """Return what is said of the paper itself."""
        return {name: said for name, said in self.cleaned_data.items() if name not in AnnouncedForm.base_fields}


class ActForm(OnceForm):
    """An act on the version of the dossier that was read."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
