"""Choosing the province's named options."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.office_options import departures, options_of
from openocop.dossiers.models import ProvinceChoice
from openocop.dossiers.permissions import may_choose_options


@transaction.atomic
def choose_options(
    *, by: Post, options: Mapping[str, str], basis: str = "", procedure_name: str = "", at: datetime | None = None
) -> ProvinceChoice:
    """Record what the province works by from now on; the earlier choice stays on record.

    Raises `Refused` where an option departs from its default without the paper it stands on, or the procedure is called
    published without its name.
    """
    require(may_choose_options(by))
    try:
        chosen = options_of(options)
    except ValueError as unknown:
        raise Refused(_("Choose one of the values offered."), field=str(unknown)) from unknown
    if departures(chosen) and not basis.strip():
        raise Refused(
            _("What differs from the defaults needs the paper it stands on (number and date)."), field="basis"
        )
    if chosen.procedure == "published" and not procedure_name.strip():
        raise Refused(_("Write the name of the published procedure."), field="procedure_name")
    made = ProvinceChoice.objects.create(
        province=by.province,
        options=chosen.as_json(),
        basis=nfc(basis),
        procedure_name=nfc(procedure_name),
        chosen_by=by.name,
        chosen_at=at or timezone.now(),
    )
    facts = {"options": made.options, "basis": made.basis}
    record(province=by.province, actor=by.as_actor(), verb="options.chosen", subject=made, facts=facts)
    return made
