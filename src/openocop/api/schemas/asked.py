"""What may be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ninja import Field, Schema

from openocop.api.domain.paging import MOST, USUAL
from openocop.buying.selectors.lists import Wanted
from openocop.catalogue.selectors.index import UNKNOWN
from openocop.catalogue.selectors.search import Choice
from openocop.places.domain.kinds import Kind

_ORDERS = {"id": "con-han", "relevance": "con-han", "stars": "sao", "newest": "moi", "name": "ten"}
_MANY = 30
_OLDEST, _LATEST = date(1976, 1, 1), date(2100, 1, 1)


class Paged(Schema):
    limit: int = Field(USUAL, ge=1, le=MOST, description=f"Rows of a page, at most {MOST}.")
    cursor: str | None = Field(None, description="From `next` of the page before; nothing to be built by hand.")


class Search(Schema):
    """The conditions of the catalogue, as on its pages. Of several values of one condition any may hold."""

    q: str = Field("", max_length=200, description="Words, with or without marks; slips are mended as on the site.")
    state: list[Literal["valid", "ending", "extended", "expired", "unknown", "withdrawn"]] = Field([], max_length=_MANY)
    star: list[Literal["3", "4", "5", "unknown"]] = Field([], max_length=_MANY)
    family: list[str] = Field([], max_length=_MANY, description="Kinds of goods; see /facets.")
    group: list[str] = Field([], max_length=_MANY, description="Groups of annex I, I to VI, or unknown.")
    place: list[str] = Field([], max_length=_MANY, description="Slugs of places; see /facets.")
    year: list[str] = Field([], max_length=_MANY, description="Years of recognition, or unknown.")
    kind: list[str] = Field([], max_length=_MANY, description="Kinds of producers, or unknown; see /facets.")
    gift: list[str] = Field([], max_length=_MANY, description="Occasions for a gift, or gift for any; see /facets.")

    def choice(self, order: str = "id") -> Choice:
        return Choice(
            query=self.q.strip(),
            states=tuple(self.state),
            stars=_known(self.star),
            families=tuple(self.family),
            groups=_known(self.group),
            places=_known(self.place),
            years=_known(self.year),
            kinds=_known(self.kind),
            gifts=tuple(self.gift),
            order=_ORDERS[order],
        )


class Products(Paged, Search):
    order: Literal["id", "relevance", "stars", "newest", "name"] = Field(
        "id", description="id: lasting, for reading everything; the others are those of the site."
    )


class Recognitions(Paged):
    product: str | None = Field(None, max_length=20)
    round: str | None = Field(None, max_length=20)


class Certificates(Paged):
    product_code: str | None = Field(None, max_length=40)


class Places(Paged):
    kind: Kind | None = None
    unit: str | None = Field(None, max_length=5, description="Code of a commune in force.")


class OfProduct(Paged):
    product: str | None = Field(None, max_length=20)


class Offers(Paged):
    q: str = Field("", max_length=200)
    star: list[Literal["3", "4", "5", "unknown"]] = Field([], max_length=_MANY)
    group: list[str] = Field([], max_length=_MANY)
    month: int | None = Field(None, ge=1, le=12, description="A month in which it is to be had.")

    def wanted(self) -> Wanted:
        return Wanted(query=self.q.strip(), stars=_known(self.star), groups=_known(self.group), month=self.month)


class Units(Paged):
    on: date | None = Field(None, ge=_OLDEST, le=_LATEST, description="The day of the list; today when left out.")
    level: Literal["province", "district", "commune"] | None = None
    province: str | None = Field(None, max_length=2, description="Code of the province.")
    parent: str | None = Field(None, max_length=5, description="Code of the unit above.")


class OnDay(Schema):
    on: date | None = Field(None, ge=_OLDEST, le=_LATEST, description="The day on which the unit bore the code.")


def _known(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(UNKNOWN if value == "unknown" else value for value in values)
