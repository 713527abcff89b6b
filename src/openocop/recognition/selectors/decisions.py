"""What a decision is about: the fixed result of its round, and the places where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from openocop.dossiers.models import Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Session
from openocop.recognition.models import Decision, DecisionKind

PROVINCIAL_STARS = (3, 4)
POTENTIAL_STAR = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round's fixed result divides (26/2026 art. 4.1, 7.3e-g): who acts on which product.

    `recognised` three and four stars; `potential` ninety points and more, for the ministry; `notified` fewer than three
    stars, who get a written notice and no publication.
    """

    recognised: tuple[Entry, ...]
    potential: tuple[Entry, ...]
    notified: tuple[Entry, ...]


def session_of(round: Round) -> Session | None:
    """Return the session of the round's council, fixed or not."""
    return Session.objects.select_related("council").filter(council__round=round).first()


def outcome_of(session: Session) -> Outcome:
    """Return the entries of a fixed session by what the law makes of them, in the order of the agenda."""
    if session.stage != SessionStage.FIXED:
        return Outcome((), (), ())
    entries = list(session.entries.select_related("dossier__product__producer").order_by("position"))
    return Outcome(
        recognised=tuple(e for e in entries if e.star in PROVINCIAL_STARS),
        potential=tuple(e for e in entries if e.star == POTENTIAL_STAR),
        notified=tuple(e for e in entries if e.star not in {*PROVINCIAL_STARS, POTENTIAL_STAR}),
    )


def entries_of(decision: Decision) -> tuple[Entry, ...]:
    """Return the entries that the decision decides on."""
    session = session_of(decision.round)
    if session is None:
        return ()
    outcome = outcome_of(session)
    return outcome.recognised if decision.kind == DecisionKind.RECOGNITION else outcome.potential


def earliest_day(decision: Decision) -> date | None:
    """Return the council's day, before which no decision on its proposal can have been made."""
    session = session_of(decision.round)
    return session.held_on if session else None


def decisions_of(province: str) -> QuerySet[Decision]:
    """Return the decisions of a province, drafts first, then the latest."""
    listed = Decision.objects.filter(province=province).select_related("round")
    return listed.order_by(F("issued_at").asc(nulls_first=True), "-decided_on", "-id")


def rounds_to_decide(province: str) -> list[Round]:
    """Return the rounds whose fixed result has products to decide on and no decision of that kind yet."""
    fixed = Session.objects.filter(province=province, stage=SessionStage.FIXED, entries__star__gte=3)
    rounds = Round.objects.filter(council__session__in=fixed).distinct().order_by("-opened_on", "-id")
    decided = set(Decision.objects.filter(province=province).values_list("round_id", "kind"))
    wanted: dict[int, set[str]] = {}
    for round_id, star in fixed.values_list("council__round_id", "entries__star"):
        kind = DecisionKind.APPROVAL if star == POTENTIAL_STAR else DecisionKind.RECOGNITION
        if star and star >= PROVINCIAL_STARS[0]:
            wanted.setdefault(round_id, set()).add(kind)
    return [r for r in rounds if any((r.pk, kind) not in decided for kind in wanted.get(r.pk, ()))]
