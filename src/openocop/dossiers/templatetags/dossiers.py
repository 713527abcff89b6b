"""Names of stages, kinds and headings in templates: `{{ dossier.stage|stage_name }}`."""

from __future__ import annotations

from django import template

from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.models import LocalReport
from openocop.dossiers.selectors import words

register = template.Library()


@register.filter
def stage_name(stage: str) -> str:
    return words.stage_name(stage)


@register.filter
def kind_name(kind: str) -> str:
    return str(words.KINDS.get(kind, kind))


@register.filter
def way_name(way: str) -> str:
    return str(words.WAYS[Way(way)])


@register.filter
def in_fours(code: str) -> str:
    """Write a code so that it can be read out: "abcd efgh jkmn"."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


@register.filter
def headings(report: LocalReport) -> list[tuple[str, str]]:
    """Return (heading, words) of the four contents of Mẫu 03."""
    return [(heading, getattr(report, field)) for field, heading in HEADINGS.items()]
