"""Template filters of enquiries."""

from __future__ import annotations

from django import template

from openocop.enquiries.words import SOURCES, STATES

register = template.Library()


@register.filter
def part_state(state: str) -> str:
    return str(STATES.get(state, state))


@register.filter
def came_by(source: str) -> str:
    return str(SOURCES.get(source, source))
