"""Recognitions, certificates, rounds and withdrawals."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema

from openocop.api.schemas.base import Standing, Term, address, or_none
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.rounds import RoundRow
from openocop.catalogue.selectors.verification import CertificatePage
from openocop.recognition.models import Certificate as CertificateRow
from openocop.recognition.models import Recognition as RecognitionRow
from openocop.recognition.selectors.recognitions import status_of


class DecisionNamed(Schema):
    number: str
    decided_on: date


class CertificateNamed(Schema):
    id: str
    number: str
    product_code: str
    url: str = Field(description="Its page, which tells how it stands today.")

    @classmethod
    def of(cls, row: CertificateRow) -> CertificateNamed:
        url = address("catalogue:certificate", row.public_id)
        return cls(id=row.public_id, number=row.number, product_code=row.product_code, url=url)


class Recognition(Schema):
    """A product held to have a star, with the source that says so."""

    id: str
    product: str = Field(description="Product (products.id).")
    product_name: str
    round: str | None = Field(description="Round (rounds.id).")
    decision: DecisionNamed | None = Field(description="The decision on record; null when only a source names one.")
    decision_no_as_printed: str | None = Field(description="Number of the decision as the source prints it.")
    certificate: CertificateNamed | None
    star: int | None
    score: str | None = Field(description="Published score, exact; may be a fraction such as 494/7.")
    standing: Standing
    term: Term
    speaks: bool | None = Field(description="It is the one that speaks for its product on the day `as_of`.")
    withdrawal_ground: str | None
    withdrawal_decision: str | None
    withdrawal_reason: str | None
    superseded_by: str | None = Field(description="Recognition in its place (recognitions.id).")
    superseded_on: date | None
    sources: list[str]
    illustrative: bool

    @classmethod
    def of(cls, row: RecognitionRow, listing: Listing, on: date, *, speaks: bool | None) -> Recognition:
        decision = row.decision
        certificate: CertificateRow | None = getattr(row, "certificate", None)
        issued = decision is not None and decision.issued_at is not None and decision.decided_on is not None
        return cls(
            id=row.public_id,
            product=listing.public_id,
            product_name=listing.name,
            round=row.round.public_id if row.round else None,
            decision=DecisionNamed.model_validate(decision, from_attributes=True) if issued else None,
            decision_no_as_printed=or_none(row.decision_no_as_printed),
            certificate=CertificateNamed.of(certificate) if certificate else None,
            star=row.star,
            score=or_none(row.score),
            standing=Standing.of(status_of(row, on)),
            term=Term.of(row, row.council_on),
            speaks=speaks,
            withdrawal_ground=or_none(row.withdrawal_ground),
            withdrawal_decision=or_none(row.withdrawal_decision),
            withdrawal_reason=or_none(row.withdrawal_reason),
            superseded_by=row.superseded_by.public_id if row.superseded_by else None,
            superseded_on=row.superseded_on,
            sources=list(row.source_urls),
            illustrative=row.is_illustrative,
        )


class Certificate(Schema):
    """A certificate from the province's register. How it stands today: /certificates/{id}."""

    id: str
    number: str
    product_code: str
    issued_on: date
    valid_until: date = Field(description="First day on which it no longer holds, by what is printed on it.")
    recognition: str | None = Field(description="Recognition; null when another certificate took its place.")
    replaced_by: str | None
    replaced_on: date | None
    url: str
    illustrative: bool

    @classmethod
    def of(cls, row: CertificateRow) -> Certificate:
        return cls(
            id=row.public_id,
            number=row.number,
            product_code=row.product_code,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            recognition=row.recognition.public_id if row.recognition else None,
            replaced_by=row.replaced_by.public_id if row.replaced_by else None,
            replaced_on=row.replaced_on,
            url=address("catalogue:certificate", row.public_id),
            illustrative=row.is_illustrative,
        )


class Verified(Schema):
    """How what was asked for stands today: what a scanned label leads to."""

    as_of: date
    asked: str
    standing: Standing
    recognition: Recognition
    certificate: CertificateNamed | None = Field(description="The one that runs.")
    replaced: CertificateNamed | None = Field(description="The one asked for, when another took its place.")
    newer: str | None = Field(description="The recognition that speaks for the product instead, if another does.")
    url: str = Field(description="The page that says it in words.")
    log: str = Field(description="What the transparency log has of it.")

    @classmethod
    def of(cls, asked: str, shown: CertificatePage, on: date) -> Verified:
        named = (shown.certificate or shown.recognition).public_id
        return cls(
            as_of=on,
            asked=asked,
            standing=Standing.of(shown.status),
            recognition=Recognition.of(shown.recognition, shown.listing, on, speaks=shown.newer is None),
            certificate=CertificateNamed.of(shown.certificate) if shown.certificate else None,
            replaced=CertificateNamed.of(shown.replaced) if shown.replaced else None,
            newer=shown.newer.public_id if shown.newer else None,
            url=address("catalogue:certificate", named),
            log=address("transparency:of-recognition", shown.recognition.public_id),
        )


class Round(Schema):
    """A round of evaluation: what a source declares beside what is counted here."""

    id: str
    url: str
    code: str
    name: str
    release: str = Field(description="The legal text it ran under.")
    opened_on: date | None
    council_on: date | None
    declared: dict[str, Any] = Field(description="Figures as a public source gives them; empty when none does.")
    counted: dict[str, int] = Field(description="Counted from rows: products, producers, units, stars_3 to stars_5.")
    sources: list[str]
    illustrative: bool

    @classmethod
    def of(cls, row: RoundRow) -> Round:
        figures, round = row.figures, row.round
        stars = {f"stars_{star}": number for star, number in sorted(figures.stars.items())}
        return cls(
            id=round.public_id,
            url=address("catalogue:round", round.public_id),
            code=round.code,
            name=round.name,
            release=round.release,
            opened_on=round.opened_on,
            council_on=row.council_on,
            declared=round.declared,
            counted={"products": figures.products, "producers": figures.producers, "units": figures.units, **stars},
            sources=list(round.source_urls),
            illustrative=round.is_illustrative,
        )
