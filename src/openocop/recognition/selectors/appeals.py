"""Appeals as lists and pages, and what they rest on. Callers have asked whether the reader may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import F, QuerySet
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.documents.vietnamese import average_text
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalActor, JournalEntry
from openocop.criteria.domain.criteria_set import Criterion
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.models import Round
from openocop.evaluation.domain.agreement import levels_to_agree_on
from openocop.evaluation.domain.correction import council_points
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, FeedbackLetter, Session
from openocop.evaluation.selectors.corrections import counted_sheets
from openocop.recognition.domain.appeals import About
from openocop.recognition.domain.decision_correction import Follow, follow_up
from openocop.recognition.models import Appeal, Decision, DecisionKind, Recognition
from openocop.recognition.permissions.appeals import appeals_visible_to
from openocop.recognition.selectors.named import sent_up

_RELATED = (
    "entry__dossier__product__producer",
    "entry__dossier__round",
    "entry__session__council__round",
    "decision",
    "ruling__printed",
    "ruling__round",
    "opinion",
)


def appeals_of(post: Post, *, on: date) -> QuerySet[Appeal]:
    """Return the appeals this person may know of with all that a list shows: what waits first, by its last day."""
    rows = appeals_visible_to(post, on=on).select_related(*_RELATED)
    return rows.order_by(F("closed_at").asc(nulls_first=True), F("answer_by").asc(nulls_last=True), "-begun_at", "-id")


def told_on(appeal: Appeal) -> date | None:
    """Return the day on which the producer was told what it contests, None where the system does not know it."""
    if appeal.about == About.DECISION:
        return legal_day(appeal.decision.issued_at) if appeal.decision and appeal.decision.issued_at else None
    sent = FeedbackLetter.objects.filter(entry=appeal.entry_id).values_list("sent_at", flat=True).first()
    return legal_day(sent) if sent else None


def fixed_by_login(session: Session) -> str:
    """Return the login of who adopted the result, "" where the journal no longer names them."""
    deeds = JournalEntry.objects.filter(
        verb="result.fixed", subject_type=session._meta.label_lower, subject_id=session.public_id
    )
    actors = JournalActor.objects.filter(digest__in=deeds.values("actor_digest"))
    return actors.values_list("login", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class CriterionChoice:
    """A criterion that may be corrected: what the council gives it now, and the points the sheet prints."""

    criterion: Criterion
    points: str
    levels: Sequence[tuple[int, str]]
    is_contested: bool


def choices_of(appeal: Appeal) -> list[CriterionChoice]:
    """Return the criteria of the sheet, the contested ones first; points are the council's exact averages."""
    dossier = appeal.entry.dossier
    printed, sheets = criteria_set(dossier.release, dossier.set_no), counted_sheets(appeal.entry)
    rows = [
        CriterionChoice(
            one,
            points_text(council_points(printed, sheets, one.code)),
            list(levels_to_agree_on(one).items()),
            one.code in appeal.criteria,
        )
        for one in printed.criteria
    ]
    return sorted(rows, key=lambda row: not row.is_contested)


def points_text(exact: Fraction) -> str:
    """Return exact points as people read them: "3", "3,67"."""
    return str(exact.numerator) if exact.denominator == 1 else average_text(exact)


def seats_of(entry: Entry) -> list[tuple[str, str]]:
    """Return the members whose sheets count for an entry, by public id, for a mark that was typed wrong."""
    sent = {sheet.assessor for sheet in counted_sheets(entry)}
    seats = entry.session.council.seats.order_by("position")
    return [(seat.public_id, seat.name) for seat in seats if seat.public_id in sent]


def later_rounds(entry: Entry) -> QuerySet[Round]:
    """Return the rounds in which the product may come again: under its law, taking proposals, no session called."""
    today = legal_day(timezone.now())
    evaluated = Session.objects.exclude(stage=SessionStage.SCHEDULED).values("council__round")
    called = Session.objects.filter(stage=SessionStage.SCHEDULED).values("council__round")
    rounds = Round.objects.filter(province=entry.province, release=entry.dossier.release, propose_before__gt=today)
    rounds = rounds.exclude(pk=entry.dossier.round_id).exclude(pk__in=evaluated).exclude(pk__in=called)
    return rounds.order_by("-opened_on", "-id")


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a decided correction still asks for, and where it is done."""

    follow: Follow
    recognition: Recognition | None


def consequence_of(entry: Entry) -> Consequence:
    """Return what follows from the result of an entry as it stands, in three queries."""
    rows = Recognition.objects.filter(dossier=entry.dossier_id, superseded_on=None)
    recognition = rows.filter(decision__issued_at__isnull=False).first()
    issued = Decision.objects.filter(
        round=entry.dossier.round_id, kind=DecisionKind.RECOGNITION, issued_at__isnull=False
    ).exists()
    follow = follow_up(
        recognised=recognition.star if recognition else None,
        is_recognised=recognition is not None,
        is_decided=issued,
        star=entry.star,
        is_sent_up=Entry.objects.filter(sent_up("dossier"), pk=entry.pk).exists(),
    )
    return Consequence(follow, recognition)


def sees_proposal(post: Post, appeal: Appeal) -> bool:
    """Tell whether a proposal that is not decided yet is shown: to who prepares and who decides, to nobody else."""
    if post.role in {Role.PROVINCIAL_OFFICER, Role.LEADER}:
        return True
    return post.role == Role.CHAIR and appeal.options.get("appeal_decider") == "council_chair"
