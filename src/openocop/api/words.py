"""What each address gives, in words, with an example that can be tried."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Row = tuple[str, str | Promise, str]
ADDRESSES: tuple[tuple[str | Promise, tuple[Row, ...]], ...] = (
    (
        _("Products and producers"),
        (
            (
                "products",
                _("The catalogue, searched and narrowed as on its pages: q, state, star, family, group, place, year."),
                "products?q=tom+kho&star=4&order=relevance",
            ),
            ("products/{id}", _("One product with texts, packs, photographs and every recognition."), ""),
            ("facets", _("How many products a search finds, by each value of each condition."), "facets?q=mam"),
            ("producers", _("Who makes them. Nothing of persons: no telephone, no e-mail."), "producers?limit=5"),
            ("producers/{id}", _("One producer with its products."), ""),
            ("packs", _("Packs on offer with their prices, as producers state them."), "packs"),
            (
                "supply",
                _("For buyers in quantity: what is to be had in a month, how much, and the smallest order."),
                "supply?month=12",
            ),
        ),
    ),
    (
        _("Recognitions and certificates"),
        (
            (
                "codes/{code}",
                _("How the code on a label stands today, by product code, number or identifier."),
                "codes/96-32152-01-2026",
            ),
            ("certificates", _("Certificates, and those they took the place of."), "certificates?limit=5"),
            ("certificates/{id}", _("How one certificate stands today."), ""),
            ("recognitions", _("Every recognition of public products, past ones too."), "recognitions?limit=5"),
            ("recognitions/{id}", _("How one recognition stands today."), ""),
            ("withdrawals", _("What was withdrawn, on which ground, by which decision."), "withdrawals"),
            ("rounds", _("Rounds of evaluation: what a source declares beside what is counted."), "rounds"),
            ("rounds/{id}", _("One round."), ""),
        ),
    ),
    (
        _("Places, units, log, files"),
        (
            ("places", _("Sales points, tourism points and fairs with opening hours."), "places?kind=fair"),
            ("places/{id}", _("One place with the products on show there."), ""),
            (
                "units",
                _("Provinces, districts of before and communes as of a day."),
                "units?level=district&province=96&on=2025-06-30",
            ),
            (
                "units/{code}",
                _("One unit: what it became, what it was made of."),
                "units/970?on=2025-06-30",
            ),
            ("logs", _("The signed head of each transparency log."), "logs"),
            ("dumps", _("Where the open data lies in whole files."), "dumps"),
            ("openapi.json", _("The description of all this for machines (OpenAPI 3.1)."), "openapi.json"),
        ),
    ),
)
