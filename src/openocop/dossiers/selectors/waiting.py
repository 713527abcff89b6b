"""What waits for the provincial office and its leaders around dossiers and rounds."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.permissions import READS_PROVINCE, dossiers_visible_to
from openocop.dossiers.selectors.rounds import coming_rounds, open_rounds


def dossiers_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return what to accept, what is late at communes, and a round to open; producers and communes have their pages."""
    if post.role not in READS_PROVINCE:
        return []
    things = [*_late(post, on)]
    if post.role == Role.PROVINCIAL_OFFICER:
        things += [*_to_accept(post, on), *_to_open(post, on)]
    return things


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
