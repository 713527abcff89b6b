"""Putting the recognition that the ministry's result led to in the place of what a product had before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from openocop.accounts.domain.roles import Post
from openocop.core.services.journal import record
from openocop.dossiers.models import Dossier
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.named import POTENTIAL_STAR


def set_aside(
    dossier: Dossier, *, on: date, but: Recognition | None = None, by_minister: bool = False
) -> list[Recognition]:
    """Let the product's earlier recognitions end with the day before `on`; return them for `name_later`.

    They are the one on the dossier itself and those that run, or whose term is unknown, on `on`. What they state, and
    their certificates, stay. Five stars give way to the minister's own act alone: a decision of the province takes no
    certificate of the minister away (26/2026 art. 4.1b, 8.2b). Runs inside the transaction of its caller.

    Args:
        but: a row from a source that the decision itself completes.
    """
    begun = Q(valid_from__lte=on) | Q(valid_from=None) & (Q(council_on=None) | Q(council_on__lte=on))
    held = Q(valid_until=None) | Q(valid_until__gt=on) | Q(kept_until__gt=on)
    running = begun & Q(withdrawn_on=None) & held
    rows = Recognition.objects.select_for_update().filter(
        Q(dossier=dossier) | running, product=dossier.product_id, superseded_on=None
    )
    if not by_minister:
        rows = rows.filter(Q(star=None) | Q(star__lt=POTENTIAL_STAR))
    former = list(rows.exclude(pk=but.pk) if but else rows)
    Recognition.objects.filter(pk__in=[one.pk for one in former]).update(superseded_on=on)
    return former


def name_later(former: Iterable[Recognition], later: Recognition, by: Post) -> None:
    """Let each name the recognition that took its place, and record it."""
    for one in former:
        one.refresh_from_db(fields=["superseded_on"])
        one.superseded_by = later
        one.save(update_fields=["superseded_by"])
        facts = {"by": later.public_id, "on": str(one.superseded_on), "star": later.star}
        record(province=one.province, actor=by.as_actor(), verb="recognition.superseded", subject=one, facts=facts)


def take_back(later: Recognition, by: Post) -> None:
    """Delete a recognition that was recorded in error, and let what it superseded speak again.

    Runs inside the transaction of its caller, which knows that nothing else stands on it.
    """
    former = list(later.supersedes.select_for_update())
    Recognition.objects.filter(pk__in=[one.pk for one in former]).update(superseded_by=None)
    public_id, told = later.public_id, {"star": later.star, "number": later.decision_no_as_printed}
    record(province=later.province, actor=by.as_actor(), verb="recognition.taken_back", subject=later, facts=told)
    later.delete()
    for one in former:
        one.superseded_by, one.superseded_on = None, None
        one.save(update_fields=["superseded_by", "superseded_on"])
        facts = {"after": public_id}
        record(province=one.province, actor=by.as_actor(), verb="recognition.restored", subject=one, facts=facts)
