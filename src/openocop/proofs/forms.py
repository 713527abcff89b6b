"""What is entered of a key."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it revoked?"),
        help_text=_("Whoever checks a certificate that it signed reads this, for example: the key was copied."),
        max_length=300,
    )
