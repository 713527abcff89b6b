"""The calendar of the rounds: who has to have done what by which day, counted down for whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.domain.roles import COUNCIL_ROLES, Post, Role
from openocop.dossiers.domain.calendar import (
    SpecialDay,
    latest_safe_filing,
    ministry_round,
    office_calendar,
    working_day_before,
)
from openocop.dossiers.domain.transition import PRESENT
from openocop.dossiers.models import Round
from openocop.dossiers.selectors.clocks import countdown_to
from openocop.dossiers.selectors.rounds import coming_rounds

PRODUCER, COMMUNE, COUNCIL, PROVINCE, MINISTRY = "producer", "commune", "council", "province", "ministry"
ACTORS: Mapping[str, Promise] = {
    PRODUCER: gettext_lazy("Producer"),
    COMMUNE: gettext_lazy("Commune's People's Committee"),
    COUNCIL: gettext_lazy("Advisory team and council"),
    PROVINCE: gettext_lazy("Provincial People's Committee"),
    MINISTRY: gettext_lazy("The ministry"),
}
UP = timedelta(days=200)  # longer than any wait for the ministry's next limit (art. 5.1)
# Whose days a role looks for first.
_OWN: Mapping[Role, frozenset[str]] = {
    Role.PRODUCER: frozenset({PRODUCER}),
    Role.COMMUNE_OFFICER: frozenset({COMMUNE}),
    Role.ADVISER: frozenset({COUNCIL}),
    **{role: frozenset({COUNCIL}) for role in COUNCIL_ROLES},
    Role.PROVINCIAL_OFFICER: frozenset({COUNCIL, PROVINCE}),
    Role.LEADER: frozenset({COUNCIL, PROVINCE}),
    Role.MINISTRY: frozenset({MINISTRY}),
}


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One thing to have done. `last` is the last day to do it, `before` the exclusive limit, None without one.

    `note` says what the day means where it is not the law's own.

    `certain` is False while a day it was reckoned over is only expected to be a holiday.
    """

    actor: str
    what: str
    last: date
    before: date | None
    source: str
    left: str
    own: bool
    certain: bool
    note: str = ""

    @property
    def actor_name(self) -> str:
        return str(ACTORS[self.actor])


@dataclass(frozen=True, slots=True)
class AgendaRound:
    """A round with its days, in order; `code` names it in calendars, `open_` tells whether it has been opened here."""

    code: str
    name: str
    open_: bool
    is_illustrative: bool
    days: Sequence[AgendaDay]


def agenda(post: Post, *, on: date) -> list[AgendaRound]:
    """Return the rounds that are not over, the nearest first: those opened, then those the law names next.

    One evaluated under 26/2026 stays with the days that lead to the ministry, until it takes no more proposals for it.
    """
    opened = Round.objects.filter(province=post.province, evaluate_before__gt=on - UP, propose_before__isnull=False)
    rows = []
    for round in opened.order_by("propose_before", "id"):
        if not (round.propose_before and round.evaluate_before):
            continue
        days = _days(round.propose_before, round.evaluate_before, post, on)
        if round.evaluate_before <= on:
            days = [day for day in days if day.actor in {PROVINCE, MINISTRY}]
            if round.release != PRESENT or days[0].last < on:
                continue
        rows.append(AgendaRound(round.code, round.name, True, round.is_illustrative, days))
    for row in coming_rounds(post.province, on=on):
        name = _("Round %(number)d of %(year)d") % {"number": row.number, "year": row.year}
        days = _days(row.dates.propose_before, row.dates.evaluate_before, post, on)
        rows.append(AgendaRound(row.code, name, False, False, days))
    return rows


def next_own(rows: Sequence[AgendaRound], *, on: date) -> tuple[AgendaRound, AgendaDay] | None:
    """Return the nearest day that is the reader's own and not over."""
    own = [(row, day) for row in rows for day in row.days if day.own and day.last >= on]
    return min(own, key=lambda pair: pair[1].last, default=None)


def _days(propose_before: date, evaluate_before: date, post: Post, on: date) -> list[AgendaDay]:
    office = office_calendar()
    up = ministry_round(evaluate_before)
    own = _OWN.get(post.role, frozenset())
    filing = _("file with the commune")
    planned = [
        (PRODUCER, filing, latest_safe_filing(office, propose_before), None, "5.1, 7.2"),
        (
            COMMUNE,
            _("propose dossiers to the province"),
            working_day_before(office, propose_before),
            propose_before,
            "5.1",
        ),
        (COUNCIL, _("hold the evaluation"), working_day_before(office, evaluate_before), evaluate_before, "5.1"),
        (
            *(PROVINCE, _("send what reached 90 points and more to the ministry")),
            *(working_day_before(office, up.propose_before), up.propose_before, "5.1, 7.3e"),
        ),
        (
            *(MINISTRY, _("hold the evaluation at the ministry")),
            *(working_day_before(office, up.evaluate_before), up.evaluate_before, "5.1"),
        ),
    ]
    return [
        AgendaDay(
            actor=actor,
            what=what,
            last=last,
            before=before,
            source=source,
            left=countdown_to(last, today=on) if before or last >= on else str(_("no longer safe")),
            own=actor in own,
            certain=office.are_certain(last, before or propose_before),
            note="" if before else str(_("the latest safe day: the commune needs its 15 working days")),
        )
        for actor, what, last, before, source in planned
    ]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A year's days off and Saturdays worked; `years` are those the data covers."""

    year: int
    years: Sequence[int]
    days: Sequence[SpecialDay]

    @property
    def expected(self) -> int:
        return sum(not day.certain for day in self.days)


def days_off(year: int) -> DaysOff:
    """Return what the data says of `year`, of the nearest year it covers for any other."""
    office = office_calendar()
    years = sorted(office.years)
    shown = min(max(year, years[0]), years[-1])
    return DaysOff(shown, years, office.days_of(shown))
