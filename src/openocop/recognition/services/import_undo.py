"""Taking an import back, whole, as long as nothing else stands on it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.dossiers.models import Dossier
from openocop.recognition.models import ImportRun, Recognition, WithdrawalCase
from openocop.recognition.permissions.records import may_import
from openocop.recognition.signals import recognitions_changed
from openocop.registry.models import Product
from openocop.registry.services.batches import withdraw_batch


class CannotUndo(Refused):
    """Something else stands on the import's records; the sentence says what."""


@transaction.atomic
def undo_import(*, run: ImportRun, by: Post | None) -> ImportRun:
    """Take back every record the import made; the file and the name of the import stay. Twice is harmless.

    Raises:
        NotPermitted: only the provincial office and the console undo.
        CannotUndo: dossiers, other recognitions or later products depend on what it made.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    require(may_import(by, run.province))
    if run.undone_at is not None:
        return run
    _refuse_if_depended_on(run)
    rows = Recognition.objects.filter(import_run=run)
    product_ids = list(rows.values_list("product_id", flat=True).distinct())
    rows.delete()
    at = timezone.now()
    recognitions_changed.send(sender=Recognition, province=run.province, product_ids=product_ids)
    if run.batch is not None:
        withdraw_batch(batch=run.batch, by=by, at=at)
    run.undone_at = at
    run.save(update_fields=["undone_at"])
    actor = by.as_actor() if by else SYSTEM
    record(province=run.province, actor=actor, verb="list.import_undone", subject=run, facts=run.counts)
    return run


def _refuse_if_depended_on(run: ImportRun) -> None:
    own = Recognition.objects.filter(import_run=run)
    products = Product.objects.filter(batch=run.batch) if run.batch else Product.objects.none()
    found = [
        ngettext("%(n)d dossier", "%(n)d dossiers", n) % {"n": n}
        for n in [Dossier.objects.filter(product__in=products).count()]
        if n
    ]
    others = Recognition.objects.filter(product__in=products).exclude(import_run=run).count()
    if others:
        found.append(ngettext("%(n)d later recognition", "%(n)d later recognitions", others) % {"n": others})
    acted = own.exclude(decision=None, withdrawn_on=None).count()
    if acted:
        found.append(ngettext("%(n)d decision on its rows", "%(n)d decisions on its rows", acted) % {"n": acted})
    cases = WithdrawalCase.objects.filter(recognition__in=own).count()
    if cases:
        found.append(ngettext("%(n)d case of withdrawal", "%(n)d cases of withdrawal", cases) % {"n": cases})
    added = Product.objects.filter(producer__batch=run.batch).exclude(batch=run.batch).count() if run.batch else 0
    if added:
        found.append(ngettext("%(n)d later product", "%(n)d later products", added) % {"n": added})
    if found:
        message = _("This import cannot be taken back: %(things)s stand on it. Take those back first.")
        raise CannotUndo(message % {"things": ", ".join(found)})
