"""Putting papers into a dossier and taking them out again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import Mark
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.selectors.guidance import shows_product
from openocop.dossiers.services.arriving import as_paper
from openocop.dossiers.services.helping import as_helper
from openocop.dossiers.services.locks import locked
from openocop.registry.models import Producer, ProducerPaper
from openocop.registry.selectors.papers import newest_of
from openocop.registry.services.looks import forget_look, keep_look


@transaction.atomic
def attach_evidence(
    *,
    by: Post,
    dossier: Dossier,
    client_id: UUID,
    name: str,
    content: bytes | Paper,
    criterion: str = "",
    title: str = "",
    page: str = "",
    note: str = "",
    at: datetime | None = None,
) -> Evidence:
    """Add a paper to the dossier, for one criterion or (`criterion` empty) for the whole.

    Args:
        client_id: chosen by the device; the same one again returns the paper it added, whatever else is sent.
        content: the file as it came (see `accepted_paper`), or the paper already made of it.
        note: what on these pages proves the level claimed.

    Raises:
        NotPermitted: not the producer's own, or filed already.
        Refused: the file or the criterion is not acceptable; nothing that was there before is touched.
    """
    at = at or timezone.now()
    dossier = locked(dossier)
    known = known_evidence(by, dossier, client_id, criterion, at)
    if known:
        return known
    file = known_file(dossier.product.producer, as_paper(content), name)
    return put_in(by, dossier, file, client_id, at, criterion=criterion, title=title, page=page, note=note)


@transaction.atomic
def point_to_paper(
    *,
    by: Post,
    dossier: Dossier,
    client_id: UUID,
    source: ProducerPaper | Evidence,
    criterion: str = "",
    page: str = "",
    note: str = "",
    at: datetime | None = None,
) -> Evidence:
    """Prove a criterion by a paper that is there already: one of the producer's, or of this dossier. Nothing is sent.

    Raises:
        NotPermitted: not the producer's own, or filed already.
        Refused: the paper is neither the producer's nor in this dossier.
    """
    at = at or timezone.now()
    dossier = locked(dossier)
    known = known_evidence(by, dossier, client_id, criterion, at)
    if known:
        return known
    if isinstance(source, Evidence):
        is_theirs, paper = source.dossier_id == dossier.pk and source.removed_at is None, source.paper
    else:
        is_theirs, paper = source.producer_id == dossier.product.producer_id, source
    if not is_theirs:
        raise Refused(_("Choose one of your papers, or one that is in this dossier."), field="source")
    return put_in(
        *(by, dossier, source.file, client_id, at),
        criterion=criterion,
        title=source.title,
        page=page,
        note=note,
        paper=paper,
    )


@transaction.atomic
def confirm_evidence(*, by: Post, evidence: Evidence, at: datetime | None = None) -> Evidence:
    """Say that a paper proves the level claimed now, which has changed since it was put in."""
    at = at or timezone.now()
    dossier = locked(evidence.dossier)
    require(may_edit(by, dossier, on=legal_day(at)))
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if evidence.is_outdated(dossier.self_levels):
        evidence.claimed = _claim(dossier, evidence.criterion)
        evidence.save(update_fields=["claimed"])
        facts = {"evidence": evidence.public_id, "claimed": evidence.claimed}
        facts |= as_helper(by, dossier, on=legal_day(at))
        record(
            province=dossier.province, actor=by.as_actor(), verb="dossier.paper_confirmed", subject=dossier, facts=facts
        )
    return evidence


@transaction.atomic
def take_newer(*, by: Post, evidence: Evidence, at: datetime | None = None) -> Evidence:
    """Put the newest of a renewed paper in the place of the older one, with the same criterion, page and note."""
    at = at or timezone.now()
    dossier = locked(evidence.dossier)
    require(may_edit(by, dossier, on=legal_day(at)))
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("paper").get(pk=evidence.pk)
    if evidence.paper is None or evidence.removed_at is not None:
        return evidence
    newest = newest_of([evidence.paper])[evidence.paper.pk]
    if newest == evidence.paper:
        return evidence
    remove_evidence(by=by, evidence=evidence, at=at)
    return point_to_paper(
        by=by,
        dossier=dossier,
        client_id=uuid5(evidence.client_id, newest.public_id),
        source=newest,
        criterion=evidence.criterion,
        page=evidence.page,
        note=evidence.note,
        at=at,
    )


def known_evidence(by: Post, dossier: Dossier, client_id: UUID, criterion: str, at: datetime) -> Evidence | None:
    """Return what a repeated sending added before; refuse who may not add, or what the sheet does not print."""
    require(may_edit(by, dossier, on=legal_day(at)))
    known = Evidence.objects.filter(client_id=client_id).first()
    if known and known.dossier_id != dossier.pk:
        raise Refused(_("This upload belongs to another dossier. Choose the file again."))
    if not known and criterion and criterion not in criteria_set(dossier.release, dossier.set_no).position:
        raise Refused(_("The sheet has no criterion %(code)s.") % {"code": criterion}, field="criterion")
    return known


def put_in(
    by: Post,
    dossier: Dossier,
    file: StoredFile,
    client_id: UUID,
    at: datetime,
    *,
    criterion: str,
    title: str,
    page: str,
    note: str,
    paper: ProducerPaper | None = None,
) -> Evidence:
    """Write and record one piece of evidence beside the level that is claimed now; the caller has asked and locked."""
    evidence = Evidence.objects.create(
        province=dossier.province,
        dossier=dossier,
        file=file,
        paper=paper,
        client_id=client_id,
        title=nfc(title)[:200] or file.name.rpartition(".")[0][:200],
        criterion=criterion,
        page=nfc(page)[:20],
        note=nfc(note)[:300],
        claimed=_claim(dossier, criterion),
        added_at=at,
    )
    if shows_product(dossier, criterion):
        keep_look(product=dossier.product, file=file, is_public=False)
    facts = {"evidence": evidence.public_id, "criterion": criterion, "sha256": file.sha256, "size": file.size}
    facts |= as_helper(by, dossier, on=legal_day(at))
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.paper_added", subject=dossier, facts=facts)
    return evidence


def _claim(dossier: Dossier, criterion: str) -> dict[str, Mark]:
    return {criterion: dossier.self_levels[criterion]} if criterion in dossier.self_levels else {}


def known_file(producer: Producer | None, paper: Paper, name: str) -> StoredFile:
    """Return the file of these bytes that the producer sent before, else store it: no file is kept twice."""
    assert producer is not None  # noqa: S101  # whoever sends a file acts for a producer
    digest = sha256_hex(paper.content)
    sent = (
        ProducerPaper.objects.filter(producer=producer, file__sha256=digest).values("file"),
        Evidence.objects.filter(dossier__product__producer=producer, file__sha256=digest).values("file"),
    )
    kept = StoredFile.objects.filter(Q(pk__in=sent[0]) | Q(pk__in=sent[1])).order_by("pk").first()
    return kept or store_file(
        province=producer.province,
        name=paper.name_for(name),
        media_type=paper.media_type,
        content=paper.content,
    )


@transaction.atomic
def remove_evidence(*, by: Post, evidence: Evidence, at: datetime | None = None) -> Evidence:
    """Take a paper out of the dossier; its file is kept, because an earlier filing may have held it."""
    at = at or timezone.now()
    dossier = locked(evidence.dossier)
    require(may_edit(by, dossier, on=legal_day(at)))
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if evidence.removed_at is None:
        evidence.removed_at = at
        evidence.save(update_fields=["removed_at"])
        forget_look(product=dossier.product, file=evidence.file)
        facts = {"evidence": evidence.public_id, "criterion": evidence.criterion}
        facts |= as_helper(by, dossier, on=legal_day(at))
        record(
            province=dossier.province, actor=by.as_actor(), verb="dossier.paper_removed", subject=dossier, facts=facts
        )
    return evidence
