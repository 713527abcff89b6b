"""The parts of which a page draws dozens, written as functions: a component takes ten times as long.

The components of the same names call them, so that each part is drawn in one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Protocol

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from openocop.ui.markup import markup, markups
from openocop.ui.templatetags.ui import asset, mark, motif_file, motif_tint, sao, sign, so

register = template.Library()
_NOTHING = SafeString("")


@register.simple_tag
def draw_stars(value: Any, size: str = "") -> SafeString:
    """Draw `<c-stars>`."""
    if not value:
        return markup('<span class="oc-stars none">{}</span>', sao(None))
    return markup('<span class="oc-stars {}">{}{}</span>', size, _five_stars(int(value)), sao(value))


@cache
def _five_stars(filled: int) -> SafeString:
    sprite = asset("ui/marks.svg")
    stars = ((sprite, "on" if place < filled else "off", 24 * place) for place in range(5))
    uses = markups('<use href="{}#star-{}" x="{}" width="24" height="24"/>', stars)
    return markup('<svg width="90" height="18" viewBox="0 0 120 24" aria-hidden="true">{}</svg>', uses)


@register.simple_tag
def draw_state(state: str, text: str = "", slot: str = "") -> SafeString:
    """Draw `<c-st>`."""
    shown = sign(state)
    word = text or slot or shown.word
    return markup('<span class="st {}">{}<span>{}</span></span>', shown.tone, mark(shown.shape), word)


class FacetValue(Protocol):
    """A value that a list can be narrowed to, and how many rows it would leave."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def checked(self) -> bool: ...


@register.simple_tag
def draw_facets(name: str, values: Iterable[FacetValue]) -> SafeString:
    """Draw a `<c-facet>` for every value, one on each line."""
    drawn = (draw_facet(name, one.value, one.label, one.count, one.checked) for one in values)
    return SafeString("".join(f"{one}\n" for one in drawn))


@register.simple_tag
def draw_facet(name: str, value: str, label: str, count: Any, checked: Any = False) -> SafeString:
    """Draw `<c-facet>`."""
    how = SafeString(" checked" if checked else " disabled" if count in (0, "0") else "")
    return markup(
        '<label class="facet"><input type="checkbox" name="{}" value="{}"{}><span>{}</span> <span class="ct">{}</span>'
        "</label>",
        name,
        value,
        how,
        label,
        so(count),
    )


@register.simple_tag
def draw_cell(
    *,
    title: str,
    href: str,
    who: str = "",
    motif: str = "",
    variant: str = "",
    photo: str = "",
    alt: str = "",
    picture: str = "",
    stars: Any = "",
    state: str = "",
    state_text: str = "",
    level: Any = 3,
    no_stars: Any = "",
    save: str = "",
    save_href: str = "",
    slot: str = "",
) -> SafeString:
    """Draw `<c-cell>`. `picture` is the whole element of a photograph in its sizes."""
    kind = "photo" if photo or picture else f"{motif_tint(motif)} {f'v{variant}' if variant else ''}"
    plain = markup('<img src="{}" width="120" height="120" alt="{}" loading="lazy">', photo or motif_file(motif), alt)
    return markup(
        '<li class="cell"><div class="plate {}">{}</div>'
        '<div><h{} class="cell-t"><a href="{}">{}</a></h{}>{}<div class="meta">{}{}{}{}</div></div></li>',
        *(kind, picture or plain),
        *(level, href, title, level),
        markup('<p class="who">{}</p>', who) if who else _NOTHING,
        _NOTHING if no_stars else draw_stars(stars),
        draw_state(state, state_text) if state else _NOTHING,
        slot,
        draw_save(save, save_href, title) if save else _NOTHING,
    )


@register.simple_tag
def draw_save(code: str, href: str, name: str) -> SafeString:
    """Draw the link that keeps a product: it leads to a list of that one, a script keeps it on the device instead."""
    return markup(
        '<a class="save" rel="nofollow" data-save="{}" href="{}?ma={}">{}<span class="vh"> {}</span></a>',
        *(code, href, code, gettext("Save"), name),
    )
