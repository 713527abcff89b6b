"""What appeals and corrections ask of a post: of the office, of the council it asked, of who decides, of a producer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.documents.vietnamese import date_short
from openocop.recognition.domain.appeals import AppealStage
from openocop.recognition.domain.decision_correction import CORRECTED_STARS
from openocop.recognition.models import Appeal, DecisionCorrection
from openocop.recognition.permissions.appeals import corrections_visible_to, may_list_appeals, recognitions_to_correct
from openocop.recognition.permissions.records import may_issue
from openocop.recognition.selectors.appeals import appeals_of
from openocop.recognition.selectors.named import sent_up

_SOON = timedelta(days=5)
_MOST = 20  # the list itself shows the rest


def appeals_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the appeals that this person may know of and can move on, the nearest answer first."""
    if not may_list_appeals(post):
        return []
    things = list(_of_appeals(post, on))[:_MOST]
    if post.role == Role.PROVINCIAL_OFFICER:
        things += _to_correct(post)
    return things + (_corrections(post) if may_issue(post, post.province) else [])


def _of_appeals(post: Post, on: date) -> Iterator[Waiting]:
    told = {
        Role.PRODUCER: _for_producer,
        Role.COMMUNE_OFFICER: _for_producer,
        Role.PROVINCIAL_OFFICER: _for_office,
        Role.LEADER: _for_decider,
        Role.CHAIR: _for_council,
        Role.SECRETARY: _for_council,
    }[post.role]
    waiting = [AppealStage.FILED, AppealStage.RECEIVED, AppealStage.RETURNED]
    for appeal in appeals_of(post, on=on).filter(stage__in=waiting)[: _MOST * 5]:
        title = told(appeal, post)
        if title:
            due = appeal.answer_by
            urgent = due is not None and due <= on + _SOON and appeal.stage == AppealStage.RECEIVED
            lead = appeal.entry.dossier.product.name
            if due is not None and appeal.stage == AppealStage.RECEIVED:
                lead += " · " + _("answered by %(day)s") % {"day": date_short(due)}
            yield Waiting(title, lead, reverse("recognition:appeal", args=[appeal.public_id]), urgent)


def _for_producer(appeal: Appeal, post: Post) -> str:
    own = post.role == Role.PRODUCER or appeal.entered_by_id == post.user_id
    return _("Complete the appeal and send it again") if own and appeal.stage == AppealStage.RETURNED else ""


def _for_office(appeal: Appeal, _post: Post) -> str:
    if appeal.stage == AppealStage.FILED:
        return _("An appeal is to be taken in or returned")
    if appeal.stage == AppealStage.RECEIVED and not hasattr(appeal, "ruling"):
        opinion = getattr(appeal, "opinion", None)
        if opinion is not None and not opinion.answered_at:
            return ""
        return _("An appeal awaits a proposal")
    return ""


def _for_decider(appeal: Appeal, _post: Post) -> str:
    by_leader = appeal.options.get("appeal_decider") != "council_chair"
    proposed = appeal.stage == AppealStage.RECEIVED and hasattr(appeal, "ruling")
    return _("An appeal is to be decided") if by_leader and proposed else ""


def _for_council(appeal: Appeal, post: Post) -> str:
    opinion = getattr(appeal, "opinion", None)
    if appeal.stage != AppealStage.RECEIVED:
        return ""
    if opinion is not None and not opinion.answered_at:
        return _("The office asks for the council's opinion on an appeal")
    by_chair = appeal.options.get("appeal_decider") == "council_chair" and post.role == Role.CHAIR
    return _("An appeal is to be decided") if by_chair and hasattr(appeal, "ruling") else ""


def _to_correct(post: Post) -> list[Waiting]:
    """Return the recognitions whose star a corrected result has moved between three and four, without a draft yet.

    None that the ministry decides, or whose star is that of the central result.
    """
    drafted = DecisionCorrection.objects.filter(recognition=OuterRef("pk"), issued_at=None)
    moved = recognitions_to_correct(post).filter(
        ~Exists(drafted),
        ~sent_up("dossier"),
        ~Q(star=F("dossier__entry__star")),
        star__in=CORRECTED_STARS,
        dossier__entry__star__in=CORRECTED_STARS,
        dossier__entry__corrections__isnull=False,
        decision__issued_at__isnull=False,
        withdrawn_on=None,
    )
    return [
        Waiting(
            _("A decision of correction is to be drafted"),
            one.product.name,
            reverse("recognition:draft-correction", args=[one.public_id]),
        )
        for one in moved.select_related("product").distinct().order_by("pk")[:_MOST]
    ]


def _corrections(post: Post) -> list[Waiting]:
    drafts = corrections_visible_to(post).filter(issued_at=None, recognition__superseded_on=None)
    drafts = drafts.select_related("recognition__product")
    return [
        Waiting(
            _("A decision of correction to sign"),
            str(one.after["product_name"]),
            reverse("recognition:correction", args=[one.public_id]),
        )
        for one in drafts[:_MOST]
    ]
