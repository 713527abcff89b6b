"""Products of ninety points and more: where each stands on its way to the ministry, and what its pack still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.dossiers.domain.calendar import RoundDates
from openocop.dossiers.models import Dossier, LocalReport, Round
from openocop.dossiers.selectors.rounds import open_rounds
from openocop.dossiers.selectors.samples import DossierSamples, samples_of
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Recusal, Seat
from openocop.recognition.domain.referral import (
    CENTRAL_STAR,
    Asked,
    Choice,
    Fate,
    Paper,
    Standing,
    asked_of,
    fate_of,
    is_known,
    next_limits,
)
from openocop.recognition.models import (
    CentralChoice,
    CentralResult,
    Decision,
    DecisionPaper,
    Referral,
    ReferralPack,
    ReferralPaper,
    ReferralSending,
    RoundPaper,
)
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.recognition.selectors.recognitions import current_recognitions

ROUND_PAPERS = {
    "letter": "ministry-letter",
    "advisory-report": "advisory-report",
    "council-report": "council-report",
}  # what a pack takes from the papers of the round
_BY_FATE = {Fate.FIVE: Standing.FIVE, Fate.NOTICE: Standing.NOTICE, Fate.UNCLEAR: Standing.UNCLEAR}
_RELATED = ("dossier__product__producer", "dossier__round", "session__council")
_OWN = (
    *("dossier__referral__result__file", "dossier__referral__result__recognition"),
    *("dossier__referral__choice__decision", "dossier__referral__choice__again__round"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One product of ninety points and more.

    `packs` latest first; `last` the sending that counts, None before the first; `limits` those of the ministry's round
    it is for: of the day it was sent, else the next that is open.
    """

    entry: Entry
    referral: Referral | None
    standing: Standing
    packs: Sequence[ReferralPack]
    last: ReferralSending | None
    result: CentralResult | None
    choice: CentralChoice | None
    limits: RoundDates | None

    @property
    def dossier(self) -> Dossier:
        return self.entry.dossier

    @property
    def with_ministry(self) -> bool:
        """Tell whether a pack lies at the ministry and has not come back."""
        return self.standing in {Standing.SENT, Standing.RECEIVED}


def entries_above_ninety(post: Post) -> QuerySet[Entry]:
    """Return the products of fixed results that go up; none of a round in which the reader stepped aside, and
    for a secretary those of their own councils.

    One on which something was done stays, should its result be corrected afterwards.
    """
    seats = Seat.objects.filter(council=OuterRef("session__council"), user=post.user_id, replaced_on=None)
    aside = Recusal.objects.filter(seat__council=OuterRef("session__council"), seat__user=post.user_id)
    going = Q(star=POTENTIAL_STAR) | Q(dossier__referral__isnull=False)
    found = Entry.objects.filter(going, province=post.province, session__stage=SessionStage.FIXED)
    if post.role == Role.SECRETARY:
        found = found.filter(Exists(seats))
    found = found.filter(~Exists(aside)).select_related(*_RELATED, *_OWN)
    return found.prefetch_related(
        "dossier__referral__packs__file",
        "dossier__referral__packs__sending__receipt",
        "dossier__referral__packs__sending__returned",
    ).order_by("-session__held_on", "session", "position")


def case_of(entry: Entry, *, on: date) -> Case:
    """Return where a product stands on day `on`; asks nothing of an entry read by `entries_above_ninety`."""
    referral: Referral | None = getattr(entry.dossier, "referral", None)
    packs = list(referral.packs.all()) if referral else []
    last: ReferralSending | None = next((s for pack in packs if (s := getattr(pack, "sending", None))), None)
    result: CentralResult | None = getattr(referral, "result", None)
    choice: CentralChoice | None = getattr(referral, "choice", None)
    known = is_known(entry.dossier.release)
    standing = _standing(entry.dossier.release, last, result, choice) if known else Standing.OTHER_LAW
    unsent = last is None or standing == Standing.RETURNED
    limits = next_limits(on if unsent or last is None else last.sent_on) if known else None
    return Case(entry, referral, standing, packs, last, result, choice, limits)


def _standing(
    release: str, last: ReferralSending | None, result: CentralResult | None, choice: CentralChoice | None
) -> Standing:
    if result is not None:
        fate = fate_of(release, Fraction(result.points), result.star)
        if choice is not None:
            return _chosen(choice)
        return _BY_FATE.get(fate, Standing.TO_CHOOSE)
    if last is None:
        return Standing.TO_SEND
    if getattr(last, "returned", None):
        return Standing.RETURNED
    return Standing.RECEIVED if getattr(last, "receipt", None) else Standing.SENT


