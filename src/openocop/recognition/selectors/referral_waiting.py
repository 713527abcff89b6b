"""What waits on the way to the ministry: for the office that sends, for the leader who chooses."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.documents.vietnamese import date_short
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.clocks import countdown
from openocop.recognition.domain.referral import Standing
from openocop.recognition.models import CentralCorrection
from openocop.recognition.permissions.records import may_choose, may_confirm, may_draft, may_read_referrals, may_refer
from openocop.recognition.selectors.referrals import Case, case_of, entries_above_ninety


def referrals_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the products of ninety points and more on which this post has something to do, in a constant number of
    queries. One that is to be sent waits from the approving decision on."""
    if not may_read_referrals(post, post.province):
        return []
    cases = [case_of(entry, on=on) for entry in entries_above_ninety(post)]
    unsent = [case.entry.dossier_id for case in cases if case.standing == Standing.TO_SEND]
    approved: set[int] = set()
    if unsent:
        approved = set(Dossier.objects.filter(pk__in=unsent, approvals__isnull=False).values_list("pk", flat=True))
    proposed: set[int] = set()
    if any(case.result for case in cases):
        others = CentralCorrection.objects.exclude(proposed_by=post.user_id)
        open_ones = others.filter(province=post.province, confirmed_at=None)
        proposed = set(open_ones.values_list("referral__dossier", flat=True))
    found = [_waiting(case, post, approved, proposed, on) for case in cases]
    return [thing for thing in found if thing]


def _waiting(case: Case, post: Post, approved: set[int], proposed: set[int], on: date) -> Waiting | None:
    name, round = case.dossier.product.name, case.dossier.round
    title, lead = "", ""
    if case.entry.dossier_id in proposed and may_confirm(post, round):
        title = _("Confirm a correction on the central result of %(product)s") % {"product": name}
        lead = _("The office proposes to correct what was recorded. Compare with the ministry's paper.")
    elif case.standing == Standing.TO_CHOOSE and may_choose(post, round):
        title = _("Choose on the central result of %(product)s") % {"product": name}
        lead = _("Under 90 points: recognise three or four stars by it, or have the product assessed again.")
    elif case.standing == Standing.TO_DRAFT and may_draft(post, round.province):
        title = _("Draft the decision on %(product)s by the central result") % {"product": name}
        lead = _("A leader chose to use the central result.")
    elif not may_refer(post, round):
        return None
    elif case.standing == Standing.TO_SEND and case.entry.dossier_id in approved and case.limits:
        title = _("Send %(product)s to the ministry") % {"product": name}
        lead = _("For the ministry's round: before %(day)s, %(left)s.") % {
            "day": date_short(case.limits.propose_before),
            "left": countdown(case.limits.propose_before, today=on),
        }
    elif case.standing == Standing.RETURNED:
        title = _("Correct and send again to the ministry: %(product)s") % {"product": name}
        lead = _("The ministry returned the pack with remarks.")
    elif case.standing == Standing.TO_ENTER:
        title = _("Take %(product)s into a round to be assessed again") % {"product": name}
        lead = _("A leader chose to have it assessed again at the province.")
    if not title:
        return None
    return Waiting(title, lead, reverse("recognition:referral", args=[case.dossier.public_id]))
