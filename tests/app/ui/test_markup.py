"""Markup is escaped as Django escapes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from openocop.ui.markup import markup, markups


class _Drawn:
    def __html__(self) -> str:
        return "<b>1</b>"


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("<b>\"Tôm\" & 'cua'</b>", "&lt;b&gt;&quot;Tôm&quot; &amp; &#x27;cua&#x27;&lt;/b&gt;"),
        (SafeString("<b>&amp;</b>"), "<b>&amp;</b>"),
        (_Drawn(), "<b>1</b>"),
        (1234, "1234"),
        (None, "None"),
        (gettext_lazy("Search"), "Tìm"),
    ],
)
def test_a_value_is_escaped_unless_it_is_safe(value: Any, drawn: str) -> None:
    assert markup("<i>{}</i>", value) == format_html("<i>{}</i>", value) == f"<i>{drawn}</i>"


def test_rows_stand_one_after_the_other() -> None:
    drawn = markups("<i>{}{}</i>", [("<", 1), (">", 2)])
    assert (drawn, type(drawn)) == ("<i>&lt;1</i><i>&gt;2</i>", SafeString)
