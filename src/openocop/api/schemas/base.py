"""What the answers share: the frame of a list, sources, days, and absolute addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.urls import reverse
from ninja import Field, Schema

from openocop.recognition.domain.status import State, Status, last_day

Item = TypeVar("Item")


class Listed(Schema, Generic[Item]):
    """One page of a list."""

    as_of: date = Field(description="The legal day (Asia/Ho_Chi_Minh) on which the states in this answer hold.")
    total: int = Field(description="How many there are on all pages, invented records included.")
    items: list[Item]
    next: str | None = Field(description="Address of the next page; null on the last one. Also in the Link header.")


class Standing(Schema):
    """How a recognition stands on the day `as_of`."""

    state: State = Field(
        description="valid; ending (within 180 days of its end); extended (kept past its term under article 12.3 of "
        "26/2026/QĐ-TTg); expired; withdrawn; superseded; unknown (no source gives the day of the act); not-recognised "
        "(begins later)."
    )
    since: date | None = Field(description="First day of this state, where it is known.")
    until: date | None = Field(description="First day on which this state no longer holds, where it is known.")

    @classmethod
    def of(cls, status: Status) -> Standing:
        return cls(state=status.state, since=status.since, until=status.until)


class Term(Schema):
    """The days of a recognition. Ends are exclusive, as they are stored; `last_day` is the one that papers print."""

    council_on: date | None = Field(description="Day on which the council proposed; it begins no term.")
    valid_from: date | None = Field(description="Day of the act that recognises.")
    valid_until: date | None = Field(description="First day on which the term no longer holds (36 months, art. 4.3).")
    last_day: date | None = Field(description="Last day of the term, as certificates print it.")
    kept_until: date | None = Field(description="First day on which article 12.3 no longer keeps it.")
    withdrawn_on: date | None = Field(description="Day of withdrawal (art. 8).")

    @classmethod
    def of(cls, row: Any, council_on: date | None) -> Term:
        return cls(
            council_on=council_on,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            last_day=last_day(row.valid_until) if row.valid_until else None,
            kept_until=row.kept_until,
            withdrawn_on=row.withdrawn_on,
        )


class Problem(Schema):
    """RFC 9457, in Vietnamese and in English."""

    type: str = Field(description="Address of the explanation of this kind of problem.")
    title: str
    title_en: str
    status: int
    detail: str = Field(description="What to do, in Vietnamese.")
    detail_en: str = Field(description="What to do, in English.")
    errors: list[dict[str, str]] = Field(default=[], description="Values that cannot be: field, detail, detail_en.")
    dump: str = Field(default="", description="Where the whole of the data lies, when too much was asked (429).")


class Index(Schema):
    """Where everything is."""

    title: str
    version: str
    as_of: date
    data_until: datetime | None = Field(description="When anything of the public catalogue was last written.")
    provinces: list[str] = Field(description="Slugs of the provinces with a public catalogue here.")
    licence: str
    licence_url: str
    open_data: str = Field(description="Everything, as files, every night.")
    openapi: str
    lists: dict[str, str]


def address(name: str, *args: str) -> str:
    """Return the whole address of a page or file of this site."""
    return f"{settings.OPENOCOP_URL}{reverse(name, args=args)}"


def own(path: str) -> str:
    """Return the whole address of something in this interface: `own("products/abc")`."""
    return f"{settings.OPENOCOP_URL}{reverse('api:page')}v1/{path}"


def or_none(text: str) -> str | None:
    return text or None
