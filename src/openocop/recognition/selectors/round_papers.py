"""Every paper of a round: which may be made now and why another not yet, and which has its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.core.documents.frame import capacity_lines
from openocop.core.documents.official import Issue, OfficialPaper
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import AdvisorySheet, Council, Entry, Seat, Session
from openocop.geography.selectors.units import full_name, units_at
from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL, KINDS, PaperKind, Per
from openocop.recognition.models import Decision, Recognition, RoundPaper
from openocop.recognition.selectors import council_papers, outcome_papers, preparing_papers
from openocop.recognition.selectors.decisions import named_of, sessions_of
from openocop.recognition.selectors.named import POTENTIAL_STAR, PROVINCIAL_STARS
from openocop.recognition.selectors.paper_source import PaperSource

BUILDERS: Mapping[str, Callable[[PaperSource], OfficialPaper]] = {
    "plan": preparing_papers.plan,
    "council-decision": preparing_papers.council_decision,
    "team-decision": preparing_papers.team_decision,
    "regulation-decision": preparing_papers.regulation_decision,
    COMMUNE_PROPOSAL: preparing_papers.commune_proposal,
    "advisory-report": council_papers.advisory_report,
    "invitation": council_papers.invitation,
    "opinion-slip": council_papers.opinion_slip,
    "signature-page": council_papers.signature_page,
    "council-report": council_papers.council_report,
    "submission": outcome_papers.submission,
    "notice": outcome_papers.notice,
    "ministry-letter": outcome_papers.ministry_letter,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing of which a round has a paper of its own; `why_not` says why that one cannot be made yet."""

    about: str
    name: str
    detail: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper: `why_not` is empty once it can be made, `kept` is the registered one."""

    kind: PaperKind
    subject: Subject
    kept: RoundPaper | None

    @property
    def state(self) -> str:
        """Return "impossible", "draft", "numbered" or "signed"."""
        if self.kept is not None:
            return "signed" if self.kept.signed_id else "numbered"
        return "impossible" if self.subject.why_not else "draft"


@dataclass(frozen=True, slots=True)
class KindRow:
    """All papers of one kind, as the round's page counts them; `only` is the one paper of the whole round.

    `source` says where the law of this round knows of the kind.
    """

    kind: PaperKind
    source: str
    only: PaperRow | None
    total: int = 0
    possible: int = 0
    numbered: int = 0
    why_not: str = ""


@dataclass(frozen=True)
class RoundStand:
    """What stands in a round now, read once for all its papers."""

    round: Round

    @cached_property
    def council(self) -> Council | None:
        return Council.objects.filter(round=self.round).first()

    @cached_property
    def session(self) -> Session | None:
        """Return the session the papers name: the last meeting, else the written-opinion round."""
        return named_of(self.sessions)

    @cached_property
    def sessions(self) -> Sequence[Session]:
        return sessions_of(self.round)

    @property
    def is_fixed(self) -> bool:
        """Tell whether a result is fixed; the papers tell of what is fixed by then."""
        return any(session.stage == SessionStage.FIXED for session in self.sessions)

    @property
    def is_over(self) -> bool:
        return bool(self.sessions) and all(session.stage == SessionStage.FIXED for session in self.sessions)

    @cached_property
    def recognised(self) -> set[int | None]:
        """Return the dossiers that a decision recognised; one with a number alone does."""
        rows = Recognition.objects.filter(dossier__round=self.round, decision__isnull=False)
        return set(rows.values_list("dossier", flat=True))

    @cached_property
    def approved(self) -> set[int | None]:
        """Return the dossiers of ninety points and more that a decision with its number approved."""
        rows = Decision.objects.filter(approved__round=self.round, issued_at__isnull=False)
        return set(rows.values_list("approved", flat=True))

    def is_decided(self, entry: Entry) -> bool:
        """Tell whether the decision on this product is there; one that is only notified has none."""
        if entry.star == POTENTIAL_STAR:
            return entry.dossier_id in self.approved
        return entry.star not in PROVINCIAL_STARS or entry.dossier_id in self.recognised

    @cached_property
    def entries(self) -> Sequence[Entry]:
        found = Entry.objects.filter(session__council__round=self.round)
        if self.is_fixed:
            found = found.filter(session__stage=SessionStage.FIXED)
        ordered = found.order_by("session__form", "session", "position")
        return list(ordered.select_related("dossier__product__producer"))

    @cached_property
    def seats(self) -> Sequence[Seat]:
        return list(self.council.seats.filter(scores=True)) if self.council else []

    @cached_property
    def proposed(self) -> Sequence[Dossier]:
        left = Q(stage__in=("draft", "submitted", "returned", "withdrawn")) | Q(local_unit_code="")
        # What is assessed again by the province's choice came by no new proposal of the commune.
        came = self.round.dossiers.filter(former=None).exclude(left)
        return list(came.order_by("local_unit_code", "pk"))

    @cached_property
    def again(self) -> bool:
        return self.round.dossiers.filter(kind=council_papers.AGAIN).exclude(stage__in=("draft", "withdrawn")).exists()

    @cached_property
    def advised(self) -> bool:
        return AdvisorySheet.objects.filter(dossier__round=self.round, sent_at__isnull=False).exists()

    @cached_property
    def kept(self) -> Mapping[tuple[str, str], RoundPaper]:
        rows = RoundPaper.objects.filter(round=self.round, superseded_at=None)
        return {(row.kind, row.about): row for row in rows}


def why_not_yet(kind: PaperKind, stand: RoundStand) -> str:
    """Return why a paper of this kind cannot be made yet, "" when it can."""
    slug = kind.slug
    if slug == "plan" and stand.round.opened_on is None:
        return _("The day on which the round opened is not known.")
    if slug in {"council-decision", "regulation-decision", "opinion-slip"} and stand.council is None:
        return _("The council of this round is not recorded yet.")
    if slug == COMMUNE_PROPOSAL and not stand.proposed:
        return _("No commune has proposed a dossier yet.")
    if slug == "opinion-slip" and not stand.again:
        return _("No product of this round is up for re-assessment.")
    if slug in {"invitation", "signature-page"} and stand.session is None:
        return _("The session is not called yet.")
    if slug == "advisory-report" and not stand.advised:
        return _("The advisory team has not sent a sheet yet.")
    if slug in {"council-report", "submission", "notice", "ministry-letter"} and not stand.is_fixed:
        return _("The council's result is not fixed yet.")
    if slug == "ministry-letter" and not any(entry.star == POTENTIAL_STAR for entry in stand.entries):
        return _("No product of this round reached ninety points.")
    return ""


def subjects_of(kind: PaperKind, stand: RoundStand) -> Sequence[Subject]:
    """Return what the round has papers of this kind for, in the order in which they are listed."""
    missing = why_not_yet(kind, stand)
    if kind.per == Per.ROUND:
        return [Subject("", "", why_not=missing)]
    if missing:
        return []
    if kind.per == Per.COMMUNE:
        return _communes(stand)
    if kind.per == Per.SEAT:
        return [Subject(seat.public_id, seat.name, seat.body) for seat in stand.seats]
    return [_noticed(entry, stand) for entry in stand.entries]


def _communes(stand: RoundStand) -> Sequence[Subject]:
    by_unit: dict[str, list[Dossier]] = defaultdict(list)
    for dossier in stand.proposed:
        by_unit[dossier.local_unit_code].append(dossier)
    days = {code: group[0].local_unit_on for code, group in by_unit.items()}
    units = units_at((code, day) for code, day in days.items() if day)
    found = []
    for code, group in by_unit.items():
        day = days[code]
        unit = units.get((code, day)) if day else None
        detail = ngettext("%(count)d dossier", "%(count)d dossiers", len(group)) % {"count": len(group)}
        found.append(Subject(code, full_name(unit) if unit else code, detail))
    return found


def _noticed(entry: Entry, stand: RoundStand) -> Subject:
    product = entry.dossier.product
    why_not = "" if stand.is_decided(entry) else _("The decision on this product has no number yet.")
    return Subject(entry.dossier.public_id, product.name, product.producer.name if product.producer else "", why_not)


def paper_row(kind: PaperKind, subject: Subject, stand: RoundStand) -> PaperRow:
    return PaperRow(kind, subject, stand.kept.get((kind.slug, subject.about)))


def kind_rows(stand: RoundStand) -> list[KindRow]:
    """Return every kind of paper of the round with what stands of it."""
    found = []
    for kind in KINDS.values():
        rows = [paper_row(kind, subject, stand) for subject in subjects_of(kind, stand)]
        source = kind.source_under(stand.round.release)
        if kind.per == Per.ROUND:
            found.append(KindRow(kind, source, rows[0]))
            continue
        possible = sum(row.state != "impossible" for row in rows)
        numbered = sum(row.kept is not None for row in rows)
        found.append(KindRow(kind, source, None, len(rows), possible, numbered, why_not_yet(kind, stand)))
    return found


def subject_of(kind: PaperKind, about: str, stand: RoundStand) -> Subject | None:
    """Return what `about` names among the round's papers of this kind, None for what it does not have."""
    return next((subject for subject in subjects_of(kind, stand) if subject.about == about), None)


def built(round: Round, kind: PaperKind, about: str, issue: Issue) -> OfficialPaper:
    """Return the paper as its data stand now. The caller has asked whether it can be made."""
    return BUILDERS[kind.slug](PaperSource(round, kind, about, issue))


def issue_of(paper: RoundPaper) -> Issue:
    capacity = capacity_lines(paper.signer_capacity) if paper.signer_capacity else ()
    return Issue(paper.number, paper.dated_on, paper.signer, capacity)


def versions_of(round: Round, kind: PaperKind, about: str) -> QuerySet[RoundPaper]:
    """Return what was ever registered of this paper, the latest first."""
    rows = RoundPaper.objects.filter(round=round, kind=kind.slug, about=about)
    return rows.select_related("printed", "word", "signed", "template").order_by("-recorded_at", "-pk")
