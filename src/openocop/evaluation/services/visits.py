"""Reports of the advisory team on its visits: written as a draft, sent once, never edited afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import PICTURES, Paper
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.arriving import as_paper
from openocop.evaluation.domain.visit import findings_of
from openocop.evaluation.models import SiteVisit, VisitPhoto
from openocop.evaluation.permissions import may_advise

MOST_PHOTOS = 40
MAX_TEXT = 4000


@dataclass(frozen=True, slots=True)
class VisitReport:
    """What the team writes down. `present` has one person a line; `findings` are words by heading."""

    visited_on: date
    place: str
    present: str = ""
    findings: dict[str, str] = field(default_factory=dict)
    conclusion: str = ""


@transaction.atomic
def save_visit(
    *, dossier: Dossier, report: VisitReport, client_id: UUID, by: Post, send: bool = False, at: datetime | None = None
) -> SiteVisit:
    """Keep the draft of a report; `send` checks it whole, after which it stays as it is.

    `client_id` is the report's own: the same one again is the same report, sent twice it is sent once.

    Raises:
        NotPermitted: not an adviser of the province, or the dossier is not with the advisory team.
        Refused: a day to come, or something missing when it is sent; `field` says what.
    """
    at = at or timezone.now()
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    require(may_advise(by, dossier))
    visit = SiteVisit.objects.filter(client_id=client_id).first()
    visit = visit or SiteVisit(province=dossier.province, dossier=dossier, client_id=client_id)
    if visit.dossier_id != dossier.pk:
        raise Refused(_("This report belongs to another dossier. Open the page anew."))
    if visit.sent_at is not None:
        if send:
            return visit
        raise Refused(_("This report was sent and stays as it is. Write a further one."))
    if report.visited_on > legal_day(at):
        raise Refused(_("The day of the visit lies ahead. Write the day on which you were there."), field="visited_on")
    _write(visit, report, by, at)
    if send:
        _refuse_unfinished(visit)
        visit.sent_at = at
    visit.save()
    if send:
        facts = {"dossier": dossier.public_id, "visited_on": str(visit.visited_on), "photos": visit.photos.count()}
        record(province=dossier.province, actor=by.as_actor(), verb="visit.sent", subject=visit, facts=facts)
    return visit


def _write(visit: SiteVisit, report: VisitReport, by: Post, at: datetime) -> None:
    visit.visited_on, visit.place = report.visited_on, nfc(report.place)[:300]
    visit.present, visit.conclusion = report.present.strip()[:MAX_TEXT], report.conclusion.strip()[:MAX_TEXT]
    visit.findings = {key: text[:MAX_TEXT] for key, text in findings_of(report.findings).items()}
    visit.adviser, visit.saved_at, visit.is_illustrative = by.name, at, visit.dossier.is_illustrative


def _refuse_unfinished(visit: SiteVisit) -> None:
    for name, given in (("place", visit.place), ("present", visit.present), ("conclusion", visit.conclusion)):
        if not given:
            raise Refused(_("This is still missing."), field=name)
    if not visit.findings:
        raise Refused(_("Write what you found under at least one heading."), field="findings")


@transaction.atomic
def add_photo(
    *, visit: SiteVisit, client_id: UUID, name: str, content: bytes | Paper, by: Post, caption: str = ""
) -> VisitPhoto:
    """Add a photograph to a draft; written anew and without what the camera noted. Sent twice it is one.

    Raises:
        NotPermitted, Refused: no picture, sent already, or more than forty.
    """
    visit = _draft(visit, by)
    known = VisitPhoto.objects.filter(client_id=client_id).first()
    if known is not None and known.visit_id == visit.pk:
        return known
    if known is not None:
        raise Refused(_("This upload belongs to another report. Choose the photograph again."))
    if visit.photos.count() >= MOST_PHOTOS:
        raise Refused(_("A report takes %(most)d photographs at most.") % {"most": MOST_PHOTOS}, field="photo")
    paper = as_paper(content)
    if paper.media_type not in PICTURES:
        raise Refused(_("This is no photograph. JPEG, PNG and WebP are taken."), field="photo")
    file = store_file(
        province=visit.province, name=paper.name_for(name), media_type=paper.media_type, content=paper.content
    )
    return VisitPhoto.objects.create(
        province=visit.province,
        visit=visit,
        file=file,
        client_id=client_id,
        caption=nfc(caption)[:200],
        added_at=timezone.now(),
    )


@transaction.atomic
def remove_photo(*, photo: VisitPhoto, by: Post) -> None:
    """Take a photograph out of a draft."""
    _draft(photo.visit, by)
    photo.delete()


def _draft(visit: SiteVisit, by: Post) -> SiteVisit:
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=visit.dossier_id)
    require(may_advise(by, dossier))
    visit = SiteVisit.objects.select_related("dossier").get(pk=visit.pk)
    if visit.sent_at is not None:
        raise Refused(_("This report was sent and stays as it is. Write a further one."))
    return visit
