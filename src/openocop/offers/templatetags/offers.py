"""Template filters of what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import template

from openocop.offers.domain.amounts import Unit
from openocop.offers.words import UNIT_NAMES, occasions_text, quantity_text, season_text

register = template.Library()


@register.filter
def quantity(amount: Decimal, unit: str) -> str:
    return quantity_text(amount, unit)


@register.filter
def unit_name(unit: str) -> str:
    return str(UNIT_NAMES[Unit(unit)])


@register.filter
def season(seasons: Sequence[tuple[int, int]]) -> str:
    return season_text(seasons)


@register.filter
def occasions(codes: Sequence[str]) -> str:
    return occasions_text(codes)
