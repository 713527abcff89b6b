"""What the provincial office prepares: rounds with their councils, people with accounts, dossiers for the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from openocop.accounts.domain.roles import COUNCIL_ROLES
from openocop.accounts.models import Appointment, User
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import Form, SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Council, Entry, Session

READY = (Stage.ACCEPTED, Stage.ADVISED)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round with what stands of its council; `ready` counts dossiers that may go before it and are on no agenda
    yet, `advised` those of them with the advisory team's sheet, `dossiers` all.

    `again` counts the re-assessments among those that are ready; `diverges` tells that opinions in writing did not
    agree on a product and no meeting was called for it yet.
    """

    round: Round
    dossiers: int
    ready: int
    advised: int
    again: int
    diverges: bool
    council: Council | None
    sessions: tuple[Session, ...]

    @property
    def session(self) -> Session | None:
        """Return the last meeting that was called."""
        return next((one for one in reversed(self.sessions) if not one.is_written), None)

    @property
    def written(self) -> list[Session]:
        return [one for one in self.sessions if one.is_written]

    @property
    def to_ask(self) -> int:
        """Return how many of those that are ready the council is asked about in writing, by its procedure."""
        takes = self.council is not None and procedure_of(self.council.procedure).takes_written_opinions
        return self.again if takes and self.round.release in WITH_FORMS else 0

    @property
    def to_meet_on(self) -> int:
        return self.ready - self.to_ask

    @property
    def asks(self) -> bool:
        """Tell whether a written-opinion round may be opened on what is ready."""
        running = any(one.stage in {SessionStage.SCORING, SessionStage.REVEALED} for one in self.written)
        return bool(self.to_ask) and not running


def rounds_with_councils(province: str) -> QuerySet[Round]:
    waiting = Q(dossiers__stage__in=READY, dossiers__entry=None)
    ready = Count("dossiers", filter=waiting)
    advised = Count("dossiers", filter=waiting & Q(dossiers__stage=Stage.ADVISED))
    again = Count("dossiers", filter=waiting & Q(dossiers__kind="again"))
    apart = Entry.objects.filter(
        session__council__round=OuterRef("pk"), session__form=Form.WRITTEN, divergence__isnull=False
    )
    rounds = Round.objects.filter(province=province).select_related("council").prefetch_related("council__sessions")
    counts = {"dossier_count": Count("dossiers"), "ready": ready, "advised": advised, "again": again}
    return rounds.annotate(**counts, diverges=Exists(apart)).order_by("-opened_on", "-pk")


def round_row(round: Round) -> RoundRow:
    council = getattr(round, "council", None)
    sessions = sorted(council.sessions.all(), key=lambda one: one.pk) if council else ()
    return RoundRow(
        round=round,
        dossiers=round.dossier_count,  # type: ignore[attr-defined]  # annotated
        ready=round.ready,  # type: ignore[attr-defined]  # annotated
        advised=round.advised,  # type: ignore[attr-defined]  # annotated
        again=round.again,  # type: ignore[attr-defined]  # annotated
        diverges=round.diverges,  # type: ignore[attr-defined]  # annotated
        council=council,
        sessions=tuple(sessions),
    )


def council_accounts(province: str, *, on: date) -> dict[str, User]:
    """Return the people with an account who hold a post of a council on day `on`, by public id, in order of name."""
    running = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    posts = Appointment.objects.filter(running, province=province, role__in=COUNCIL_ROLES)
    users = User.objects.filter(appointments__in=posts, is_active=True).distinct().order_by("full_name")
    return {user.public_id: user for user in users}


def dossiers_for_agenda(round: Round) -> list[Dossier]:
    """Return the round's dossiers that may go before the council, by criteria set, then by producer and product."""
    ready = round.dossiers.filter(stage__in=READY).select_related("product__producer")
    return list(ready.order_by("set_no", "product__producer__sort_key", "product__sort_key", "pk"))
