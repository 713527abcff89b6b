"""What the authority recorded around a dossier: for its producer as far as it is told, for the offices in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openocop.accounts.domain.roles import Post
from openocop.core.verdict import Verdict
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.transition import Standing, governing
from openocop.dossiers.models import (
    ComponentCheck,
    CounterReceipt,
    Dossier,
    RoundMove,
    TermPaper,
    TransitionDecision,
)
from openocop.dossiers.permissions import (
    may_check,
    may_decide_transition,
    may_keep_samples,
    may_receipt,
    may_record_term_paper,
    may_see_samples,
)
from openocop.dossiers.selectors.checks import CheckedLine, check_of, checked_lines
from openocop.dossiers.selectors.clocks import WholeClock, reassessment_clock
from openocop.dossiers.selectors.counter import receipt_of
from openocop.dossiers.selectors.lateness import BEFORE_PROPOSAL, is_late_proposal
from openocop.dossiers.selectors.options import records_term_papers
from openocop.dossiers.selectors.samples import DossierSamples, samples_of
from openocop.dossiers.selectors.transition import first_filed_on, standing_of


@dataclass(frozen=True, slots=True)
class CourseView:
    """What everybody who reads the dossier is told of its course.

    `after_limit`: the round takes no more proposals, and this one has not been proposed.

    `finish_by` is the last day of the former law, None where none applies; `moves` the later rounds it was taken to.
    """

    standing: Standing
    finish_by: date | None
    decision: TransitionDecision | None
    moves: Sequence[RoundMove]
    whole: WholeClock | None
    receipt: CounterReceipt | None
    late_proposal: bool
    after_limit: bool

    @property
    def stopped(self) -> bool:
        return self.standing in {Standing.STOPPED, Standing.WRONG_LAW} and self.decision is None


def course_of(dossier: Dossier, *, on: date) -> CourseView:
    standing = standing_of(dossier, today=on)
    limit = dossier.round.propose_before
    filed_on = first_filed_on(dossier) if standing != Standing.OWN_LAW else None
    return CourseView(
        standing=standing,
        finish_by=governing(filed_on, dossier.kind).finish_by if filed_on else None,
        decision=TransitionDecision.objects.filter(dossier=dossier).first(),
        moves=list(dossier.round_moves.select_related("from_round", "to_round")),
        whole=reassessment_clock(dossier, today=on),
        receipt=receipt_of(dossier),
        late_proposal=dossier.stage == Stage.PROPOSED and is_late_proposal(dossier),
        after_limit=dossier.stage in BEFORE_PROPOSAL and limit is not None and limit <= on,
    )


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """What the offices recorded; each verdict tells whether this reader may record more of it, and why not.

    `samples` is None for a reader they are not shown to.
    """

    check: ComponentCheck | None
    lines: Sequence[CheckedLine]
    may_check: Verdict
    papers: Sequence[TermPaper]
    may_paper: Verdict
    samples: DossierSamples | None
    may_keep: Verdict
    may_receipt: Verdict
    may_decide: Verdict


def authority_of(post: Post, dossier: Dossier, *, on: date) -> AuthorityView:
    check = check_of(dossier)
    recorded = records_term_papers(dossier.province)
    return AuthorityView(
        check=check,
        lines=checked_lines(dossier, check),
        may_check=may_check(post, dossier, on=on),
        papers=[paper for paper in dossier.term_papers.all() if paper.version == dossier.version],
        may_paper=may_record_term_paper(post, dossier, on=on, recorded=recorded),
        samples=samples_of(dossier) if may_see_samples(post, dossier, on=on) else None,
        may_keep=may_keep_samples(post, dossier, on=on),
        may_receipt=may_receipt(post, dossier, on=on),
        may_decide=may_decide_transition(post, dossier, on=on),
    )
