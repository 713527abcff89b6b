"""Reports of visits: what their pages list and their paper states."""

from __future__ import annotations

import base64
import io

from django.db.models import Count, Q, QuerySet
from PIL import Image

from openocop.core.documents.frame import Marking, place_name
from openocop.core.domain.canonical import canonical_json, sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import StoredFile
from openocop.core.services.files import path_of
from openocop.dossiers.models import Dossier
from openocop.evaluation.documents.visit import VisitDocument, VisitPicture
from openocop.evaluation.domain.visit import HEADINGS
from openocop.evaluation.models import SiteVisit
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.geography.selectors.tenants import province_title
from openocop.registry.selectors.places import written_places

PRINTED_EDGE = 1000  # pixels of the longer side: 300 dots an inch on a photograph of eight centimetres


def with_counts(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Add to each dossier how many reports of visits were sent and how many requests await their answer."""
    unanswered = Q(requests__answered_at=None, requests__withdrawn_at=None)
    return dossiers.annotate(
        visits_sent=Count("visits", filter=Q(visits__sent_at__isnull=False), distinct=True),
        requests_open=Count("requests", filter=unanswered, distinct=True),
    )


def sent_visits(dossier: Dossier) -> QuerySet[SiteVisit]:
    """Return the reports on visits that were sent, the latest visit first; the caller may read the dossier."""
    return dossier.visits.filter(sent_at__isnull=False)


def visit_document(visit: SiteVisit) -> VisitDocument:
    """Return a sent report as paper; it bears the digest of what was sent, photographs included."""
    dossier, sent_at = visit.dossier, visit.sent_at
    assert sent_at is not None  # noqa: S101  # only sent reports become papers
    product, producer = dossier.product, dossier.product.producer
    photos = list(visit.photos.select_related("file"))
    return VisitDocument(
        marking=Marking(illustrative=visit.is_illustrative, fingerprint=_fingerprint(visit, [p.file for p in photos])),
        created_at=sent_at,
        product_name=product.name,
        producer_name=producer.name if producer else "",
        producer_address=written_places([producer])[producer.pk] if producer else "",
        round_name=round_name(dossier.round.name),
        visited_on=visit.visited_on,
        visited_at=visit.place,
        present=visit.present,
        findings=[(HEADINGS[key], visit.findings[key]) for key in HEADINGS if key in visit.findings],
        conclusion=visit.conclusion,
        adviser=visit.adviser,
        place=place_name(province_title(dossier.province, visit.visited_on)),
        signed_on=legal_day(sent_at),
        pictures=[VisitPicture(_drawing(photo.file), photo.caption) for photo in photos],
    )


def _drawing(file: StoredFile) -> str:
    """Return a photograph as an SVG that holds it as JPEG: drawings are what a paper takes beside its words."""
    with Image.open(path_of(file.sha256)) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((PRINTED_EDGE, PRINTED_EDGE))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=82)
    content = base64.b64encode(target.getvalue()).decode()
    width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{content}"/></svg>'
    )


def _fingerprint(visit: SiteVisit, files: list[StoredFile]) -> str:
    words = {name: getattr(visit, name) for name in ("place", "present", "findings", "conclusion", "public_id")}
    kept = words | {"visited_on": str(visit.visited_on), "photos": [file.sha256 for file in files]}
    return sha256_hex(canonical_json(kept))[:16]
