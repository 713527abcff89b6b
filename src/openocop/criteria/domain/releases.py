"""The packaged releases, read lazily: one file per release, per errata list and per scoring sheet.

Everything returned is immutable and shared; ask again rather than copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openocop.criteria.domain.criteria_set import (
    CriteriaSet,
    Criterion,
    Group,
    Heading,
    Level,
    Part,
    Rule,
    SetNo,
)
from openocop.criteria.domain.legal_release import (
    Amendment,
    Band,
    CodeFormat,
    Erratum,
    OptionRule,
    PartOutline,
    ProductClass,
    Release,
    SourceNote,
)
from openocop.criteria.domain.refusal import UnknownRelease, UnknownSet

_FOLDER = Path(__file__).parent.parent / "releases"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ID_IS_NUMBER_AND_YEAR = 2

Data = Mapping[str, Any]


@cache
def release_ids() -> tuple[str, ...]:
    """Return the ids of the packaged releases, oldest first."""
    found = [path.parent.name for path in _FOLDER.glob("*/release.yaml")]
    return tuple(sorted(found, key=lambda release_id: release_id.rpartition("-")[2]))


def release_on(day: date) -> Release:
    """Return the release by which a dossier filed on `day` is judged.

    From its first day a new decision governs what is filed; the older one only finishes what came before
    (26/2026/QĐ-TTg art. 12.2). Raises `UnknownRelease` for a day before the first release.
    """
    for release_id in reversed(release_ids()):
        if release(release_id).valid_from <= day:
            return release(release_id)
    raise UnknownRelease(f"Chưa có bộ tiêu chí nào vào ngày {day:%d/%m/%Y}")


@cache
def release(release_id: str) -> Release:
    """Return the release `release_id`, such as "26-2026"; `UnknownRelease` without it."""
    folder = _folder(release_id)
    data = _read(folder / "release.yaml")
    requirements = data["minimum_requirements"]
    plain = ("id", "number", "title", "issuer", "signed_by", "issued_on", "valid_from", "valid_until", "status")
    notes = ("validity_source", "text_status", "parts_source", "bands_source", "certificate_source", "annexes")
    return Release(
        **{key: data[key] for key in (*plain, *notes, "classification_source", "certificate_months")},
        replaces=tuple(data["replaces"]),
        amended_by=tuple(Amendment(**item) for item in data["amended_by"]),
        sources=tuple(SourceNote(**item) for item in data["sources"]),
        parts=tuple(PartOutline(**item) for item in data["parts"]),
        bands=tuple(Band(**item) for item in data["bands"]),
        product_code=_code_format(data["product_code"], "parts"),
        registration_number=_code_format(data["registration_number"], "where"),
        options={name: _option(name, item) for name, item in data["regulation"].items()},
        minimum_requirements_note=requirements and requirements["not_applied"],
        classification=tuple(_product_class(item) for item in data["classification"]),
        set_numbers=tuple(int(path.name[:2]) for path in sorted(folder.glob("sets/*.yaml"))),
        superseded_numbers=tuple(_superseded_key(path) for path in sorted(folder.glob("superseded/*.yaml"))),
    )


@cache
def criteria_set(release_id: str, no: SetNo) -> CriteriaSet:
    """Return one scoring sheet: a number for a current one, a key such as "26-2019" for a superseded one.

    Raises:
        UnknownRelease, UnknownSet: there is no such release, or no such sheet in it.
    """
    folder = _folder(release_id)
    pattern = f"sets/{no:02d}-*.yaml" if isinstance(no, int) else f"superseded/{no}-*.yaml"
    if no not in (*release(release_id).set_numbers, *release(release_id).superseded_numbers):
        raise UnknownSet(f"Bộ tiêu chí {release_id} không có bộ số {no}")
    return _criteria_set(release_id, _read(next(folder.glob(pattern))))


def current_sets(release_id: str) -> tuple[CriteriaSet, ...]:
    """Return the current scoring sheets of a release in the order of their numbers."""
    return tuple(criteria_set(release_id, no) for no in release(release_id).set_numbers)


@cache
def errata(release_id: str) -> tuple[Erratum, ...]:
    """Return the errata list of a release, in the order of its file."""
    items = _read(_folder(release_id) / "errata.yaml")["errata"]
    return tuple(Erratum(**{**item, "sets": _concerned(item["sets"])}) for item in items)


def errata_of(criteria_set: CriteriaSet) -> tuple[Erratum, ...]:
    """Return the errata that concern one scoring sheet."""
    return tuple(item for item in errata(criteria_set.release_id) if item.concerns(criteria_set.no))


def _folder(release_id: str) -> Path:
    if release_id not in release_ids():
        known = ", ".join(release_ids())
        raise UnknownRelease(f'Không có bộ tiêu chí "{release_id}" (có: {known})')
    return _FOLDER / release_id


def _read(path: Path) -> Data:
    data: Data = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader either way
    return data


def _superseded_key(path: Path) -> str:
    return "-".join(path.name.split("-")[:_ID_IS_NUMBER_AND_YEAR])


def _concerned(sets: str | list[SetNo]) -> tuple[SetNo, ...]:
    return () if isinstance(sets, str) else tuple(sets)


def _code_format(data: Data | None, note: str) -> CodeFormat | None:
    if data is None:
        return None
    return CodeFormat(data["format"], data[note], data["source"], data.get("unit_codes"))


def _option(name: str, data: Data) -> OptionRule:
    return OptionRule(name, data["default"], tuple(data.get("allowed", ())), data["open"])


def _product_class(data: Data) -> ProductClass:
    return ProductClass(
        code=data["code"],
        label=data["label"],
        set_no=data.get("set"),
        lead_agencies=tuple(data.get("lead_agencies", ())),
        children=tuple(_product_class(child) for child in data.get("children", ())),
        status=data.get("status"),
        note=data.get("note"),
    )


def _criteria_set(release_id: str, data: Data) -> CriteriaSet:
    plain = ("code", "title", "classification", "source", "status", "total", "sample_required")
    return CriteriaSet(
        release_id=release_id,
        no=data["number"],
        **{key: data[key] for key in (*plain, "notes_transcribed")},
        source_status=data.get("source_status"),
        valid_from=data.get("valid_from"),
        valid_until=data.get("valid_until"),
        rejected_if=tuple(data["rejected_if"]),
        parts=tuple(_part(item) for item in data["parts"]),
    )


def _part(data: Data) -> Part:
    groups = tuple(_group(item) for item in data["groups"])
    return Part(data["code"], data["label"], data["max"], groups, _rules(data))


def _group(data: Data) -> Group:
    criteria: list[Criterion] = []
    for item in data["criteria"]:
        if "criteria" in item:
            heading = Heading(item["code"], item["label"], item.get("max"))
            criteria += [_criterion(child, heading) for child in item["criteria"]]
        else:
            criteria.append(_criterion(item, None))
    return Group(data["code"], data["label"], data["max"], tuple(criteria), data.get("description"), _rules(data))


def _criterion(data: Data, heading: Heading | None) -> Criterion:
    return Criterion(
        code=data["code"],
        label=data["label"],
        max=data["max"],
        levels=tuple(Level(**item) for item in data["levels"]),
        description=data.get("description"),
        rules=_rules(data),
        cases=data.get("cases", {}),
        additive=data.get("scoring") == "additive",
        heading=heading,
        heading_star=data.get("heading_star"),
    )


def _rules(data: Data) -> tuple[Rule, ...]:
    return tuple(Rule(**item) for item in data.get("rules", ()))
