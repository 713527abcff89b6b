"""Names of stages, kinds and headings in templates: `{{ dossier.stage|stage_name }}`."""

from __future__ import annotations

from django import template
from django.utils.http import urlencode

from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.portal_list import COLUMN_NAMES
from openocop.dossiers.models import Dossier, Evidence, LocalReport
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.paper_terms import ends_before_evaluation
from openocop.dossiers.selectors.sheets import NO_LEVEL

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
def outdated(paper: Evidence, dossier: Dossier) -> bool:
    """Tell whether the level claimed has changed since the paper was put in beside it."""
    return paper.is_outdated(dossier.self_levels)


@register.filter
def ends_early(paper: Evidence, dossier: Dossier) -> bool:
    """Tell whether a paper with a term ends before the dossier's round is evaluated."""
    return paper.paper is not None and ends_before_evaluation(paper.paper, dossier.round)


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


@register.filter
def practice_query(dossier: Dossier) -> str:
    """Return the marks of a self-score as the practice page reads them from its address."""
    marks = [(code, NO_LEVEL if mark is None else mark) for code, mark in dossier.self_levels.items()]
    return urlencode([("luat", dossier.release), ("bo", dossier.set_no), *marks], doseq=True)
