"""Keeping a producer's papers: added once, renewed by a paper of its own, never edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.registry.domain.paper_kinds import PaperFacts, paper_kinds
from openocop.registry.models import Producer, ProducerPaper
from openocop.registry.permissions import may_keep_papers


@transaction.atomic
def keep_paper(
    *,
    by: Post,
    producer: Producer,
    facts: PaperFacts,
    file: StoredFile,
    client_id: UUID,
    at: datetime,
    supersedes: ProducerPaper | None = None,
) -> ProducerPaper:
    """Add a paper to the producer's own, or put it in the place of the older one it `supersedes`.

    Args:
        client_id: chosen by the device; the same one again returns the paper it added.

    Raises:
        NotPermitted: not the producer's own account.
        Refused: a kind or day that cannot be, or the older paper was renewed already; `field` says which.
    """
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    on = legal_day(at)
    require(may_keep_papers(by, producer, on=on))
    known = ProducerPaper.objects.filter(client_id=client_id).first()
    if known:
        if known.producer_id != producer.pk:
            raise Refused(_("This upload belongs to another producer. Choose the file again."), field="file")
        return known
    facts = _checked(facts, on)
    if supersedes:
        _refuse_superseded(producer, supersedes)
    paper = ProducerPaper.objects.create(
        province=producer.province,
        producer=producer,
        kind=facts.kind,
        title=facts.title,
        number=facts.number,
        issuer=facts.issuer,
        issued_on=facts.issued_on,
        valid_until=facts.valid_until,
        file=file,
        supersedes=supersedes,
        client_id=client_id,
        kept_at=at,
    )
    said = {
        "kind": facts.kind,
        "sha256": file.sha256,
        "until": facts.valid_until.isoformat() if facts.valid_until else "",
        "supersedes": supersedes.public_id if supersedes else "",
    }
    verb = "paper.renewed" if supersedes else "paper.kept"
    record(province=producer.province, actor=by.as_actor(), verb=verb, subject=paper, facts=said)
    return paper


def _checked(facts: PaperFacts, on: date) -> PaperFacts:
    kind = paper_kinds().get(facts.kind)
    if kind is None:
        raise Refused(_("Choose a kind of paper from the list."), field="kind")
    if facts.issued_on and facts.issued_on > on:
        raise Refused(_("The day of issue lies ahead. Read it from the paper again."), field="issued_on")
    if facts.issued_on and facts.valid_until and facts.valid_until <= facts.issued_on:
        raise Refused(_("The paper would end before it was issued. Read both days again."), field="last_day")
    return replace(
        facts,
        title=nfc(facts.title.strip()) or kind.label,
        number=facts.number.strip(),
        issuer=nfc(facts.issuer.strip()),
    )


def _refuse_superseded(producer: Producer, older: ProducerPaper) -> None:
    if older.producer_id != producer.pk:
        raise Refused(_("The older paper belongs to another producer."))
    newer = ProducerPaper.objects.filter(supersedes=older).first()
    if newer:
        raise Refused(_("“%(title)s” has a newer paper already. Renew that one.") % {"title": older.title})
