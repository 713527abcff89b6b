"""What the offices do with a dossier: return it, propose it, accept it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.domain.form_03 import HEADINGS, headings_missing
from openocop.dossiers.models import Dossier, LocalReport, ReturnNotice
from openocop.dossiers.permissions import is_checked, is_in_time, may_take
from openocop.dossiers.selectors.checks import check_of
from openocop.dossiers.selectors.helping import has_helped
from openocop.dossiers.selectors.lateness import is_late_proposal
from openocop.dossiers.selectors.places import province_code
from openocop.dossiers.services.locks import is_repeated, locked, refuse_stale
from openocop.dossiers.services.slips import next_slip
from openocop.dossiers.services.steps import move_dossier


@dataclass(frozen=True, slots=True)
class Form03:
    """The words of Mẫu 03: four headings and what the office concludes."""

    local_material: str = ""
    local_labour: str = ""
    idea_origin: str = ""
    local_identity: str = ""
    conclusion: str = ""


@transaction.atomic
def return_dossier(
    *,
    by: Post,
    dossier: Dossier,
    reason: str,
    client_id: UUID,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The local office sends a dossier back to its producer for completion, with its reason.

    `version` is the one the officer read; a newer one refuses the act.
    """
    return _send_back(by, dossier, "return", reason, client_id, version, at or timezone.now())


@transaction.atomic
def return_from_province(
    *,
    by: Post,
    dossier: Dossier,
    reason: str,
    client_id: UUID,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The provincial office sends a proposed dossier back to its producer, who files it with the commune again."""
    return _send_back(by, dossier, "return_from_province", reason, client_id, version, at or timezone.now())


def _send_back(
    by: Post, dossier: Dossier, verb: str, reason: str, client_id: UUID, version: int | None, at: datetime
) -> Dossier:
    dossier, today = locked(dossier), legal_day(at)
    require(may_take(by, dossier, verb, on=today))
    if is_repeated(dossier, client_id):
        return dossier
    refuse_stale(dossier, version)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say what is missing and how to complete it: the producer reads these words."), field="reason")
    facts = {"client_id": str(client_id), "version": dossier.version}
    dossier = move_dossier(dossier=dossier, verb=verb, by=by, facts=facts, on=today)
    ReturnNotice.objects.create(
        province=dossier.province,
        dossier=dossier,
        version=dossier.version,
        office=by.office,
        reason=reason,
        returned_by=by.name,
        returned_at=at,
    )
    dossier.due_on = None
    dossier.save(update_fields=["due_on"])
    return dossier


@transaction.atomic
def propose_dossier(
    *,
    by: Post,
    dossier: Dossier,
    report: Form03,
    client_id: UUID,
    version: int | None = None,
    at: datetime | None = None,
) -> LocalReport:
    """The local office issues its report and proposes the dossier to the province.

    Raises `Refused` with the heading of Mẫu 03 that has no words as `field`, or where the components of this filing
    have not been checked (26/2026/QĐ-TTg art. 7.2).
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(dossier)
    require(may_take(by, dossier, "propose", on=today))
    if is_repeated(dossier, client_id):
        return dossier.local_reports.get(version=dossier.version)
    refuse_stale(dossier, version)
    words = {field: text.strip() for field, text in asdict(report).items()}
    missing = headings_missing(dossier.release, words)
    if missing:
        raise Refused(_("“%(heading)s” has no words yet.") % {"heading": HEADINGS[missing[0]]}, field=missing[0])
    facts = {"client_id": str(client_id), "version": dossier.version}
    dossier = move_dossier(dossier=dossier, verb="propose", by=by, facts=facts, on=today)
    checked = is_checked(dossier, check_of(dossier))
    if not checked:
        raise Refused(checked.reason)
    return LocalReport.objects.create(
        province=dossier.province,
        dossier=dossier,
        version=dossier.version,
        office=nfc(by.office),
        reported_by=by.name,
        reported_at=at,
        reporter_helped=has_helped(by, dossier),
        **words,
    )


@transaction.atomic
def accept_dossier(
    *, by: Post, dossier: Dossier, client_id: UUID, version: int | None = None, at: datetime | None = None
) -> Dossier:
    """The provincial office takes a proposed dossier into the round, under its own slip number.

    Raises `Refused` for a proposal after the limit of the round: it is taken to a later one first, by a recorded act.
    """
    today = legal_day(at or timezone.now())
    dossier = locked(dossier)
    require(may_take(by, dossier, "accept", on=today))
    if is_repeated(dossier, client_id):
        return dossier
    refuse_stale(dossier, version)
    facts = {"client_id": str(client_id), "version": dossier.version}
    dossier = move_dossier(dossier=dossier, verb="accept", by=by, facts=facts, on=today)
    in_time = is_in_time(late=is_late_proposal(dossier))
    if not in_time:
        raise Refused(in_time.reason)
    own = province_code(dossier.province, on=today)
    dossier.province_number = dossier.province_number or next_slip(dossier, office_unit=own, on=today)
    dossier.save(update_fields=["province_number"])
    return dossier
