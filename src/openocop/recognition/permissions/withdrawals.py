"""Who may see and handle cases of withdrawal."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.evaluation.models import Recusal
from openocop.recognition.models import (
    Recognition,
    WithdrawalCase,
)
from openocop.registry.permissions import products_visible_to

_MEETS_WITHDRAWALS = frozenset({Role.PRODUCER, Role.PROVINCIAL_OFFICER, Role.LEADER})


def _stepped_aside_from_product(post: Post, product: str) -> Exists:
    return Exists(Recusal.objects.filter(dossier__product=OuterRef(product), seat__user=post.user_id))


def may_list_withdrawals(post: Post) -> Verdict:
    """Meet cases of withdrawal at all: asked by role alone, before anything is looked for."""
    if post.role in _MEETS_WITHDRAWALS:
        return ALLOWED
    return refused(_("Cases of withdrawal are read by the provincial office, its leaders and the producer concerned."))


def withdrawals_visible_to(post: Post, *, on: date) -> QuerySet[WithdrawalCase]:
    """Return the cases this person may know of. Every list, count, address and waiting entry goes through here.

    The office and its leaders know all but those on a product they stepped aside from; a producer those on its own
    products, from the day on which it was told.
    """
    aside = _stepped_aside_from_product(post, "recognition__product")
    here = WithdrawalCase.objects.filter(~aside, province=post.province)
    if post.role in {Role.PROVINCIAL_OFFICER, Role.LEADER}:
        return here
    if post.role == Role.PRODUCER:
        own = products_visible_to(post, on=on).values("pk")
        return here.filter(told_at__isnull=False, recognition__product__in=own)
    return here.none()


def may_open_case(post: Post, recognition: Recognition) -> Verdict:
    """Open a case of withdrawal: the provincial OCOP unit verifies and submits (26/2026 art. 8)."""
    if post.role != Role.PROVINCIAL_OFFICER or post.province != recognition.province:
        return refused(_("Only the provincial OCOP office opens a case of withdrawal."))
    if Recusal.objects.filter(dossier__product=recognition.product_id, seat__user=post.user_id).exists():
        return refused(_("You stepped aside from this product: another officer opens the case."))
    return ALLOWED


def may_examine(post: Post, case: WithdrawalCase, *, on: date) -> Verdict:
    """Gather evidence, tell the producer, propose how the case is decided."""
    if post.role != Role.PROVINCIAL_OFFICER:
        return refused(_("Only the provincial OCOP office examines this case and proposes how it is decided."))
    return _knows_case(post, case, on)


def may_answer_withdrawal(post: Post, case: WithdrawalCase, *, on: date) -> Verdict:
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer concerned answers."))
    return _knows_case(post, case, on)


def may_add_to_withdrawal(post: Post, case: WithdrawalCase, *, on: date) -> Verdict:
    """Add a paper: the office evidence, the producer what its answer rests on."""
    return may_answer_withdrawal(post, case, on=on) if post.role == Role.PRODUCER else may_examine(post, case, on=on)


def may_decide_withdrawal(post: Post, case: WithdrawalCase, *, on: date) -> Verdict:
    """Decide on a case: a leader, and not who opened or proposed it, in whatever post."""
    verdict = is_decider(post, case)
    return _knows_case(post, case, on) if verdict else verdict


def is_decider(post: Post, case: WithdrawalCase) -> Verdict:
    """Answer the same of a case that the reader is known to know of; asks nothing of the database."""
    if post.role != Role.LEADER:
        return refused(_("A leader of the province decides on this case."))
    if case.opened_by_id == post.user_id or case.proposed_by_id == post.user_id:
        return refused(_("You opened or proposed this case yourself: another person decides."))
    if case.proposed_by_id is None:
        return refused(_("The office has not proposed how to decide yet."))
    return ALLOWED


def _knows_case(post: Post, case: WithdrawalCase, on: date) -> Verdict:
    if withdrawals_visible_to(post, on=on).filter(pk=case.pk).exists():
        return ALLOWED
    return refused(_("This case is not open to you in the role you act in."))
