"""A legal release: what holds for all its scoring sheets, and what is odd in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from openocop.criteria.domain.criteria_set import SetNo


@dataclass(frozen=True, slots=True)
class Band:
    """A star band as printed; `lower` counts as within it."""

    stars: int
    lower: int
    upper: int
    upper_inclusive: bool
    text: str
    level: str | None
    certificate: bool
    recognised_by: str | None


@dataclass(frozen=True, slots=True)
class PartOutline:
    code: str
    label: str
    max: int
    covers: str


@dataclass(frozen=True, slots=True)
class CodeFormat:
    """How a product code or a registration number is made up; `note` explains its parts."""

    format: str
    note: str
    source: str
    unit_codes: str | None = None


@dataclass(frozen=True, slots=True)
class ProductClass:
    """A node of the classification of Annex I; a leaf names the set that scores it."""

    code: str
    label: str
    set_no: int | None
    lead_agencies: tuple[str, ...]
    children: tuple[ProductClass, ...]
    status: str | None = None
    note: str | None = None

    def leaves(self) -> Iterator[ProductClass]:
        """Yield the nodes that name a set, itself included."""
        if self.set_no is not None:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class OptionRule:
    """What one regulation option may be under a release, and what the law leaves open there."""

    name: str
    default: str | None
    allowed: tuple[str, ...]
    open: str | None


@dataclass(frozen=True, slots=True)
class SourceNote:
    kind: str
    url: str
    read: bool
    note: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A decision that amended the release; `read` tells whether its signed text was read."""

    number: str
    issued_on: date
    scope: str
    read: bool
    url: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """One oddity of the print or of its transcript, and the reading in use.

    `sets` is empty where all sets are meant; `where` is a criterion, heading, group or part code.
    `attainable_total` is the total the sheet really reaches when that is not 100.
    """

    kind: str
    sets: tuple[SetNo, ...]
    where: str | None
    printed: str
    reading: str
    why: str | None = None
    consequence: str | None = None
    attainable_total: int | None = None

    def concerns(self, no: SetNo) -> bool:
        return not self.sets or no in self.sets


@dataclass(frozen=True, eq=False)
class Release:
    """One legal release. `valid_until` is exclusive; `None` means in force. Compared by identity."""

    id: str
    number: str
    title: str
    issuer: str
    signed_by: str
    issued_on: date
    valid_from: date
    valid_until: date | None
    validity_source: str
    status: str
    text_status: str
    replaces: tuple[str, ...]
    amended_by: tuple[Amendment, ...]
    annexes: Mapping[str, str]
    sources: tuple[SourceNote, ...]
    parts: tuple[PartOutline, ...]
    parts_source: str
    bands: tuple[Band, ...]
    bands_source: str
    certificate_months: int
    certificate_source: str
    product_code: CodeFormat | None
    registration_number: CodeFormat | None
    options: Mapping[str, OptionRule]
    minimum_requirements_note: str | None
    classification: tuple[ProductClass, ...]
    classification_source: str
    set_numbers: tuple[int, ...]
    superseded_numbers: tuple[str, ...]

    def band(self, stars: int) -> Band:
        """Return the band of `stars`, 1 to 5; `KeyError` for any other number."""
        for band in self.bands:
            if band.stars == stars:
                return band
        raise KeyError(stars)

    def product_classes(self) -> tuple[ProductClass, ...]:
        """Return the leaves of the classification, in printed order."""
        return tuple(leaf for node in self.classification for leaf in node.leaves())
