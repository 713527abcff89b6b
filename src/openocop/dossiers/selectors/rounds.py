"""Rounds of a province with their limits, counts and the line they are drawn on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from openocop.accounts.domain.roles import Post
from openocop.dossiers.domain.calendar import (
    RoundDates,
    latest_safe_filing,
    legal_round,
    next_legal_rounds,
    office_calendar,
)
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.local_office import local_level
from openocop.dossiers.domain.transition import FORMER, IN_FORCE_ON
from openocop.dossiers.models import Round
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.clocks import countdown
from openocop.dossiers.selectors.lateness import BEFORE_PROPOSAL

LANES = tuple(stage for stage in Stage if stage != Stage.WITHDRAWN)
_PASSED_ON = (Stage.PROPOSED, Stage.ACCEPTED, Stage.ADVISED, Stage.IN_SESSION, Stage.RESOLVED)
_LEFT, _RIGHT = 20, 980  # of a drawing 1000 wide


@dataclass(frozen=True, slots=True)
class Line:
    """Where the days of a round lie on a drawing 1000 wide; `now` is "" outside the round."""

    start: str
    propose: str
    evaluate: str
    now: str
    receiving_width: str
    evaluating_width: str


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with counts of what its reader may see. `proposed`: passed on by communes; `late`: not proposed before
    the limit; `ends`: its law has."""

    round: Round
    total: int
    lanes: list[tuple[str, str, int]]
    propose_left: str
    evaluate_left: str
    safe_filing: date | None
    is_open: bool
    proposed: int
    line: Line | None
    late: int
    unfinished: int
    ends: bool


@dataclass(frozen=True, slots=True)
class ComingRound:
    """A round of the law that has not been opened here."""

    code: str
    year: int
    number: int
    dates: RoundDates
    safe_filing: date


def open_rounds(province: str, *, on: date) -> list[Round]:
    """Return the rounds for which a dossier may still be opened, the nearest limit first."""
    return list(Round.objects.filter(province=province, propose_before__gt=on).order_by("propose_before", "id"))


def rounds_page(post: Post, *, on: date) -> list[RoundRow]:
    """Return the province's rounds, latest first, with counts of what this reader may see, in two queries."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    visible = dossiers_visible_to(post, on=on).order_by()
    for round_id, stage, count in visible.values_list("round", "stage").annotate(Count("pk")):
        counts[round_id][stage] = count
    rounds = Round.objects.filter(province=post.province).order_by("-propose_before", "-id")
    return [_row(round, counts[round.pk], on) for round in rounds]


def coming_rounds(province: str, *, on: date) -> list[ComingRound]:
    """Return the next rounds of the law that the province has not opened yet."""
    opened = set(Round.objects.filter(province=province).values_list("propose_before", flat=True))
    rows = []
    for year, number in next_legal_rounds(on):
        dates = legal_round(year, number)
        if dates.propose_before not in opened:
            safe = latest_safe_filing(office_calendar(), dates.propose_before)
            rows.append(ComingRound(f"{year}-{number}", year, number, dates, safe))
    return rows


def _row(round: Round, counts: dict[str, int], on: date) -> RoundRow:
    limit = round.propose_before
    unfinished = sum(count for stage, count in counts.items() if stage not in {Stage.RESOLVED, Stage.WITHDRAWN})
    level = local_level(round.release, round.opened_on)
    return RoundRow(
        round=round,
        total=sum(counts.values()) - counts.get(Stage.WITHDRAWN, 0),
        lanes=[(stage.value, words.stage_name(stage, level=level), counts.get(stage, 0)) for stage in LANES],
        propose_left=countdown(limit, today=on),
        evaluate_left=countdown(round.evaluate_before, today=on),
        safe_filing=latest_safe_filing(office_calendar(), limit) if limit and limit > on else None,
        is_open=bool(round.evaluate_before and on < round.evaluate_before),
        proposed=sum(counts.get(stage, 0) for stage in _PASSED_ON),
        line=_line(round, on),
        late=sum(counts.get(stage, 0) for stage in BEFORE_PROPOSAL) if limit and limit <= on else 0,
        unfinished=unfinished,
        ends=bool(unfinished and round.release == FORMER and on >= IN_FORCE_ON),
    )


def _line(round: Round, on: date) -> Line | None:
    opened, propose, evaluate = round.opened_on, round.propose_before, round.evaluate_before
    if not (opened and propose and evaluate):
        return None
    days = (evaluate - opened).days

    def at(day: date) -> int:
        return _LEFT + (_RIGHT - _LEFT) * (day - opened).days // days

    return Line(
        start=str(_LEFT),
        propose=str(at(propose)),
        evaluate=str(_RIGHT),
        now=str(at(on)) if opened <= on <= evaluate else "",
        receiving_width=str(at(propose) - _LEFT),
        evaluating_width=str(_RIGHT - at(propose)),
    )
