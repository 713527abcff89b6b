"""Who applies with what, as the forms of Annex III state it to one reader."""

from __future__ import annotations

from datetime import date

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.criteria.domain.legal_release import ProductClass
from openocop.criteria.domain.releases import release
from openocop.dossiers.documents.entry import Applicant, Entry
from openocop.dossiers.domain.tourism import TOURISM_SET
from openocop.dossiers.models import Dossier
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.units import full_name, unit_at
from openocop.registry.domain.identifiers import IDENTIFIER_KINDS
from openocop.registry.models import Producer, ProducerIdentifier
from openocop.registry.permissions import may_see_private
from openocop.registry.selectors.places import written_places

NOT_SHOWN = "(không hiển thị)"  # said of private data to a reader who does not work with the producer


def entry_of(dossier: Dossier, reader: Post, *, on: date) -> Entry:
    producer = dossier.product.producer
    return Entry(
        applicant=_applicant(producer, reader, on=on) if producer else Applicant("", ""),
        product_name=dossier.product.name,
        classification=_classification(dossier),
        evaluation=dossier.kind,
        tourism=dossier.set_no == TOURISM_SET,
        local_number=dossier.local_number,
        province_number=dossier.province_number,
        received_on=dossier.received_on,
    )


def _applicant(producer: Producer, reader: Post, *, on: date) -> Applicant:
    """Return the producer; contact, representative and numbers only to those who work with it."""
    private = bool(may_see_private(reader, producer, on=on))
    return Applicant(
        name=producer.name,
        kind=producer.kind,
        address=written_places([producer])[producer.pk],
        phone=producer.phone if private else NOT_SHOWN,
        email=producer.email if private else NOT_SHOWN,
        representative=producer.representative if private else NOT_SHOWN,
        founded_on=producer.founded_on,
        numbers=tuple(map(_number, producer.identifiers.order_by("kind"))) if private else (),
    )


def _number(identifier: ProducerIdentifier) -> tuple[str, str]:
    label = IDENTIFIER_KINDS[identifier.kind].label.partition(" (")[0]
    issued_on = f", cấp ngày {date_short(identifier.issued_on)}" if identifier.issued_on else ""
    issued_by = f", nơi cấp: {identifier.issued_by}" if identifier.issued_by else ""
    return label, f"{identifier.value}{issued_on}{issued_by}"


def _classification(dossier: Dossier) -> tuple[str, ...]:
    """Return the headings of Annex I down to the leaf that the dossier's set scores."""
    found: tuple[str, ...] = ()
    for node in release(dossier.release).classification:
        found = found or _path(node, dossier.set_no)
    return found


def _path(node: ProductClass, set_no: int) -> tuple[str, ...]:
    if node.set_no == set_no:
        return (node.label,)
    below = next((path for child in node.children if (path := _path(child, set_no))), ())
    return (node.label, *below) if below else ()


def local_unit(dossier: Dossier) -> AdministrativeUnit | None:
    return unit_at(dossier.local_unit_code, dossier.local_unit_on) if dossier.local_unit_on else None


def place_of(unit: AdministrativeUnit | None) -> str:
    """Return the commune before the date: one named by a number keeps its kind (Decree 30/2020/NĐ-CP, Annex I)."""
    if unit is None:
        return ""
    return full_name(unit) if unit.name[:1].isdigit() else unit.name
