"""An idea becomes a dossier."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.locks import is_repeated
from openocop.dossiers.services.opening import open_dossier
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.models import Idea
from openocop.ideas.permissions import ideas_visible_to, may_open_from
from openocop.registry.models import Product


@transaction.atomic
def open_from_idea(
    *, by: Post, idea: Idea, product: Product, round: Round, set_no: int, kind: str, client_id: UUID, at: datetime
) -> Dossier:
    """Open a dossier for `product` as `open_dossier` does, and keep which idea it came from.

    Raises:
        NotPermitted, Refused: as `open_dossier`; the idea is not this account's, has a dossier, or is of another
            producer than the product.
    """
    on = legal_day(at)
    idea = Idea.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=idea.pk)
    if idea.dossier is not None and is_repeated(idea.dossier, client_id):
        return idea.dossier
    require(may_open_from(by, idea, on=on))
    if not ideas_visible_to(by, on=on).filter(pk=idea.pk).exists():
        raise Refused(_("This idea is not open to you in the role you act in."))
    if idea.producer_id is not None and product.producer_id != idea.producer_id:
        raise Refused(_("The idea is of another producer than this product."), field="product")
    dossier = open_dossier(by=by, product=product, round=round, set_no=set_no, kind=kind, client_id=client_id, at=at)
    idea.dossier, idea.producer, idea.stage = dossier, product.producer, IdeaStage.OPENED
    idea.save(update_fields=["dossier", "producer", "stage"])
    facts = {"dossier": dossier.public_id}
    record(province=idea.province, actor=by.as_actor(), verb="idea.opened", subject=idea, facts=facts)
    return dossier
