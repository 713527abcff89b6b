"""Papers on the commune's term: a pause or a new beginning, each on its own paper, where the province records them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.term_notices import NoticeKind
from openocop.dossiers.models import Dossier, TermPaper
from openocop.dossiers.permissions import may_record_term_paper
from openocop.dossiers.selectors.options import records_term_papers
from openocop.dossiers.services.locks import locked


@transaction.atomic
def record_term_paper(
    *,
    by: Post,
    dossier: Dossier,
    kind: str,
    number: str,
    issued_on: date,
    issuer: str,
    starts_on: date,
    client_id: UUID,
    resumes_on: date | None = None,
    at: datetime | None = None,
) -> TermPaper:
    """Record that a paper pauses the term of the filing from `starts_on`, or begins it anew on that day.

    Args:
        resumes_on: the first day counted again after a pause, None while it is open.

    Raises:
        NotPermitted: another office's dossier, or the province does not record such papers.
        Refused: the dossier is not at the commune, or the days contradict each other.
    """
    at = at or timezone.now()
    dossier = locked(dossier)
    require(may_record_term_paper(by, dossier, on=legal_day(at), recorded=records_term_papers(dossier.province)))
    known = TermPaper.objects.filter(dossier=dossier, client_id=client_id).first()
    if known:
        return known
    if dossier.stage != Stage.SUBMITTED or dossier.received_on is None:
        raise Refused(_("The term runs only while the dossier is with the local office."))
    _refuse_days(NoticeKind(kind), dossier.received_on, starts_on, resumes_on)
    for field, text in (("number", number), ("issuer", issuer)):
        if not text.strip():
            raise Refused(_("Name the paper: its number and who issued it."), field=field)
    paper = TermPaper.objects.create(
        province=dossier.province,
        dossier=dossier,
        client_id=client_id,
        version=dossier.version,
        kind=kind,
        number=nfc(number),
        issued_on=issued_on,
        issuer=nfc(issuer),
        starts_on=starts_on,
        resumes_on=resumes_on if kind == NoticeKind.PAUSE else None,
        recorded_by=by.name,
        recorded_at=at,
    )
    facts = {
        "client_id": str(client_id),
        "kind": kind,
        "number": paper.number,
        "issued_on": issued_on.isoformat(),
        "starts_on": starts_on.isoformat(),
        "resumes_on": resumes_on.isoformat() if resumes_on else None,
    }
    record(province=dossier.province, actor=by.as_actor(), verb=f"dossier.term_{kind}", subject=dossier, facts=facts)
    return paper


def _refuse_days(kind: NoticeKind, received_on: date, starts_on: date, resumes_on: date | None) -> None:
    if starts_on < received_on:
        raise Refused(_("The dossier had not been received on that day."), field="starts_on")
    if kind == NoticeKind.PAUSE and resumes_on is not None and resumes_on <= starts_on:
        raise Refused(_("The day from which it is counted again comes after the pause begins."), field="resumes_on")


@transaction.atomic
def resume_term(*, by: Post, paper: TermPaper, resumes_on: date, at: datetime | None = None) -> TermPaper:
    """Record from which day a pause is over; said once."""
    at = at or timezone.now()
    dossier = locked(paper.dossier)
    require(may_record_term_paper(by, dossier, on=legal_day(at), recorded=records_term_papers(dossier.province)))
    paper = TermPaper.objects.get(pk=paper.pk)
    if paper.resumes_on == resumes_on:
        return paper
    if paper.kind != NoticeKind.PAUSE or paper.resumes_on is not None:
        raise Refused(_("This paper leaves nothing to end."))
    _refuse_days(NoticeKind.PAUSE, paper.starts_on, paper.starts_on, resumes_on)
    paper.resumes_on = resumes_on
    paper.save(update_fields=["resumes_on"])
    facts = {"number": paper.number, "resumes_on": resumes_on.isoformat()}
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.term_resumed", subject=dossier, facts=facts)
    return paper
