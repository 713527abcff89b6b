"""What all papers of a round draw on, read once: the round, its council and session, and the frame of a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from openocop.core.documents.frame import Letterhead, Marking, Signature, place_name
from openocop.core.documents.official import UNNUMBERED, Issue, OfficialPaper
from openocop.core.documents.vietnamese import count_text, date_short
from openocop.core.domain.legal_time import VIETNAM
from openocop.criteria.documents.citations import cited
from openocop.criteria.domain.releases import release
from openocop.dossiers.models import Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Council, Seat, Session
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.bases import agriculture, local_government_law
from openocop.recognition.domain.round_papers import PaperKind
from openocop.recognition.selectors.decisions import Outcome, named_of, outcomes_of, sessions_of


@dataclass(frozen=True)
class PaperSource:
    """A round and the issue of the paper that is made of it; `about` is what the paper is of, "" for the round."""

    round: Round
    kind: PaperKind
    about: str = ""
    issue: Issue = field(default=UNNUMBERED)

    @cached_property
    def council(self) -> Council | None:
        return Council.objects.filter(round=self.round).first()

    @cached_property
    def seats(self) -> Sequence[Seat]:
        return list(self.council.seats.all()) if self.council else []

    @cached_property
    def session(self) -> Session | None:
        return named_of(self._held)

    @property
    def sessions(self) -> Sequence[Session]:
        """Return the sessions whose result is fixed: the meetings of the round, then its written-opinion rounds."""
        return [session for session in self._held if session.stage == SessionStage.FIXED]

    @cached_property
    def _held(self) -> Sequence[Session]:
        return sessions_of(self.round)

    @cached_property
    def outcome(self) -> Outcome:
        return outcomes_of(self.sessions)

    @cached_property
    def on(self) -> date:
        """Return the day whose law and units the paper names: its own, else of the session, else of the opening."""
        known = (self.issue.dated_on, self.session and self.session.held_on, self.round.opened_on)
        return next((day for day in known if day), self.round.propose_before or date.min)

    @cached_property
    def territory(self) -> str:
        return province_title(self.round.province, self.on)

    @property
    def committee_chair(self) -> str:
        return f"Chủ tịch Ủy ban nhân dân {self.territory}"

    @property
    def department(self) -> str:
        return f"Sở {agriculture(self.on)}"

    @property
    def ministry(self) -> str:
        return f"Bộ {agriculture(self.on)}"

    @property
    def round_name(self) -> str:
        return round_name(self.round.name)

    @property
    def council_name(self) -> str:
        return self.council.name if self.council else "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh"

    @property
    def law(self) -> str:
        return cited(release(self.round.release), self.on)

    @property
    def local_government(self) -> str:
        return local_government_law(self.on)

    @property
    def is_illustrative(self) -> bool:
        return self.round.is_illustrative or bool(self.session and self.session.is_illustrative)


def committee_head(source: PaperSource, symbol: str = "") -> Letterhead:
    return _head(source, (), ("ỦY BAN NHÂN DÂN", source.territory.upper()), symbol)


def department_head(source: PaperSource, symbol: str = "") -> Letterhead:
    above = (f"ỦY BAN NHÂN DÂN {source.territory.upper()}",)
    return _head(source, above, (source.department.upper(),), symbol)


def council_head(source: PaperSource, symbol: str = "") -> Letterhead:
    above = (f"ỦY BAN NHÂN DÂN {source.territory.upper()}",)
    return _head(source, above, (source.council_name.upper(),), symbol)


def team_head(source: PaperSource) -> Letterhead:
    above = (f"ỦY BAN NHÂN DÂN {source.territory.upper()}",)
    return _head(source, above, ("TỔ TƯ VẤN ĐÁNH GIÁ,", "PHÂN HẠNG SẢN PHẨM OCOP"), "")


def unit_head(source: PaperSource, agency: tuple[str, ...], place: str) -> Letterhead:
    """Return the head of another body than the province's, from its own `place`."""
    return replace(_head(source, (), agency, ""), place=place)


def _head(source: PaperSource, above: tuple[str, ...], agency: tuple[str, ...], symbol: str) -> Letterhead:
    """Return the head with the recorded number; without one the symbol stands behind a blank."""
    figure, _, written = source.issue.number.partition("/")
    year = None if source.on == date.min else source.on.year
    return Letterhead(
        superior_agency=above,
        agency=agency,
        symbol=written or symbol or source.kind.symbol,
        place=place_name(source.territory),
        year=year,
        number=figure or None,
        dated_on=source.issue.dated_on,
    )


def signed(source: PaperSource, *, name: str = "", note: str = "") -> Signature:
    """Return the signature as the clerk recorded it, else the one that the kind usually bears, without a name."""
    return Signature(source.issue.capacity or source.kind.capacity, source.issue.signer or name, note)


def paper(source: PaperSource, head: Letterhead, **content: Any) -> OfficialPaper:
    """Return a paper with the marks, the instant and the facts that all papers of the round share."""
    content.setdefault("signatures", (signed(source),))
    return OfficialPaper(
        marking=Marking(draft=source.kind.numbered and not source.issue.number, illustrative=source.is_illustrative),
        created_at=_created_at(source),
        letterhead=head,
        facts=facts_of(source),
        **{"subject": (), "title": "", **content},
    )


def _created_at(source: PaperSource) -> datetime:
    """Return the last instant that the paper tells of, so that the same facts make the same bytes."""
    session = source.session
    known = [session and session.opened_at, *(one.fixed_at for one in source.sessions)]
    instants = [instant for instant in known if instant]
    day = source.issue.dated_on or source.on
    instants.append(datetime.combine(max(day, date(1980, 1, 2)), time(7), VIETNAM))
    return max(instants)


def facts_of(source: PaperSource) -> Mapping[str, str]:
    """Return single values by name for an office's own template; "" where nothing is known."""
    council, session, round = source.council, source.session, source.round
    return {
        "round": round.name,
        "territory": source.territory,
        "law": source.law,
        "plan": round.plan_basis,
        "opened_on": _day(round.opened_on),
        "propose_before": _day(round.propose_before),
        "evaluate_before": _day(round.evaluate_before),
        "council": source.council_name,
        "council_decision": council.appointment_no if council else "",
        "council_decision_on": _day(council.appointed_on if council else None),
        "regulation": council.regulation_name if council else "",
        "session_on": _day(session.held_on if session else None),
        "session_place": session.place if session else "",
        "products": count_text(session.entries.count()) if session else "",
        "department": source.department,
    }


def _day(day: date | None) -> str:
    return date_short(day) if day else ""
