"""Papers of the invented producers, with terms that a visitor sees in every state."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from openocop.demo.services.evidence import sample_paper
from openocop.demo.services.practice_dossiers import Stand
from openocop.dossiers.services.vault import take_in_paper
from openocop.registry.domain.paper_kinds import PaperFacts
from openocop.registry.models import Producer, ProducerPaper

ISSUER = "Cơ quan cấp (minh hoạ)"
_KEPT_AGO = 150
# Days after today on which the producer's conditions certificate no longer holds: each list shows several states.
_LEFT = (25, 80, 170, 500, 320, 60)


def keep_papers(stand: Stand) -> None:
    """Give each invented producer its papers: one without a term, one that ends, and one that was renewed."""
    producers = Producer.objects.filter(name__in=stand.owners, is_illustrative=True).order_by("id")
    for producer, left in zip(producers, _LEFT, strict=True):
        _keep(stand, producer, "business_registration", "Giấy đăng ký kinh doanh (minh hoạ)")
        _keep(stand, producer, "facility_conditions", "Giấy chứng nhận cơ sở đủ điều kiện (minh hoạ)", left=left)
        old = _keep(stand, producer, "test_report", "Phiếu kiểm nghiệm (minh hoạ)", left=-20)
        _keep(stand, producer, "test_report", "Phiếu kiểm nghiệm (minh hoạ)", left=345, older=old)


def _keep(
    stand: Stand,
    producer: Producer,
    kind: str,
    title: str,
    *,
    left: int | None = None,
    older: ProducerPaper | None = None,
) -> ProducerPaper:
    at = stand.at(_KEPT_AGO)
    number = f"MH-{producer.pk % 100:02d}{'b' if older else ''}"
    return take_in_paper(
        by=stand.owners[producer.name],
        producer=producer,
        facts=PaperFacts(
            kind=kind,
            title=title,
            number=f"{number} (minh hoạ)",
            issuer=ISSUER,
            valid_until=None if left is None else stand.today + timedelta(days=left),
        ),
        name=f"{kind}.pdf",
        content=sample_paper(
            f"{title} {number}", product="dùng chung cho các sản phẩm của chủ thể", producer=producer.name, at=at
        ),
        client_id=uuid4(),
        at=at,
        supersedes=older,
    )
