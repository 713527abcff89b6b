"""What cases of withdrawal ask of a post: of the office, of who decides, of the producer."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.documents.vietnamese import date_short
from openocop.recognition.domain.withdrawal_case import OPEN, CaseStage
from openocop.recognition.models import WithdrawalCase
from openocop.recognition.permissions.withdrawals import is_decider, may_list_withdrawals
from openocop.recognition.selectors.withdrawals import SOON, cases_of

_MOST = 20  # the list itself shows the rest


def withdrawals_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the open cases that this person may know of and can move on, the nearest last day first."""
    if not may_list_withdrawals(post):
        return []
    told = {Role.PRODUCER: _for_producer, Role.PROVINCIAL_OFFICER: _for_office, Role.LEADER: _for_leader}[post.role]
    things = []
    for case in cases_of(post, on=on).filter(stage__in=OPEN)[:_MOST]:
        title = told(case, post, on)
        if title:
            due = case.answer_by if post.role == Role.PRODUCER and case.answer_by else case.due_on
            lead = f"{case.recognition.product.name} · " + _("by %(day)s") % {"day": date_short(due)}
            urgent = due <= on + timedelta(days=SOON)
            things.append(Waiting(title, lead, reverse("recognition:withdrawal", args=[case.public_id]), urgent))
    return things


def _for_producer(case: WithdrawalCase, _post: Post, _on: date) -> str:
    return "" if case.answered_at else _("A withdrawal is being examined: answer what was found")


def _for_office(case: WithdrawalCase, _post: Post, on: date) -> str:
    if case.stage == CaseStage.DRAFT:
        return _("A case of withdrawal is to be told to the producer")
    heard = case.answered_at is not None or (case.answer_by is not None and case.answer_by < on)
    return _("A case of withdrawal awaits a proposal") if case.stage == CaseStage.TOLD and heard else ""


def _for_leader(case: WithdrawalCase, post: Post, _on: date) -> str:
    decides = case.stage == CaseStage.PROPOSED and is_decider(post, case)
    return _("A case of withdrawal is to be decided") if decides else ""
