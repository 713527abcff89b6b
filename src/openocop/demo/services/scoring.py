"""Sending invented sheets through the real services until a session says what it should."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from random import Random
from uuid import uuid4

from openocop.accounts.domain.roles import Post
from openocop.criteria.domain.releases import criteria_set
from openocop.demo.domain.invented_sheets import Levels, floors_of, levels_for_total, member_totals
from openocop.dossiers.models import Dossier
from openocop.evaluation.domain.lifecycle import Answer
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Session
from openocop.evaluation.services.conflicts import declare_interests
from openocop.evaluation.services.sheets import send_sheet

REASON = "Minh hoạ: nhận định khác với mức đề nghị."
OPINION = "Phiếu minh hoạ, không phải phiếu của thành viên có thật."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a product's sheets should come to: the sum of all totals, their spread, floors met and missed."""

    total_sum: int
    spread: int
    floors: int = 0
    missing: tuple[str, ...] = field(default=())


def send_sheets(
    session: Session,
    wanted: Mapping[int, Wanted],
    members: list[Post],
    *,
    rng: Random,
    keep_back: Collection[tuple[str, int]] = (),
) -> None:
    """Have every member declare, then send a sheet of theirs on every product of the session.

    Args:
        wanted: by dossier key.
        keep_back: (login, position) of sheets that stay unsent, for a visitor to fill in.
    """
    _declare(session, members)
    for entry in session.entries.select_related("dossier__advisory_sheet").order_by("position"):
        want = wanted[entry.dossier_id]
        totals = member_totals(want.total_sum, len(members), spread=want.spread, rng=rng)
        common = proposed_levels(entry.dossier) or invented_levels(entry.dossier, totals[0], want, rng=rng)
        for post, total in zip(members, totals, strict=True):
            levels = invented_levels(entry.dossier, total, want, rng=rng, near=common)
            if (post.login, entry.position) not in keep_back:
                reasons = _reasons(entry.dossier, levels)
                answer = Answer.AGREE if session.is_written else ""
                marks = Marks(levels=levels, reasons=reasons, opinion=OPINION, answer=answer)
                send_sheet(entry_id=entry.public_id, marks=marks, client_id=uuid4(), by=post)


def _declare(session: Session, members: list[Post]) -> None:
    """Have every member declare that they have no conflict of interest on what is before them."""
    keys = list(session.entries.values_list("dossier__public_id", flat=True))
    for post in members:
        declare_interests(
            session=session, answers=dict.fromkeys(keys, ""), signature=post.name, client_id=uuid4(), by=post
        )


def _reasons(dossier: Dossier, levels: Mapping[str, int | None]) -> dict[str, str]:
    """Return a reason wherever the sheet leaves the level that was advised or claimed, as the council asks."""
    proposed = proposed_levels(dossier)
    return {code: REASON for code, level in levels.items() if proposed.get(code, level) != level}


def proposed_levels(dossier: Dossier) -> Levels:
    advice = getattr(dossier, "advisory_sheet", None)
    levels: Levels = advice.levels if advice else dossier.self_levels
    return levels


def invented_levels(
    dossier: Dossier, total: int, want: Wanted, *, rng: Random, near: Levels | None = None
) -> dict[str, int | None]:
    """Return levels of the dossier's sheet that add up to `total` and meet the floors wanted, not far from `near`."""
    printed = criteria_set(dossier.release, dossier.set_no)
    floors = floors_of(printed, want.floors)
    at_least = {code: points for code, points in floors.items() if code not in want.missing}
    higher = floors_of(printed, 4)
    at_most = {code: higher[code] - 1 for code in want.missing}
    return levels_for_total(printed, total, rng=rng, at_least=at_least, at_most=at_most, near=near)
