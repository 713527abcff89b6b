"""What a province chose where the law leaves something open."""

from __future__ import annotations

from openocop.dossiers.domain.office_options import OfficeOptions, options_of
from openocop.dossiers.models import ProvinceChoice


def latest_choice(province: str) -> ProvinceChoice | None:
    return ProvinceChoice.objects.filter(province=province).last()


def office_options(province: str) -> OfficeOptions:
    """Return the options the province works by now; the defaults until it has chosen."""
    choice = latest_choice(province)
    return options_of(choice.options) if choice else OfficeOptions()


def records_term_papers(province: str) -> bool:
    return office_options(province).term_notices == "recorded"


def living_on_site(province: str) -> bool:
    """Tell whether living products are seen where they stand instead of handing over samples."""
    return office_options(province).living_samples == "seen_on_site"
