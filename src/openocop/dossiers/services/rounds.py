"""Opening rounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.refusal import UnknownRelease
from openocop.criteria.domain.releases import release as legal_release
from openocop.dossiers.domain.calendar import ROUNDS_OF_A_YEAR, legal_round
from openocop.dossiers.models import Round
from openocop.dossiers.permissions import may_open_round


@transaction.atomic
def open_round(
    *,
    by: Post,
    code: str,
    name: str,
    release: str,
    opened_on: date,
    propose_before: date,
    evaluate_before: date,
    plan_basis: str = "",
    note: str = "",
    source_urls: Sequence[str] = (),
    is_illustrative: bool = False,
) -> Round:
    """Open a round of the poster's province; both limits are exclusive.

    A round beside the two of the year needs the plan it stands on (26/2026/QĐ-TTg art. 5.1).
    """
    require(may_open_round(by))
    _refuse_unlawful(release, opened_on, propose_before, evaluate_before, plan_basis)
    if Round.objects.filter(province=by.province, code=code).exists():
        raise Refused(_("There is already a round with this code."), field="code")
    opened = Round.objects.create(
        province=by.province,
        code=code,
        name=nfc(name),
        release=release,
        opened_on=opened_on,
        propose_before=propose_before,
        evaluate_before=evaluate_before,
        plan_basis=nfc(plan_basis),
        note=note,
        source_urls=list(source_urls),
        is_illustrative=is_illustrative,
    )
    facts = {
        "code": code,
        "release": release,
        "propose_before": propose_before.isoformat(),
        "evaluate_before": evaluate_before.isoformat(),
        "plan_basis": opened.plan_basis,
    }
    record(province=by.province, actor=by.as_actor(), verb="round.opened", subject=opened, facts=facts)
    return opened


def _refuse_unlawful(
    release: str, opened_on: date, propose_before: date, evaluate_before: date, plan_basis: str
) -> None:
    try:
        legal_release(release)
    except UnknownRelease as unknown:
        raise Refused(str(unknown), field="release") from unknown
    if not opened_on < propose_before < evaluate_before:
        raise Refused(
            _("A round opens first, then communes propose, then it is evaluated: put the three dates in this order."),
            field="propose_before",
        )
    of_the_law = [legal_round(propose_before.year, number) for number in ROUNDS_OF_A_YEAR]
    if not plan_basis.strip() and (propose_before, evaluate_before) not in [
        (dates.propose_before, dates.evaluate_before) for dates in of_the_law
    ]:
        raise Refused(
            _("A round beside the two of the year needs the plan it stands on (number and date)."), field="plan_basis"
        )
