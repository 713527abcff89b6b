"""What the producer says became of the product since it was recognised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.required_papers import stated_matters
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.services.helping import as_helper
from openocop.dossiers.services.locks import locked


@transaction.atomic
def state_changes(*, by: Post, dossier: Dossier, words: Mapping[str, str], at: datetime | None = None) -> Dossier:
    """Keep what is said of each matter (slug → words, "" takes them back); matters not named stay as they were.

    Raises:
        NotPermitted: not the producer's own, or filed already.
        Refused: a matter that this kind of dossier does not ask about.
    """
    dossier = locked(dossier)
    today = legal_day(at or timezone.now())
    require(may_edit(by, dossier, on=today))
    asked = {matter.slug for matter in stated_matters(dossier.release, dossier.kind)}
    unknown = sorted(words.keys() - asked)
    if unknown:
        raise Refused(_("This kind of dossier does not ask about “%(matter)s”.") % {"matter": unknown[0]})
    said = {slug: nfc(text.strip()) for slug, text in words.items()}
    changed = sorted(slug for slug, text in said.items() if dossier.changes.get(slug, "") != text)
    if changed:
        dossier.changes = {slug: text for slug, text in {**dossier.changes, **said}.items() if text}
        dossier.save(update_fields=["changes"])
        facts = {"matters": changed, **as_helper(by, dossier, on=today)}
        record(
            province=dossier.province, actor=by.as_actor(), verb="dossier.changes_stated", subject=dossier, facts=facts
        )
    return dossier
