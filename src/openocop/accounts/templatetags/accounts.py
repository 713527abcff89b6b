"""Names in templates: `{{ office.level|level_name }}`, `{{ message.state|message_state }}`."""

from __future__ import annotations

from django import template

from openocop.accounts.domain.roles import OfficeLevel
from openocop.accounts.selectors.words import LEVELS, MESSAGE_STATES

register = template.Library()


@register.filter
def level_name(level: str) -> str:
    return str(LEVELS[OfficeLevel(level)])


@register.filter
def message_state(state: str) -> str:
    return str(MESSAGE_STATES[state])
