"""Guidance beside the producer's sheet: the likeliest set by the product's name, and the evidence of a criterion."""

from __future__ import annotations

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.guidance import OWN_RELEASE, evidence_for, lexicon
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.set_words import suggested_sets
from openocop.dossiers.models import Dossier


def likely_set(name: str) -> CriteriaSet | None:
    """Return the set that a product of this name is most likely judged by, `None` where no word is known."""
    found = suggested_sets(lexicon(), name)
    return criteria_set(OWN_RELEASE, found[0].set_no) if found else None


def shows_product(dossier: Dossier, code: str) -> bool:
    """Tell whether a picture filed under criterion `code` ("" for none) shows the product itself, not a paper."""
    sheet = criteria_set(dossier.release, dossier.set_no)
    kind = evidence_for(sheet, sheet.criterion(code)) if code else None
    return kind is not None and kind.shows_product
