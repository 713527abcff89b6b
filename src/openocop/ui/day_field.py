"""A day as it stands on a Vietnamese paper, written the same on every device."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Day, month and year parted by anything one finds between them, or run together: some number pads have no stroke.
_WRITTEN = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})|(\d\d)(\d\d)(\d{4})")


class DayField(forms.DateField):
    """Takes 30/11/2026, 30-11-2026, 30.11.2026, 30112026 and 2026-11-30; shows the first.

    A browser's own picker puts day and month in the order of its owner's language, and telephones sold here are often
    set to English.
    """

    default_error_messages = {"invalid": _("This is no day. Write day/month/year, for example 30/11/2026.")}

    def __init__(self, *, label: Any, help_text: Any = "", **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=help_text or _("Day/month/year, for example 30/11/2026."),
            input_formats=["%d/%m/%Y", "%Y-%m-%d"],
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        written = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
        return super().to_python("/".join(part for part in written.groups() if part) if written else value)
