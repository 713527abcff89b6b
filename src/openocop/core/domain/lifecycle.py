"""Lifecycles are tables: who may take which step from where, and what each step is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a lifecycle.

    `label` is an English message id for the button; `roles` are the roles that may take the step.
    """

    verb: str
    sources: frozenset[str]
    target: str
    roles: frozenset[str]
    label: str


class NoSuchStep(Exception):
    """The step does not lead on from where the thing stands."""


def step_from(table: Iterable[Step], *, verb: str, stage: str) -> Step:
    """Return the row that takes `verb` from `stage`; raise `NoSuchStep` when there is none."""
    for step in table:
        if step.verb == verb and stage in step.sources:
            return step
    raise NoSuchStep(f"{verb} from {stage}")


def steps_from(table: Iterable[Step], *, stage: str) -> list[Step]:
    return [step for step in table if stage in step.sources]
