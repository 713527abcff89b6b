"""Invented material of the gallery pages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each kind."""

    product = forms.CharField(label=_("Product name"), help_text=_("As it stands on the label."))
    lot = forms.RegexField(
        regex=r"\d$",
        label=_("Lot number on the label"),
        error_messages={"invalid": _("The last sign is the letter I. Lot numbers usually end in a digit: try 1.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of dossier"),
        choices=[("first", _("First assessment")), ("again", _("Re-assessment")), ("up", _("Upgrade"))],
    )
    way = forms.ChoiceField(
        label=_("How the samples arrive"),
        choices=[("hand", _("By hand")), ("post", _("By post"))],
        widget=forms.RadioSelect,
    )
    story = forms.CharField(label=_("Story"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label=_("I have read what will be published"), required=False)
    paper = forms.FileField(label=_("Laboratory report"), help_text=_("PDF or photograph, up to 20 MB."))


@dataclass(frozen=True, slots=True)
class SampleRow:
    product: str
    producer: str
    average: Fraction
    scores: tuple[Decimal, ...]
    stars: int
    missing: int
    wide: bool


def sample_rows() -> list[SampleRow]:
    """Return three invented results: clean, gates missing, spread over the limit."""
    return [
        _row("Sản phẩm minh hoạ 1", (65, 66, 68, 68, 68, 69, 69, 69, 70), stars=3),
        _row("Sản phẩm minh hoạ 2", (73, 74, 74, 75, 75, 76, 76, 77, 79), stars=3, missing=4),
        _row("Sản phẩm minh hoạ 3", (58, 61, 64, 65, 65, 66, 66, 64, 71), stars=3, wide=True),
    ]


def _row(product: str, scores: tuple[int, ...], *, stars: int, missing: int = 0, wide: bool = False) -> SampleRow:
    numbers = tuple(Decimal(score) for score in scores)
    average = Fraction(sum(scores), len(scores))
    return SampleRow(product, "Cơ sở minh hoạ", average, numbers, stars, missing, wide)


@dataclass(frozen=True, slots=True)
class SampleLevel:
    points: str
    text: str
    gate: str = ""
    checked: bool = False
    adviser: bool = False
    claimed: bool = False


def levels() -> list[SampleLevel]:
    """Return levels such as criterion 1.5 (Liên kết chuỗi) has; the wording is shortened."""
    return [
        SampleLevel("0", "Không có liên kết hoặc có liên kết nhưng không rõ ràng"),
        SampleLevel("1", "Có hợp đồng liên kết từ 50% đến dưới 75% sản lượng tiêu thụ", checked=True),
        SampleLevel("2", "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ", gate="4", adviser=True),
        SampleLevel(
            "3",
            "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ, thực hiện ổn định từ 12 tháng trở lên",
            gate="5",
            claimed=True,
        ),
    ]
