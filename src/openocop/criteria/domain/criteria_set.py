"""One scoring sheet as the law prints it, as typed values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

SetNo = int | str  # a current sheet has its printed number, a superseded one a key such as "26-2019"

STARS_WITH_GATES = (3, 4, 5)
KNOCK_OUT_KINDS = ("disqualify", "stop_evaluation")
WHOLE_DOSSIER = "dossier"  # what an assessor names when the head of the sheet rejects the dossier itself


def in_sentence_case(label: str) -> str:
    """Some headings are printed in capitals, which are hard to read in a list; the words stay."""
    return label.capitalize().replace("ocop", "OCOP") if label.isupper() else label


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition printed beside a criterion, group or part; it carries no points.

    `kind`: requirement, disqualify, stop_evaluation, not_eligible, applies_only_if, guidance or choose_case.
    `criterion` is set for `applies_only_if`: the code that must have earned more than 0 points.
    """

    kind: str
    text: str
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One printed choice; `star` is the star mark printed beside it, `case` the case it belongs to."""

    points: int
    text: str
    star: int | None = None
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading under which several criteria of a group stand."""

    code: str
    label: str
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion; `max` is the maximum as printed, which need not be what its levels reach (see errata).

    `depends_on` is the code of the criterion that must earn points before this one applies. `heading_star` is a star
    mark printed beside the title instead of a level (148/QĐ-TTg only).
    """

    code: str
    label: str
    max: int
    levels: tuple[Level, ...]
    description: str | None = None
    rules: tuple[Rule, ...] = ()
    cases: Mapping[int, str] = field(default_factory=dict)
    additive: bool = False
    heading: Heading | None = None
    heading_star: int | None = None
    depends_on: str | None = field(init=False)

    def __post_init__(self) -> None:
        needed = next((rule.criterion for rule in self.rules if rule.kind == "applies_only_if"), None)
        object.__setattr__(self, "depends_on", needed)

    @property
    def caption(self) -> str:
        """Return the printed heading as screens show it."""
        return in_sentence_case(self.label)

    @property
    def best(self) -> int:
        """Return the most points its levels can give."""
        points = [level.points for level in self.levels]
        return sum(points) if self.additive else max(points)

    def floor(self, star: int) -> int | None:
        """Return the highest points marked for `star` or a lower star, `None` without such a mark."""
        return max((lv.points for lv in self.levels if lv.star is not None and lv.star <= star), default=None)


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: str
    max: int
    criteria: tuple[Criterion, ...]
    description: str | None = None
    rules: tuple[Rule, ...] = ()

    @property
    def caption(self) -> str:
        """Return the printed heading as screens show it."""
        return in_sentence_case(self.label)


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    label: str
    max: int
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def caption(self) -> str:
        """Return the printed heading as screens show it."""
        return in_sentence_case(self.label)

    @property
    def criteria(self) -> Iterator[Criterion]:
        for group in self.groups:
            yield from group.criteria


@dataclass(frozen=True, eq=False)
class CriteriaSet:
    """One scoring sheet as printed. One object per sheet: compared and hashed by identity.

    `status` is `complete` or `partial`; `notes_transcribed` is `False` or "partly" where the source dropped the
    notes of the sheet, so that a missing rule proves nothing. `valid_until` is exclusive.
    """

    release_id: str
    no: SetNo
    code: str
    title: str
    classification: str
    source: str
    status: str
    total: int
    parts: tuple[Part, ...]
    sample_required: bool | None
    notes_transcribed: bool | str
    rejected_if: tuple[str, ...] = ()
    source_status: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in the order of the sheet; a sheet's points stand in this order."""
        return tuple(criterion for part in self.parts for criterion in part.criteria)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Return where each criterion code stands in `criteria`."""
        return {criterion.code: place for place, criterion in enumerate(self.criteria)}

    @cached_property
    def best_total(self) -> int:
        """The most points this sheet can give: 100, unless its errata name another total."""
        return sum(criterion.best for criterion in self.criteria)

    @cached_property
    def knock_outs(self) -> Mapping[str, tuple[str, ...]]:
        """Printed knock-out and stop rules by the code of what they stand beside, in the order of the sheet.

        A rule of a group or part stands under that group's or part's code. `dossier` is always there.
        """
        found: dict[str, tuple[str, ...]] = {WHOLE_DOSSIER: self.rejected_if}
        for code, rules in self._ruled():
            texts = tuple(rule.text for rule in rules if rule.kind in KNOCK_OUT_KINDS)
            if texts:
                found[code] = found.get(code, ()) + texts
        return found

    @cached_property
    def may_disqualify(self) -> frozenset[str]:
        """Codes an assessor may name as disqualifying.

        A rule of a group may also be named by the criterion that fulfils it. Where the notes of the sheet were not
        transcribed, any criterion may be named.
        """
        codes = set(self.knock_outs)
        for part in self.parts:
            for group in part.groups:
                if self.notes_transcribed is not True or group.code in self.knock_outs:
                    codes.update(criterion.code for criterion in group.criteria)
        return frozenset(codes)

    def criterion(self, code: str) -> Criterion:
        """Return the criterion keyed `code`; `KeyError` without one."""
        return self.criteria[self.position[code]]

    def citation(self, code: str) -> str:
        """Return where the law prints `code`: "26/2026/QĐ-TTg, Phụ lục II, bộ số 8, mục 1.5"."""
        return f"{self.source}, mục {code.partition('#')[0]}"

    def _ruled(self) -> Iterator[tuple[str, tuple[Rule, ...]]]:
        for part in self.parts:
            yield part.code, part.rules
            for group in part.groups:
                yield group.code, group.rules
                for criterion in group.criteria:
                    yield criterion.code, criterion.rules
