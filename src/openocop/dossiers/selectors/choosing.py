"""The papers that a producer may point to under a criterion, none of which is sent again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.core.documents.vietnamese import date_short
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.selectors.sheets import SheetView
from openocop.registry.models import ProducerPaper

Sources = list[tuple[str, list[tuple[str, str]]]]
_KEPT, _HERE = "kho", "day"


def sources_of(dossier: Dossier, view: SheetView) -> Sources:
    """Return (heading, [(value, label)]): the producer's current papers, then the files of this dossier, each once."""
    kept = ProducerPaper.objects.filter(producer=dossier.product.producer_id, superseded_by=None)
    papers = [(f"{_KEPT}-{paper.public_id}", _labelled(paper)) for paper in kept.order_by("kind", "id")]
    here: dict[int, Evidence] = {}
    for one in (*view.loose_papers, *(p for group in view.groups for row in group.criteria for p in row.papers)):
        if one.paper_id is None:
            here.setdefault(one.file_id, one)
    files = [(f"{_HERE}-{one.public_id}", one.title) for one in here.values()]
    groups = [(_("Your papers"), papers), (_("Files of this dossier"), files)]
    return [(heading, rows) for heading, rows in groups if rows]


def source_named(dossier: Dossier, value: str) -> ProducerPaper | Evidence | None:
    """Return what a form named by `sources_of`, None for anything else."""
    where, _dash, public_id = value.partition("-")
    if where == _KEPT:
        papers = ProducerPaper.objects.filter(producer=dossier.product.producer_id)
        return papers.select_related("file").filter(public_id=public_id).first()
    if where == _HERE:
        evidence = dossier.evidence.filter(removed_at=None)
        return evidence.select_related("file", "paper").filter(public_id=public_id).first()
    return None


def _labelled(paper: ProducerPaper) -> str:
    named = f"{paper.title}, {paper.number}" if paper.number else paper.title
    if paper.last_day is None:
        return named
    return _("%(paper)s, until %(day)s") % {"paper": named, "day": date_short(paper.last_day)}
