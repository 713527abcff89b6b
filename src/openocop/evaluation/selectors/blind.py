"""The blind view: what would show a producer to a member who still scores their product, where the procedure masks it.

Papers of a criterion stay open, though they may name the producer: nobody scores without evidence. Pictures, and the
papers of the whole dossier, wait until the sheet is sent.
"""

from __future__ import annotations

from openocop.accounts.domain.roles import Post
from openocop.dossiers.domain.papers import PICTURES
from openocop.dossiers.models import Evidence
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Entry, ScoreSheet, Seat


def is_masked(entry: Entry, seat: Seat | None) -> bool:
    """Tell whether the producer is masked before this member: by the procedure, until they sent a sheet on it."""
    if seat is None or not procedure_of(entry.session.council.procedure).is_blind:
        return False
    return not ScoreSheet.objects.filter(entry=entry, seat=seat, sent_at__isnull=False).exists()


def producer_hidden(post: Post, entry: Entry) -> bool:
    """Tell whether this person still scores the product of a masked producer."""
    seat = entry.session.council.seat_of_user(post.user_id)
    return seat is not None and seat.scores and is_masked(entry, seat)


def withheld(post: Post, entry: Entry, evidence_id: str) -> bool:
    """Tell whether a paper would show a masked producer to one who still scores."""
    if not producer_hidden(post, entry):
        return False
    paper = entry.dossier.evidence.filter(public_id=evidence_id).select_related("file").first()
    return paper is not None and shows_producer(paper)


def shows_producer(paper: Evidence) -> bool:
    """Tell whether a blind view withholds a paper: pictures, and what belongs to the whole dossier."""
    return not paper.criterion or paper.file.media_type in PICTURES
