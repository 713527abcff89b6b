"""Who may draft, issue, withdraw and import. Every predicate answers with its reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused

_DRAFTS = frozenset({Role.PROVINCIAL_OFFICER, Role.SECRETARY})
_READS = frozenset({Role.PROVINCIAL_OFFICER, Role.SECRETARY, Role.LEADER, Role.ADMINISTRATOR})

_SEES_DUE = frozenset({Role.PRODUCER, Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER, Role.LEADER})


def may_read(by: Post | None, province: str) -> Verdict:
    """Open the office's lists of decisions and recognitions."""
    if by is not None and by.role in _READS and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial office reads this list. What is public stands in the product catalogue."))


def may_see_due(by: Post) -> Verdict:
    """See which certificates end: producers and communes their own, the province's office and leaders all."""
    if by.role in _SEES_DUE:
        return ALLOWED
    return refused(_("Who comes up for re-assessment is read by producers, communes and the province."))


def may_draft(by: Post, province: str) -> Verdict:
    if by.role in _DRAFTS and by.province == province:
        return ALLOWED
    return refused(_("Only the provincial OCOP office and the council's secretary draft decisions."))


def may_issue(by: Post, province: str) -> Verdict:
    """Recognise: a leader of the province. Chairing the council by delegation is no such power (office practice)."""
    if by.role == Role.LEADER and by.province == province:
        return ALLOWED
    return refused(_("Only a leader of the province recognises products and withdraws recognitions."))


def may_import(by: Post | None, province: str) -> Verdict:
    """Bring a list in or take it back; None is the operator at the console, who holds the database anyway."""
    if by is None or (by.role == Role.PROVINCIAL_OFFICER and by.province == province):
        return ALLOWED
    return refused(_("Only the provincial OCOP office imports lists and takes imports back."))


def may_export(by: Post | None, province: str) -> Verdict:
    return may_read(by, province)