def _chosen(choice: CentralChoice) -> Standing:
    if choice.choice == Choice.USE:
        if choice.decision is None:
            return Standing.TO_DRAFT
        return Standing.DECIDED if choice.decision.issued_at else Standing.DRAFTED
    return Standing.ENTERED if choice.again_id else Standing.TO_ENTER


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist: there, or `missing` in words. `paper` is what was attached or registered."""

    asked: Asked
    missing: str
    detail: str = ""

    @property
    def state(self) -> str:
        if not self.missing:
            return "ok"
        return "bad" if self.asked.is_required else "none"


@dataclass(frozen=True)
class Parts:
    """All that a pack of one dossier can hold, read once."""

    dossier: Dossier
    round_papers: dict[str, RoundPaper]
    approval: Decision | None
    approval_paper: DecisionPaper | None
    own: Sequence[ReferralPaper]
    samples: DossierSamples
    report: LocalReport | None
    has_five: bool

    def of(self, *kinds: Paper) -> list[ReferralPaper]:
        return [paper for paper in self.own if paper.kind in kinds]


def parts_of(dossier: Dossier, referral: Referral | None) -> Parts:
    """Return what there is for the pack of a dossier, in a constant number of queries."""
    kept = RoundPaper.objects.filter(round=dossier.round, kind__in=ROUND_PAPERS.values(), superseded_at=None)
    approval = Decision.objects.filter(approved=dossier).first()
    printed = DecisionPaper.objects.filter(decision=approval, is_draft=False, file__media_type="application/pdf")
    return Parts(
        dossier=dossier,
        round_papers={row.kind: row for row in kept.select_related("printed", "signed")},
        approval=approval,
        approval_paper=printed.select_related("file").first() if approval else None,
        own=list(referral.papers.select_related("file")) if referral else [],
        samples=samples_of(dossier),
        report=dossier.local_reports.order_by("-version").first(),
        has_five=had_five(dossier),
    )


def had_five(dossier: Dossier) -> bool:
    """Tell whether a re-assessment is of a five-star product: recognised so on the day it was filed (art. 6.3b)."""
    if dossier.kind != "again":
        return False
    filed_on = legal_day(dossier.submitted_at or dossier.opened_at)
    speaking = current_recognitions([dossier.product_id], filed_on).get(dossier.product_id)
    return speaking is not None and speaking.star == CENTRAL_STAR


def checklist(parts: Parts) -> list[Line]:
    """Return what goes up with the dossier and what is missing, in words (26/2026 art. 6.3)."""
    asked = asked_of(parts.dossier.kind, samples=parts.samples.required, has_five=parts.has_five)
    return [_line(one, parts) for one in asked]


def _line(asked: Asked, parts: Parts) -> Line:
    if asked.slug in ROUND_PAPERS:
        row = parts.round_papers.get(ROUND_PAPERS[asked.slug])
        missing = "" if row else _("Number and day are not recorded among the papers of the round.")
        return Line(asked, missing, _numbered(row.number, row.dated_on) if row else "")
    if asked.slug == "approval":
        decision = parts.approval
        unapproved = _("No decision with a number approves the result of this product yet.")
        missing = "" if parts.approval_paper else unapproved
        return Line(asked, missing, _numbered(decision.number, decision.decided_on) if decision else "")
    if asked.slug == "unit-report":
        found = parts.of(Paper.UNIT_REPORT)
        return Line(asked, "" if found else _("Attach the report of the OCOP unit below."), _titles(found))
    if asked.slug == "tests":
        found = parts.of(Paper.TEST, Paper.OTHER)
        return Line(asked, "" if found else _("None was added; they go along where there are any."), _titles(found))
    if asked.slug == "samples":
        return _samples(asked, parts)
    if asked.slug == "local-report" and parts.report is None:
        return Line(asked, _("The commune's report is not in the system."))
    return Line(asked, "")


def _samples(asked: Asked, parts: Parts) -> Line:
    there = parts.samples.ministry
    counted = _("%(there)d of %(required)d handed over for the ministry")
    said = counted % {"there": there.handed_over, "required": there.required}
    return Line(asked, _("The samples for the ministry are not all handed over.") if there.missing else "", said)


def lacking(lines: Sequence[Line], *, without: frozenset[str] = frozenset()) -> list[Line]:
    """Return what the law asks for and is not there."""
    return [line for line in lines if line.asked.is_required and line.missing and line.asked.slug not in without]


def _numbered(number: str, day: date | None) -> str:
    return f"{number}, {date_short(day)}" if day else number


def _titles(found: Sequence[ReferralPaper]) -> str:
    return "; ".join(paper.title for paper in found)


def rounds_to_enter(case: Case, *, on: date) -> list[Round]:
    """Return the rounds into which the province may take the product for another assessment."""
    dossier = case.dossier
    there = (
        Dossier.objects.filter(product=dossier.product_id).exclude(stage="withdrawn").values_list("round", flat=True)
    )
    taken = set(there)
    rounds = open_rounds(dossier.province, on=on)
    return [round for round in rounds if round.release == dossier.release and round.pk not in taken]
