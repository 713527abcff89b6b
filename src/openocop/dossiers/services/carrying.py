"""An upgrade or re-assessment begins as the recognised dossier stood: levels, evidence and papers, by reference."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.selectors.sheets import papers_of
from openocop.registry.models import ProducerPaper
from openocop.registry.selectors.papers import newest_of


def carry_over(dossier: Dossier, base: Dossier, *, at: datetime) -> int:
    """Fill the new `dossier` from `base` and return how many papers came along; the caller records it.

    No file is copied. A paper that the producer has renewed meanwhile comes in its newest version. On another sheet
    levels and places mean something else: then nothing is marked and every paper is one of the whole dossier.
    """
    is_same_sheet = (dossier.release, dossier.set_no) == (base.release, base.set_no)
    dossier.base = base
    if is_same_sheet:
        dossier.self_levels, dossier.self_score = base.self_levels, base.self_score
    dossier.save(update_fields=["base", "self_levels", "self_score"])
    carried = list(papers_of(base))
    newest = newest_of([one.paper for one in carried if one.paper])
    Evidence.objects.bulk_create(_carried(dossier, one, newest, is_same_sheet, at) for one in carried)
    return len(carried)


def _carried(
    dossier: Dossier, one: Evidence, newest: dict[int, ProducerPaper], is_same: bool, at: datetime
) -> Evidence:
    paper = newest[one.paper.pk] if one.paper else None
    renewed = paper is not None and paper != one.paper
    return Evidence(
        province=dossier.province,
        dossier=dossier,
        file=paper.file if paper and renewed else one.file,
        paper=paper,
        client_id=uuid5(NAMESPACE_URL, f"carried:{dossier.public_id}:{one.public_id}"),
        title=paper.title if paper and renewed else one.title,
        criterion=one.criterion if is_same else "",
        page=one.page,
        note=one.note,
        claimed={one.criterion: dossier.self_levels[one.criterion]} if one.criterion in dossier.self_levels else {},
        added_at=at,
    )
