"""What the commune checks before it reports: the components of a dossier, as `data/required_papers.yaml` lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openocop.dossiers.domain.required_papers import RequiredPaper, handed_in, required_papers


class Found(StrEnum):
    """What the officer found of one component. `NOT_DUE` needs a word on why it is not asked for here."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Line:
    """What was found of one component, with a note; the note is the officer's."""

    found: Found
    note: str = ""


def components_of(release_id: str, kind: str, *, samples: bool) -> tuple[RequiredPaper, ...]:
    """Return what the law asks for `kind` ("first", "upgrade", "again"); `samples`: whether it hands over any.

    Nothing for a release whose list was not read.
    """
    return (*required_papers(release_id, kind), *handed_in(release_id, samples=samples))


def unanswered(components: Sequence[RequiredPaper], lines: Mapping[str, Line]) -> tuple[RequiredPaper, ...]:
    """Return the components of which nothing was said, or which are "not due" without a word why."""
    return tuple(
        component
        for component in components
        if component.slug not in lines
        or (lines[component.slug].found == Found.NOT_DUE and not lines[component.slug].note.strip())
    )


def missing(components: Sequence[RequiredPaper], lines: Mapping[str, Line]) -> tuple[RequiredPaper, ...]:
    return tuple(c for c in components if c.slug in lines and lines[c.slug].found == Found.MISSING)
