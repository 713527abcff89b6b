"""Names of levels in templates: `{{ office.level|level_name }}`."""

from __future__ import annotations

from django import template

from openocop.accounts.domain.roles import OfficeLevel
from openocop.accounts.selectors.words import LEVELS

register = template.Library()


@register.filter
def level_name(level: str) -> str:
    return str(LEVELS[OfficeLevel(level)])
