"""What the provincial office prepares: rounds with their councils, people with accounts, dossiers for the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from openocop.accounts.domain.roles import COUNCIL_ROLES
from openocop.accounts.models import Appointment, User
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.models import Council, Session

READY = (Stage.ACCEPTED, Stage.ADVISED)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round with what stands of its council; `ready` counts dossiers that may go before it, `dossiers` all."""

    round: Round
    dossiers: int
    ready: int
    advised: int
    council: Council | None
    session: Session | None


def rounds_with_councils(province: str) -> QuerySet[Round]:
    ready = Count("dossiers", filter=Q(dossiers__stage__in=READY))
    advised = Count("dossiers", filter=Q(dossiers__stage=Stage.ADVISED))
    rounds = Round.objects.filter(province=province).select_related("council__session")
    counts = {"dossier_count": Count("dossiers"), "ready": ready, "advised": advised}
    return rounds.annotate(**counts).order_by("-opened_on", "-pk")


def round_row(round: Round) -> RoundRow:
    council = getattr(round, "council", None)
    session = getattr(council, "session", None) if council else None
    return RoundRow(
        round=round,
        dossiers=round.dossier_count,  # type: ignore[attr-defined]  # annotated
        ready=round.ready,  # type: ignore[attr-defined]  # annotated
        advised=round.advised,  # type: ignore[attr-defined]  # annotated
        council=council,
        session=session,
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
