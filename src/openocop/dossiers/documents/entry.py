"""What all three forms of Annex III state alike: who applies, with which product, in what kind of evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openocop.dossiers.documents.items import Box
from openocop.registry.domain.kinds import ADMISSIONS, KINDS

RELEASE = "26-2026"
LEGAL_REFERENCE = "Phụ lục III, Quyết định số 26/2026/QĐ-TTg"
# Kind of evaluation → how Mẫu 01 names it (26/2026/QĐ-TTg art. 6).
EVALUATIONS: Mapping[str, str] = {
    "first": "Đánh giá, phân hạng lần đầu",
    "upgrade": "Đánh giá, phân hạng nâng hạng",
    "again": "Đánh giá, phân hạng lại",
}


@dataclass(frozen=True, slots=True)
class Applicant:
    """A producer; what is "" or None is not known. `kind` is a slug of the register.

    `numbers` are pairs of what an official number is called and the number with its day and issuer.
    """

    name: str
    kind: str
    address: str = ""
    phone: str = ""
    email: str = ""
    representative: str = ""
    founded_on: date | None = None
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def settled_kind(self) -> str:
        """Return the legal kind in words, "" where the register does not know it."""
        known = KINDS.get(self.kind)
        return known.label if known and known.settled else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A product in a round. `classification` runs from ngành to the leaf; `evaluation` is a key of `EVALUATIONS`.

    `local_number`, `province_number` and `received_on` are those of the registration slips, empty until they are given.
    """

    applicant: Applicant
    product_name: str
    classification: tuple[str, ...]
    evaluation: str
    tourism: bool = False
    local_number: str = ""
    province_number: str = ""
    received_on: date | None = None


def evaluation_boxes(entry: Entry) -> tuple[Box, ...]:
    return tuple(Box(label, kind == entry.evaluation) for kind, label in EVALUATIONS.items())


def kind_boxes(entry: Entry) -> tuple[Box, ...]:
    """Return the kinds that article 2 admits for the product, in the order of the register."""
    admission = ADMISSIONS[RELEASE]
    admitted = admission.general | (admission.tourism if entry.tourism else frozenset())
    return tuple(Box(kind.label, slug == entry.applicant.kind) for slug, kind in KINDS.items() if slug in admitted)


def classified(entry: Entry) -> str:
    return " / ".join(entry.classification)
