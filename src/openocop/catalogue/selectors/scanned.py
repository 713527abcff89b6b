"""How the certificate of a scanned code stands, in one query whose words are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, QuerySet

from openocop.catalogue.domain.typed_code import tidied
from openocop.core.prepared import Given, Prepared
from openocop.recognition.domain.product_code import parse_product_code
from openocop.recognition.domain.status import Status
from openocop.recognition.models import Certificate
from openocop.recognition.selectors.recognitions import status_of, term_of

_PUBLIC_ID = re.compile(r"[23456789abcdefghjkmnpqrstvwxyz]{12}")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A certificate's public id and its standing; `held_until` is the first day on which neither the term nor
    art. 12.3 holds it any more, None where no term is known."""

    certificate: str
    status: Status
    held_until: date | None


def scanned(code: str, on: date) -> Scanned | None:
    """Return how the certificate with this product code or public id stands on day `on`, None when none is public."""
    product_code = parse_product_code(tidied(code))
    if _PUBLIC_ID.fullmatch(code):
        found = _CERTIFICATE.first("public_id", code=code)
    else:  # what has neither form is nobody's code, and may be nothing that a database takes
        found = _CERTIFICATE.first("product_code", code=str(product_code)) if product_code else None
    if found is None or found.recognition is None:
        return None
    return Scanned(found.public_id, status_of(found.recognition, on), term_of(found.recognition).held_until)


def _certificates(by: str) -> QuerySet[Certificate]:
    """The one that runs, of a product in the public list; of several of one code (they never are of one province)
    the latest."""
    rows = Certificate.objects.filter(**{by: Given("code", CharField())}, recognition__product__listing__isnull=False)
    rows = rows.select_related("recognition").order_by(F("issued_on").desc(), "-pk")
    recognition = ("council_on", "valid_from", "valid_until", "withdrawn_on", "superseded_on", "kept_until")
    return rows.only("public_id", "issued_on", *(f"recognition__{name}" for name in recognition))


_CERTIFICATE: Prepared[Certificate] = Prepared(_certificates)
