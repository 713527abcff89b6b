"""What a decision is about: the fixed result of its round, and the places where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Session
from openocop.recognition.domain.referral import Choice
from openocop.recognition.models import CentralChoice, Decision, DecisionKind, Recognition
from openocop.recognition.selectors.named import POTENTIAL_STAR, PROVINCIAL_STARS, unnamed

ON_RESULTS = (DecisionKind.RECOGNITION, DecisionKind.APPROVAL)  # the kinds that decide on the council's result


@dataclass(frozen=True, slots=True)
class Award:
    """A product that a decision names, with the star and the points (exact, "181/3") it is named with."""

    dossier: Dossier
    star: int | None
    average: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round's fixed result divides (26/2026 art. 4.1, 7.3e-g): who acts on which product.

    `recognised` three and four stars; `potential` ninety points and more, for the ministry; `notified` fewer than three
    stars, who get a written notice and no publication.
    """

    recognised: tuple[Entry, ...]
    potential: tuple[Entry, ...]
    notified: tuple[Entry, ...]


def sessions_of(round: Round) -> list[Session]:
    """Return the sessions of the round's council that have or will have a result, meetings first, each in order."""
    found = Session.objects.select_related("council").filter(council__round=round).exclude(stage=SessionStage.CLOSED)
    return list(found.order_by("form", "pk"))


def session_of(round: Round) -> Session | None:
    """Return the session the papers of a round name: its last meeting, else its written-opinion round; fixed or not."""
    return named_of(sessions_of(round))


def named_of(sessions: Sequence[Session]) -> Session | None:
    """Return which of a round's sessions its papers name (`session_of`)."""
    meetings = [session for session in sessions if not session.is_written]
    return (meetings or sessions)[-1] if sessions else None


def outcomes_of(sessions: Iterable[Session]) -> Outcome:
    """Return what the fixed ones among `sessions` come to together."""
    parts = [outcome_of(session) for session in sessions]
    return Outcome(
        recognised=tuple(entry for part in parts for entry in part.recognised),
        potential=tuple(entry for part in parts for entry in part.potential),
        notified=tuple(entry for part in parts for entry in part.notified),
    )


def session_to_decide(round: Round, kind: str) -> Session | None:
    """Return the first fixed session of the round that awaits a decision of this kind, None without one.

    None was drafted of it yet, or those issued leave out what a corrected result made worthy of it. On central
    results: the first of whose products one waits for its decision.
    """
    if kind == DecisionKind.CENTRAL:
        waiting = _to_use().filter(decision=None, referral__dossier__round=round)
        return Session.objects.filter(pk__in=waiting.values("referral__dossier__entry__session")).order_by("pk").first()
    drafted = Decision.objects.filter(round=round, kind=kind).values("session")
    fixed = Session.objects.select_related("council").filter(council__round=round, stage=SessionStage.FIXED)
    left = left_by_decision(round.province, kind)
    return fixed.filter(~Q(pk__in=drafted) | Q(pk__in=left)).order_by("fixed_at", "pk").first()


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


def awards_of(decision: Decision) -> tuple[Award, ...]:
    """Return what the decision names: of the council's result, or of central results that the province chose to use."""
    if decision.kind == DecisionKind.CENTRAL:
        return tuple(
            Award(choice.referral.dossier, choice.referral.result.star, choice.referral.result.points)
            for choice in central_choices(decision)
        )
    if decision.issued_at is not None and decision.kind == DecisionKind.RECOGNITION:
        rows = decision.recognitions.select_related("dossier__product__producer").order_by("pk")
        return tuple(Award(row.dossier, row.star, row.score) for row in rows if row.dossier)
    if decision.issued_at is not None and decision.kind == DecisionKind.APPROVAL:
        entries = Entry.objects.filter(dossier__approvals=decision).select_related("dossier__product__producer")
        return tuple(Award(entry.dossier, POTENTIAL_STAR, entry.average) for entry in entries.order_by("position"))
    if decision.session is None or decision.session.stage != SessionStage.FIXED:
        return ()
    # After a corrected result a further decision of the round names what the first one does not.
    left = unnamed(decision.session.entries.all(), decision.kind).select_related("dossier__product__producer")
    return tuple(Award(entry.dossier, entry.star, entry.average) for entry in left.order_by("position"))


def draft_seen(decision: Decision) -> str:
    """Return what a person who records the decision has seen of it: the SHA-256 of the latest draft, "" once issued."""
    drafts = decision.papers.filter(is_draft=decision.issued_at is None, file__media_type="application/pdf")
    return drafts.order_by("-pk").values_list("file__sha256", flat=True).first() or ""


