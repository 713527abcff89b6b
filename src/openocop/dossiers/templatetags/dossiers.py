"""Names of stages, kinds and headings in templates: `{{ dossier.stage|stage_name }}`."""

from __future__ import annotations

from django import template
from django.utils.http import urlencode

from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.models import Dossier, LocalReport
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.sheets import NO_LEVEL

register = template.Library()


@register.filter
def stage_name(stage: str) -> str:
    return words.stage_name(stage)


@register.filter
def kind_name(kind: str) -> str:
    return str(words.KINDS.get(kind, kind))


@register.filter
def headings(report: LocalReport) -> list[tuple[str, str]]:
    """Return (heading, words) of the four contents of Mẫu 03."""
    return [(heading, getattr(report, field)) for field, heading in HEADINGS.items()]


@register.filter
def practice_query(dossier: Dossier) -> str:
    """Return the marks of a self-score as the practice page reads them from its address."""
    marks = [(code, NO_LEVEL if mark is None else mark) for code, mark in dossier.self_levels.items()]
    return urlencode([("luat", dossier.release), ("bo", dossier.set_no), *marks], doseq=True)
