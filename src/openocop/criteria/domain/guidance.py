"""Guidance beside the law, read lazily: which set a product belongs to, and what evidence a criterion asks for.

The names of the sets are the law's, and so is what `law` of a kind of evidence quotes; whatever explains them is our
advice. It is written for the sets of 26/2026/QĐ-TTg and serves earlier releases that number their sets alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.set_words import Lexicon, lexicon_of

OWN_RELEASE = "26-2026"
_FOLDER = Path(__file__).parent.parent / "guidance" / OWN_RELEASE
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Instead:
    """Another set that is easily taken for this one, and when it is the right one."""

    set_no: int
    why: str


@dataclass(frozen=True, slots=True)
class SetGuide:
    """What belongs to a set, in plain words, with examples."""

    no: int
    belongs: str
    examples: tuple[str, ...]
    instead: tuple[Instead, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question: of the sets the question tells apart it keeps these."""

    code: str
    text: str
    keeps: frozenset[int]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that tells some sets apart."""

    code: str
    text: str
    sets: frozenset[int]
    answers: tuple[Answer, ...]

    def drops(self, answer: str) -> frozenset[int]:
        """Return the sets that the answer rules out; none for an answer it does not offer."""
        return next((self.sets - one.keeps for one in self.answers if one.code == answer), frozenset())


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One kind of evidence, for all criteria that ask for it.

    `law` quotes the annex of form 02 (headed "tham khảo"), empty where it names nothing; `why` and `good` are advice.
    `tasted`: the council judges samples. `shows_product`: what is filed here pictures the product itself.
    """

    code: str
    law: tuple[str, ...]
    why: str
    good: str
    tasted: bool
    shows_product: bool


@cache
def lexicon() -> Lexicon:
    """Return the words by which names of products suggest their sets."""
    return lexicon_of(_read("words.yaml"))


@cache
def set_guides() -> Mapping[int, SetGuide]:
    """Return the explanation of every set by its number, in order."""
    return {
        item["set"]: SetGuide(
            item["set"],
            item["belongs"],
            tuple(item["examples"]),
            tuple(Instead(one["set"], one["why"]) for one in item["instead"]),
        )
        for item in _read("sets.yaml")["sets"]
    }


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions that tell look-alike sets apart, in the order they are asked."""
    return tuple(
        Question(
            item["code"],
            item["text"],
            frozenset(item["sets"]),
            tuple(Answer(one["code"], one["text"], frozenset(one["keeps"])) for one in item["answers"]),
        )
        for item in _read("sets.yaml")["questions"]
    )


def explains(release_id: str) -> bool:
    """Tell whether the guidance holds for the sets of a release: it numbers them as 26/2026/QĐ-TTg does."""
    return release_id == OWN_RELEASE or release_id in _read("sets.yaml")["same_numbers"]


def evidence_source() -> str:
    """Return where the law names the papers that `EvidenceKind.law` quotes."""
    return str(_read("evidence.yaml")["source"])


def evidence_for(sheet: CriteriaSet, criterion: Criterion) -> EvidenceKind | None:
    """Return the kind of evidence a criterion asks for, by its printed label, else by its group's.

    `None` for a sheet of an earlier release, whose annex of evidence is another.
    """
    return _evidence_of(sheet).get(criterion.code)


@cache
def _evidence_of(sheet: CriteriaSet) -> Mapping[str, EvidenceKind]:
    if sheet.release_id != OWN_RELEASE:
        return {}
    by_label, by_group = _evidence()
    found = {}
    for part in sheet.parts:
        for group in part.groups:
            label = group.label.casefold()
            whole = by_group.get(label) or by_label.get(label)
            for criterion in group.criteria:
                kind = by_label.get(criterion.label.casefold()) or whole
                if kind is not None:
                    found[criterion.code] = kind
    return found


@cache
def _evidence() -> tuple[Mapping[str, EvidenceKind], Mapping[str, EvidenceKind]]:
    by_label: dict[str, EvidenceKind] = {}
    by_group: dict[str, EvidenceKind] = {}
    for item in _read("evidence.yaml")["kinds"]:
        kind = EvidenceKind(
            item["code"],
            tuple(item["law"]),
            item["why"],
            item["good"],
            item.get("tasted", False),
            item.get("shows_product", False),
        )
        by_label |= _keyed(item["labels"], kind)
        by_group |= _keyed(item.get("groups", ()), kind)
    return by_label, by_group


def _keyed(labels: Sequence[str], kind: EvidenceKind) -> dict[str, EvidenceKind]:
    return {label.casefold(): kind for label in labels}


@cache
def _read(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.load((_FOLDER / name).read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader either way
    return data