def central_choices(decision: Decision) -> QuerySet[CentralChoice]:
    """Return the choices that a decision on central results carries out; of one not saved yet, those still without."""
    chosen = _to_use().filter(referral__dossier__entry__session=decision.session)
    chosen = chosen.filter(decision=decision if decision.pk else None)
    return chosen.select_related("referral__dossier__product__producer", "referral__result").order_by("pk")


def _to_use() -> QuerySet[CentralChoice]:
    return CentralChoice.objects.filter(choice=Choice.USE)


def earliest_day(decision: Decision) -> date | None:
    """Return the day before which the decision cannot have been made: the council's, or of the last central result."""
    if decision.kind == DecisionKind.CENTRAL:
        return max((choice.referral.result.decided_on for choice in central_choices(decision)), default=None)
    return decision.session.held_on if decision.session else None


def decisions_of(province: str) -> QuerySet[Decision]:
    """Return the decisions of a province, drafts first, then the latest."""
    listed = Decision.objects.filter(province=province).select_related("round", "session")
    return listed.order_by(F("issued_at").asc(nulls_first=True), "-decided_on", "-id")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fixed result with products that no decision names yet; `to_draft` counts them by kind of decision."""

    round: Round
    session: Session
    to_draft: dict[str, int]
    notified: int


def results_to_decide(province: str) -> list[Waiting]:
    """Return the fixed results that await a draft, the latest first, in a constant number of queries."""
    fixed = Session.objects.filter(province=province, stage=SessionStage.FIXED).select_related("council__round")
    counted = _counted(Entry.objects.filter(session__in=fixed))
    drafted = set(Decision.objects.filter(province=province).values_list("session_id", "kind"))
    left = {kind: left_by_decision(province, kind) for kind in ON_RESULTS}
    found = []
    for session in fixed.order_by("-held_on", "-id"):
        round = session.council.round
        by_kind = counted.get(session.pk, {})
        wanted = [kind for kind in DecisionKind if by_kind.get(kind) and (session.pk, kind.value) not in drafted]
        to_draft = {kind.value: by_kind[kind] for kind in wanted}
        to_draft |= {kind.value: left[kind][session.pk] for kind in ON_RESULTS if session.pk in left[kind]}
        if to_draft:
            found.append(Waiting(round, session, to_draft, by_kind.get("", 0)))
    return found


def left_by_decision(province: str, kind: str) -> dict[int, int]:
    """Return by session how many products its issued decisions of this kind do not name though their result, corrected
    since, carries three or four stars, or reaches ninety points. A session with a further draft has none left."""
    decided = Decision.objects.filter(province=province, kind=kind, session__isnull=False)
    issued = decided.filter(issued_at__isnull=False).exclude(
        session__in=decided.filter(issued_at=None).values("session")
    )
    corrected = Entry.objects.filter(corrections__isnull=False, session__in=issued.values("session"))
    entries = unnamed(corrected, kind)
    return dict(entries.order_by().values_list("session").annotate(n=Count("id", distinct=True)))


def rounds_to_decide(province: str) -> list[Round]:
    """Return the rounds whose fixed result has products that no decision names yet, the latest first."""
    return list(dict.fromkeys(waiting.round for waiting in results_to_decide(province)))


def named_counts(decisions: Iterable[Decision]) -> dict[int, int]:
    """Return how many products each decision names, by its key, in a constant number of queries."""
    listed = list(decisions)
    sessions = {decision.session_id for decision in listed}
    counted = _counted(Entry.objects.filter(session__stage=SessionStage.FIXED, session__in=sessions))
    named = {one.pk: counted.get(one.session_id or 0, {}).get(one.kind, 0) for one in listed}
    central = [one.pk for one in listed if one.kind == DecisionKind.CENTRAL]
    if central:
        chosen = CentralChoice.objects.filter(decision__in=central).values_list("decision").annotate(n=Count("id"))
        named |= dict(chosen)
    approvals = [one.pk for one in listed if one.kind == DecisionKind.APPROVAL and one.issued_at]
    approved = Decision.objects.filter(pk__in=approvals).order_by()
    named |= dict(approved.values_list("pk").annotate(n=Count("approved")))
    recognised = Recognition.objects.filter(decision__in=listed).order_by().values_list("decision")
    return named | dict(recognised.annotate(n=Count("id")))


def _counted(entries: QuerySet[Entry]) -> dict[int, dict[str, int]]:
    """Return by session how many entries each kind of decision has still to name; "" counts those that get a notice
    only."""
    kinds = {kind.value: unnamed(entries, kind) for kind in ON_RESULTS}
    notified = entries.filter(~Q(star__in=[*PROVINCIAL_STARS, POTENTIAL_STAR]))
    found: dict[int, dict[str, int]] = {}
    for kind, rows in {**kinds, "": notified}.items():
        for session_id, n in rows.order_by().values_list("session_id").annotate(n=Count("id")):
            found.setdefault(session_id, {})[kind] = n
    return found
