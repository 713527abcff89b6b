"""What waits for those who draft and those who sign decisions."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.recognition.domain.status import ENDING_DAYS
from openocop.recognition.models import Decision, Recognition
from openocop.recognition.permissions.records import may_draft, may_issue
from openocop.recognition.selectors.decisions import rounds_to_decide
from openocop.recognition.selectors.referral_waiting import referrals_waiting


def decisions_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return results without a decision, drafts without a number, ending terms, and what the ministry's round asks."""
    things = []
    if may_draft(post, post.province):
        things += _to_draft(post)
    if may_issue(post, post.province):
        things += _to_sign(post)
    if post.role in {Role.PROVINCIAL_OFFICER, Role.LEADER}:
        things += _ending(post, on)
    return things + referrals_waiting(post, on=on)


def _to_draft(post: Post) -> list[Waiting]:
    lead = _("The council has adopted the result; no decision has been drafted on it.")
    url = reverse("recognition:decisions")
    return [
        Waiting(_("Draft the decision of %(round)s") % {"round": round.name}, lead, url)
        for round in rounds_to_decide(post.province)
    ]


def _to_sign(post: Post) -> list[Waiting]:
    drafts = Decision.objects.filter(province=post.province, issued_at=None).select_related("round").order_by("pk")
    lead = _("The draft awaits number, day and signature.")
    return [
        Waiting(
            _("Decision on %(round)s to sign") % {"round": draft.round.name},
            lead,
            reverse("recognition:decision", args=[draft.public_id]),
        )
        for draft in drafts
    ]


def _ending(post: Post, on: date) -> list[Waiting]:
    ending = Recognition.objects.filter(province=post.province, withdrawn_on=None, valid_until__gt=on)
    count = ending.filter(valid_until__lte=on + timedelta(days=ENDING_DAYS)).count()
    if not count:
        return []
    title = ngettext(
        "%(count)d recognition ends within %(days)d days", "%(count)d recognitions end within %(days)d days", count
    )
    lead = _("Producers file for re-assessment 180 to 120 days before the end (26/2026/QĐ-TTg, Article 7.6).")
    url = f"{reverse('recognition:list')}?het-han=180"
    return [Waiting(title % {"count": count, "days": ENDING_DAYS}, lead, url)]
