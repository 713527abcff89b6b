"""Names of stages, findings, steps and sets in templates: `{{ idea.stage|idea_stage }}`."""

from __future__ import annotations

from django import template

from openocop.ideas.selectors import words
from openocop.ideas.selectors.ideas import set_title as title_of

register = template.Library()


@register.filter
def idea_stage(stage: str) -> str:
    return str(words.STAGES.get(stage, stage))


@register.filter
def finding_name(finding: str) -> str:
    return str(words.FINDINGS.get(finding, finding))


@register.filter
def step_name(step: str) -> str:
    return str(words.NEXT_STEPS.get(step, step))


@register.filter
def set_title(number: int | None) -> str:
    return title_of(number)
