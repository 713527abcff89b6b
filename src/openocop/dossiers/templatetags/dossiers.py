"""Names of stages, kinds and headings in templates: `{{ dossier.stage|stage_name }}`."""

from __future__ import annotations

from django import template

from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.models import Dossier, Evidence, LocalReport
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.paper_terms import ends_before_evaluation

register = template.Library()


@register.filter
def stage_name(stage: str) -> str:
    return words.stage_name(stage)


@register.filter
def kind_name(kind: str) -> str:
    return str(words.KINDS.get(kind, kind))


@register.filter
def outdated(paper: Evidence, dossier: Dossier) -> bool:
    """Tell whether the level claimed has changed since the paper was put in beside it."""
    return paper.is_outdated(dossier.self_levels)


@register.filter
def ends_early(paper: Evidence, dossier: Dossier) -> bool:
    """Tell whether a paper with a term ends before the dossier's round is evaluated."""
    return paper.paper is not None and ends_before_evaluation(paper.paper, dossier.round)


@register.filter
def headings(report: LocalReport) -> list[tuple[str, str]]:
    """Return (heading, words) of the four contents of Mẫu 03."""
    return [(heading, getattr(report, field)) for field, heading in HEADINGS.items()]
