"""What waits for the provincial office and its leaders around dossiers and rounds."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import COUNCIL_ROLES, Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.documents.vietnamese import date_short
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.permissions import READS_PROVINCE, dossiers_visible_to
from openocop.dossiers.selectors.agenda import agenda
from openocop.dossiers.selectors.clocks import running_reassessments
from openocop.dossiers.selectors.lateness import late_in
from openocop.dossiers.selectors.rounds import coming_rounds, open_rounds

NEAR_DAYS, URGENT_DAYS = 30, 7
SHOWN = 50


def dossiers_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return what to accept, what is late at communes, and a round to open; producers and communes have their pages."""
    if post.role not in READS_PROVINCE | COUNCIL_ROLES:
        return []
    things = [*_limits(post, on)]
    if post.role in READS_PROVINCE:
        things += [*_late(post, on), *_over(post, on)]
    if post.role == Role.PROVINCIAL_OFFICER:
        things += [*_to_accept(post, on), *_to_roll_over(post, on), *_to_open(post, on)]
    return things


def _limits(post: Post, on: date) -> list[Waiting]:
    """Count down the reader's own days in the rounds that are open, once they are near."""
    return [
        Waiting(
            f"{row.name}: {day.what}",
            _("Last day %(day)s: %(left)s.") % {"day": date_short(day.last), "left": day.left},
            reverse("dossiers:calendar"),
            urgent=(day.last - on).days <= URGENT_DAYS,
        )
        for row in agenda(post, on=on)
        for day in row.days
        if row.open_ and day.own and 0 <= (day.last - on).days <= NEAR_DAYS
    ]


def _over(post: Post, on: date) -> list[Waiting]:
    """Name the re-assessments whose 45 days are over, or soon will be (26/2026/QĐ-TTg art. 7.6)."""
    return [
        Waiting(
            _("Re-assessment of “%(product)s”: by %(day)s")
            % {"product": dossier.product.name, "day": date_short(clock.due_on)},
            _("The whole re-assessment takes at most 45 days from the complete proposal (Article 7.6).")
            + f" {clock.words}.",
            reverse("dossiers:dossier", args=[dossier.public_id]),
            urgent=clock.left < 0,
        )
        for dossier, clock in running_reassessments(post, on=on)[:SHOWN]
        if clock.left <= URGENT_DAYS
    ]


def _to_roll_over(post: Post, on: date) -> list[Waiting]:
    late = late_in(post.province, on=on).order_by("round").values_list("round__public_id", "round__name")
    lead = _("They were not proposed before the limit. One click takes them to the next round; nothing is lost.")
    return [
        Waiting(
            ngettext(
                "%(count)d dossier of “%(round)s” came too late",
                "%(count)d dossiers of “%(round)s” came too late",
                count,
            )
            % {"count": count, "round": name},
            lead,
            reverse("dossiers:late", args=[public_id]),
        )
        for public_id, name, count in late.annotate(Count("pk"))
    ]


def _to_accept(post: Post, on: date) -> list[Waiting]:
    count = dossiers_visible_to(post, on=on).filter(stage=Stage.PROPOSED).count()
    if not count:
        return []
    title = ngettext("%(count)d dossier to accept", "%(count)d dossiers to accept", count) % {"count": count}
    lead = _("Communes have proposed them: accept them into the round, or return them for completion.")
    return [Waiting(title, lead, _listed(Stage.PROPOSED))]


def _late(post: Post, on: date) -> list[Waiting]:
    late = dossiers_visible_to(post, on=on).filter(stage=Stage.SUBMITTED, due_on__lt=on).count()
    if not late:
        return []
    title = ngettext("%(count)d dossier is late at its commune", "%(count)d dossiers are late at their communes", late)
    lead = _("The term of 15 working days is over (26/2026/QĐ-TTg, Article 7.2).")
    return [Waiting(title % {"count": late}, lead, _listed(Stage.SUBMITTED), urgent=True)]


def _to_open(post: Post, on: date) -> list[Waiting]:
    coming = coming_rounds(post.province, on=on)
    if open_rounds(post.province, on=on) or not coming:
        return []
    facts = {"number": coming[0].number, "year": coming[0].year}
    title = _("Open round %(number)d of %(year)d") % facts
    return [Waiting(title, _("No round is open, so that no producer can file."), reverse("dossiers:open-round"))]


def _listed(stage: Stage) -> str:
    return f"{reverse('dossiers:list')}?buoc={stage}"
