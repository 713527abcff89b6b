"""What a producer says of a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.recognition.domain.label_check import Pack, Sign, Stated
from openocop.ui.day_field import DayField

MAX_TEXT = 5000
_STARS = [("", gettext_lazy("Count them on the label")), *((n, str(n)) for n in (1, 2, 3, 4, 5))]
_SIGNS = [
    (Sign.OFFICIAL, gettext_lazy("The official file, given by the provincial OCOP office")),
    (Sign.KIT, gettext_lazy("The drawing of the kit on this page")),
    (Sign.OTHER, gettext_lazy("Drawn by a printer, or copied from another pack")),
    (Sign.NONE, gettext_lazy("No stars are drawn on it")),
]


class LabelForm(forms.Form):
    """A label as it will be printed. `packs` are public ids with their names."""

    stars = forms.TypedChoiceField(label=gettext_lazy("Stars on the label"), choices=_STARS, coerce=int)
    product_name = forms.CharField(label=gettext_lazy("Name of the product on the label"), max_length=300)
    packed_on = DayField(label=gettext_lazy("Day of production"), required=False)
    code = forms.CharField(label=gettext_lazy("Product code on the label"), max_length=60, required=False)
    pack = forms.ChoiceField(label=gettext_lazy("Which pack"), required=False)
    sign = forms.ChoiceField(label=gettext_lazy("Where the star sign was taken from"), choices=_SIGNS)
    text = forms.CharField(
        label=gettext_lazy("What stands on the label"),
        max_length=MAX_TEXT,
        required=False,
        help_text=gettext_lazy("Copy all of it here. Left empty, only the sign is checked."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, packs: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(Pack.UNNAMED.value, _("Not said")), *packs, (Pack.OTHER.value, _("Another one"))]
        self.fields["pack"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def stated(self) -> Stated:
        data = self.cleaned_data
        plain = {name: data[name] for name in ("stars", "product_name", "code", "packed_on", "pack", "text")}
        return Stated(**plain, sign=Sign(data["sign"]))
