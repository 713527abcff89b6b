"""Template filters of the pages of recognition."""

from __future__ import annotations

from django import template

from openocop.recognition.words import VERB_NAMES

register = template.Library()


@register.filter
def verb_name(verb: str) -> str:
    """Name what a journal entry says was done."""
    return str(VERB_NAMES.get(verb, verb))


@register.filter
def field_name(names: list[tuple[str, str]], field: str) -> str:
    """Name a field of the list."""
    return dict(names).get(field, "")
