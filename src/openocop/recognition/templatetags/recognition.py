"""Template filters of the pages of recognition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from openocop.evaluation.selectors.corrections import result_in_words
from openocop.recognition.domain.withdrawal import GROUND_TEXTS
from openocop.recognition.words import APPEAL_STAGES, CASE_STAGES, ORIGINS, OUTCOMES, PROPOSALS, VERB_NAMES

register = template.Library()


@register.filter
def verb_name(verb: str) -> str:
    """Name what a journal entry says was done."""
    return str(VERB_NAMES.get(verb, verb))


@register.filter
def field_name(names: list[tuple[str, str]], field: str) -> str:
    """Name a field of the list."""
    return dict(names).get(field, "")


@register.filter
def appeal_sign(stage: str) -> str:
    """Name the sign that draws where an appeal stands."""
    return APPEAL_STAGES[stage][0]


@register.filter
def appeal_stage(stage: str) -> str:
    return str(APPEAL_STAGES[stage][1])


@register.filter
def appeal_origin(origin: str) -> str:
    return str(ORIGINS[origin])


@register.filter
def outcome_name(outcome: str) -> str:
    return str(OUTCOMES[outcome])


@register.filter
def case_sign(stage: str) -> str:
    """Name the sign that draws where a case of withdrawal stands."""
    return CASE_STAGES[stage][0]


@register.filter
def case_stage(stage: str) -> str:
    return str(CASE_STAGES[stage][1])


@register.filter
def proposal_name(proposal: str) -> str:
    return str(PROPOSALS[proposal])


@register.filter
def ground_text(ground: str) -> str:
    """Return a ground of withdrawal in the law's words."""
    return GROUND_TEXTS[ground]


@register.filter
def result_words(stored: Mapping[str, Any]) -> str:
    """Return a stored result as papers say it."""
    return result_in_words(stored)
