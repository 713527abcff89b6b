"""Five stars in the register as the minister recognised them: entered and corrected with the ministry's result.

The functions run inside the transaction of a caller that permitted them.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.evaluation.models import Entry
from openocop.recognition.domain.referral import CENTRAL_STAR
from openocop.recognition.domain.status import term_end
from openocop.recognition.models import CentralResult, Recognition
from openocop.recognition.services.records import SourcedRecognition, write_sourced
from openocop.recognition.services.superseding import name_later, set_aside, take_back
from openocop.recognition.signals import recognitions_changed


def register(entry: Entry, result: CentralResult, by: Post) -> None:
    """Register what the minister recognised. From the day of the minister's certificate it stands in the place of what
    the product was recognised as before: the 36 months run from there (26/2026 art. 4.3), and no day lies between."""
    assert result.issued_on is not None  # noqa: S101  # with five stars it is asked for
    former = set_aside(entry.dossier, on=result.issued_on, by_minister=True)
    row = SourcedRecognition(
        product=entry.dossier.product,
        dossier=entry.dossier,
        council_on=entry.session.held_on,
        star=CENTRAL_STAR,
        score=result.points,
        decided_on=result.issued_on,
        decision_no=result.number,
        note=_("Recognised by the minister; the certificate is the ministry's."),
        is_illustrative=result.referral.is_illustrative,
    )
    (found,) = write_sourced(province=entry.province, rows=[row], by=by, round=entry.dossier.round)
    name_later(former, found, by)
    result.recognition = found
    result.save(update_fields=["recognition"])


def follow_correction(entry: Entry, result: CentralResult, by: Post) -> None:
    """Bring the register in line with a corrected result: entered, with other points or days, or taken back."""
    found = result.recognition
    if found is None:
        if result.star == CENTRAL_STAR:
            register(entry, result, by)
        return
    if result.star != CENTRAL_STAR:
        result.recognition = None
        result.save(update_fields=["recognition"])
        take_back(found, by)
    else:
        assert result.issued_on is not None  # noqa: S101  # with five stars it is asked for
        found.score, found.decision_no_as_printed = result.points, result.number
        found.valid_from, found.valid_until = result.issued_on, term_end(result.issued_on)
        found.save(update_fields=["score", "decision_no_as_printed", "valid_from", "valid_until"])
        found.supersedes.update(superseded_on=result.issued_on)
    product_ids = [entry.dossier.product_id]
    recognitions_changed.send(sender=Recognition, province=entry.province, product_ids=product_ids)
