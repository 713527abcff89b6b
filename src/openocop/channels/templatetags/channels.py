"""States of channels in templates."""

from __future__ import annotations

from django import template

from openocop.channels.words import STATES, State

register = template.Library()


@register.filter
def channel_state(state: str) -> State:
    """Return shape and words of a state: `{{ cell.state|channel_state }}`."""
    return STATES[state]
