"""The buttons of a dossier: every step of the lifecycle that a role takes here, with the reason when it cannot now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.domain.lifecycle import STEPS
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import is_checked, is_in_time, is_ready, may_take
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.checks import check_of
from openocop.dossiers.selectors.lateness import is_late_proposal

# Address of the page or form of each step; the council's steps have theirs elsewhere.
PAGES = {
    "submit": "dossiers:submit",
    "withdraw": "dossiers:withdraw",
    "return": "dossiers:return",
    "return_from_province": "dossiers:return",
    "propose": "dossiers:form-03",
    "accept": "dossiers:accept",
}


@dataclass(frozen=True, slots=True)
class Act:
    verb: str
    label: str
    url_name: str
    verdict: Verdict


def acts_of(
    post: Post, dossier: Dossier, *, on: date, marks_missing: int = 0, lacking: Sequence[str] = ()
) -> list[Act]:
    """Return the acts of this role on this dossier in the order of the lifecycle.

    `marks_missing` is how many criteria the self-score still lacks, `lacking` what else its kind asks for, by name.
    """
    verbs = dict.fromkeys(step.verb for step in STEPS if post.role in step.roles and step.verb in PAGES)
    if not verbs:
        return []
    permitted = may_take(post, dossier, next(iter(verbs)), on=on)
    return [
        Act(verb, str(words.STEPS[verb]), PAGES[verb], permitted and _leads_on(dossier, verb, marks_missing, lacking))
        for verb in verbs
    ]


def submitting(post: Post, dossier: Dossier, *, on: date, marks_missing: int, lacking: Sequence[str]) -> Act:
    """Return the act of filing for whoever fills in, the producer or an officer under a consent."""
    permitted = may_take(post, dossier, "submit", on=on)
    label, page = str(words.STEPS["submit"]), PAGES["submit"]
    return Act("submit", label, page, permitted and _leads_on(dossier, "submit", marks_missing, lacking))


def act(acts: Sequence[Act], verb: str) -> Act | None:
    return next((candidate for candidate in acts if candidate.verb == verb), None)


def _leads_on(dossier: Dossier, verb: str, marks_missing: int, lacking: Sequence[str]) -> Verdict:
    try:
        step_from(STEPS, verb=verb, stage=dossier.stage)
    except NoSuchStep:
        return refused(_("The dossier now stands at “%(stage)s”.") % {"stage": words.stage_of(dossier)})
    if verb == "submit":
        return is_ready(marks_missing, lacking)
    if verb == "propose":
        return is_checked(dossier, check_of(dossier))
    if verb == "accept":
        return is_in_time(late=is_late_proposal(dossier))
    return ALLOWED
