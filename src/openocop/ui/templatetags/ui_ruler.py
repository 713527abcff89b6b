"""The score ruler as a function: a page draws it twice, and as a template it would be a quarter of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.ui.domain.figures import Band, Ruler, ruler
from openocop.ui.markup import markup, markups
from openocop.ui.templatetags.ui import number_of, sao, so

register = template.Library()
_NOTHING = SafeString("")
_HIGHEST = 5


@register.simple_tag
def draw_ruler(score: Any, missing: Mapping[int, int] | None, label: str, size: str = "", css: str = "") -> SafeString:
    """Draw `<c-ruler>` at one size."""
    drawn = ruler(number_of(score), missing or {}, size)
    return markup(
        '<svg class="ruler {} {}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        *(size, css, drawn.width, drawn.height, _said(drawn, score, label)),
        markups("{}{}{}", (_band(band, drawn, size) for band in drawn.bands)),
        markups(
            '<text x="{}" y="{}" text-anchor="middle">{}</text>',
            ((x, drawn.tick_y, points) for x, points in drawn.ticks),
        ),
        markup('<polygon class="pt" points="{}"/>', drawn.pointer) if drawn.pointer else _NOTHING,
    )


def _said(drawn: Ruler, score: Any, label: str) -> str:
    """Say what the drawing shows."""
    if drawn.pointer:
        first = _("%(label)s: %(points)s of 100") % {"label": label, "points": so(score, 2)}
    else:
        first = _("%(label)s: not yet known") % {"label": label}
    lacking = [
        ngettext("%(grade)s: %(n)s condition missing", "%(grade)s: %(n)s conditions missing", band.missing)
        % {"grade": sao(band.stars), "n": band.missing}
        for band in drawn.bands
        if band.missing
    ]
    return "; ".join([first, *lacking])


def _band(band: Band, drawn: Ruler, size: str) -> tuple[SafeString, SafeString, SafeString]:
    """Return the bar of a band, what of it the score fills, and its name."""
    bar = '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
    name = sao(band.stars)
    if band.missing and size != "narrow" and band.stars < _HIGHEST:
        name = f"{name} · {_('%(n)s missing') % {'n': so(band.missing)}}"
    kind = "miss" if band.missing else "cur" if band.current else "lbl"
    return (
        markup(bar, "seg", band.x, drawn.bar_y, band.width, drawn.bar_height),
        markup(bar, "fill", band.x, drawn.bar_y, band.fill, drawn.bar_height) if band.fill else _NOTHING,
        markup('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', kind, band.middle, drawn.label_y, name),
    )
