"""Holding one record against the rules of one channel: every rule is executed, what breaks is told with its fix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openocop.channels.domain.checks import CHECKS, is_of_kind, measure
from openocop.channels.domain.conditions import UNASKED, Live, applies
from openocop.channels.domain.record import Record, values_at
from openocop.channels.domain.rulebook import Channel, Rule, Severity

REQUIRED, KIND = "required", "kind"
_WEIGHTS: Mapping[Severity, int] = {Severity.ERROR: 3, Severity.WARNING: 1, Severity.INFO: 0}


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a record a channel does not take, or advises against.

    check: `REQUIRED`, `KIND` or a key of `checks.CHECKS`; value: what stands there, None where nothing does; measured:
    how large it is in the unit of the rule, where the check measures.
    """

    rule: Rule
    check: str
    severity: Severity
    bound: Any = None
    value: Any = None
    measured: Any = None

    def id_in(self, channel: str) -> str:
        """Return "lazada.name.max"; advice beside a limit of the same field ends in ".advised"."""
        advised = ".advised" if self.rule.severity != Severity.ERROR and self.check in {"min", "max"} else ""
        return f"{channel}.{self.rule.name}.{self.check}{advised}"


@dataclass(frozen=True, slots=True)
class Checked:
    """How a record stands before a channel. score: 0 to 100, by weight of the checks it keeps; executed: how many."""

    problems: tuple[Problem, ...]
    executed: int
    score: int

    @property
    def ready(self) -> bool:
        """Tell whether nothing is left that the channel would refuse."""
        return all(problem.severity != Severity.ERROR for problem in self.problems)


def check(channel: Channel, record: Record, on: date, live: Live = UNASKED) -> Checked:
    """Hold a record against every rule of a channel as it binds on day `on`.

    One problem a rule and check: of several pictures that are too large the first is told. Advice is left out where
    the channel's own limit is broken.
    """
    found: list[Problem] = []
    kept = weighed = executed = 0
    for rule in channel.rules:
        severity = rule.weighs(on)
        if severity is None or not applies(rule, record, live):
            continue
        rule = replace(rule, bounds={**rule.bounds, **live.bounds.get(rule.name, {})})
        for problem in _of(rule, severity, record):
            executed, weighed = executed + 1, weighed + _WEIGHTS[severity]
            if problem is None:
                kept += _WEIGHTS[severity]
            else:
                found.append(problem)
    refused = {(one.rule.name, one.check) for one in found if one.severity == Severity.ERROR}
    told = [one for one in found if one.severity == Severity.ERROR or (one.rule.name, one.check) not in refused]
    return Checked(tuple(told), executed, round(100 * kept / weighed) if weighed else 100)


def _of(rule: Rule, severity: Severity, record: Record) -> Iterator[Problem | None]:
    """Yield for each check that a rule makes the problem it finds, or None where it is kept."""
    found = values_at(record, rule.at) if rule.at else []
    values = [rule.spelled.get(value, value) if isinstance(value, str) else value for value in found]
    if not values:
        yield Problem(rule, REQUIRED, severity) if rule.required and not _of_no_item(rule, record) else None
        return
    wrong = next((value for value in values if not is_of_kind(value, rule.kind)), None)
    if wrong is not None:
        yield Problem(rule, KIND, severity, rule.kind, wrong)
        return
    for name, bound in rule.bounds.items():
        yield _broken(rule, severity, name, bound, values, record)
    if not rule.bounds:
        yield None


def _of_no_item(rule: Rule, record: Record) -> bool:
    """Tell whether a rule asks something of items of which there are none: that is told once, by the rule on them."""
    items, bracket, rest = rule.at.partition("[")
    return bool(bracket) and not rest.endswith(".url") and not values_at(record, items)


def _broken(
    rule: Rule, severity: Severity, name: str, bound: Any, values: Sequence[Any], record: Record
) -> Problem | None:
    for value in values:
        if not CHECKS[name](value, bound, rule, record):
            size = measure(value, rule.unit) if name in {"min", "max", "min_exclusive"} else None
            return Problem(rule, name, severity, bound, value, size)
    return None
