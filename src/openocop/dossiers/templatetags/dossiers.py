"""Names of stages, kinds and headings in templates: `{{ dossier.stage|stage_name }}`."""

from __future__ import annotations

from django import template

from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.domain.portal_list import COLUMN_NAMES
from openocop.dossiers.models import Dossier, LocalReport
from openocop.dossiers.selectors import words

register = template.Library()


@register.filter
def stage_name(stage: str) -> str:
    return words.stage_name(stage)


@register.filter
def stage_of(dossier: Dossier) -> str:
    """Return where a dossier stands, in the words of its own law."""
    return words.stage_of(dossier)


@register.filter
def level_name(dossier: Dossier) -> str:
    """Return "Commune", or "District" for what was handed in while there were districts."""
    return str(words.LEVELS[words.level_of(dossier)])


@register.filter
def named(value: str, table: str) -> str:
    """Return the word of a stored value: `{{ fate.fate|named:"FATES" }}`."""
    return str(getattr(words, table)[value])


@register.filter
def kind_name(kind: str) -> str:
    return str(words.KINDS.get(kind, kind))


@register.filter
def column_name(column: str) -> str:
    """Return the heading of a column of the portal's list."""
    return COLUMN_NAMES[column]


@register.filter
def headings(report: LocalReport) -> list[tuple[str, str]]:
    """Return (heading, words) of the four contents of Mẫu 03."""
    return [(heading, getattr(report, field)) for field, heading in HEADINGS.items()]
