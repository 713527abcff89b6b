"""Which products of a result a decision may still name: those that no other one names, and that no one else decides."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from openocop.evaluation.models import Entry
from openocop.recognition.models import DecisionKind, Recognition, ReferralSending

PROVINCIAL_STARS = (3, 4)
POTENTIAL_STAR = 5


def sent_up(dossier: str) -> Exists:
    """Return whether the dossier of a row, in its field `dossier`, is at the ministry or came back with a result.

    From the sending on the ministry's result decides, whatever the council's is corrected to (26/2026 art. 7.3e). A
    pack that came back with remarks and was not sent again is the province's.
    """
    return Exists(ReferralSending.objects.filter(pack__referral__dossier=OuterRef(dossier), returned=None))


def unnamed(entries: QuerySet[Entry], kind: str) -> QuerySet[Entry]:
    """Narrow `entries` to those that a decision of this kind on the council's result has still to name."""
    if kind == DecisionKind.APPROVAL:
        return entries.filter(star=POTENTIAL_STAR, dossier__approvals=None)
    # Five stars are the minister's, and of a source where no decision of the province stands with them.
    recognised = Q(decision__isnull=False) | Q(star=POTENTIAL_STAR)
    named = Recognition.objects.filter(recognised, dossier=OuterRef("dossier"))
    return entries.filter(~Exists(named), ~sent_up("dossier"), star__in=PROVINCIAL_STARS)
