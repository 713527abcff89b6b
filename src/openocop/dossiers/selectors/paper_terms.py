"""The terms of papers measured against the round in which they are to prove something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.selectors.sheets import SheetView
from openocop.registry.models import ProducerPaper
from openocop.registry.selectors.papers import term_words


@dataclass(frozen=True, slots=True)
class TermWarning:
    """A paper of the dossier that has ended, or ends before the evaluation."""

    paper: ProducerPaper
    words: str
    has_ended: bool


def term_warnings(dossier: Dossier, view: SheetView, *, on: date) -> list[TermWarning]:
    """Return each such paper once, those that end first on top."""
    placed = (one for group in view.groups for row in group.criteria for one in row.papers)
    papers = {one.paper.pk: one.paper for one in (*placed, *view.loose_papers) if one.paper}
    warned = [
        TermWarning(paper, term_words(paper.term(on)), paper.valid_until <= on)
        for paper in papers.values()
        if paper.valid_until and (paper.valid_until <= on or ends_before_evaluation(paper, dossier.round))
    ]
    return sorted(warned, key=lambda one: (one.paper.valid_until or on, one.paper.pk))


def ends_before_evaluation(paper: ProducerPaper, round: Round) -> bool:
    """Tell whether the paper may have ended when the round is evaluated; False while the round has no such day."""
    limit = round.evaluate_before
    return paper.valid_until is not None and limit is not None and paper.valid_until < limit
