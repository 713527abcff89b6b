"""Taking a file into the papers of a producer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.services.arriving import as_paper
from openocop.dossiers.services.evidence import known_file
from openocop.registry.domain.paper_kinds import PaperFacts
from openocop.registry.models import Producer, ProducerPaper
from openocop.registry.permissions import may_keep_papers
from openocop.registry.services.papers import keep_paper


@transaction.atomic
def take_in_paper(
    *,
    by: Post,
    producer: Producer,
    facts: PaperFacts,
    name: str,
    content: bytes | Paper,
    client_id: UUID,
    at: datetime,
    supersedes: ProducerPaper | None = None,
) -> ProducerPaper:
    """Take a file into the producer's papers, by the rules for papers of a dossier.

    Raises:
        NotPermitted, Refused: as `keep_paper` and `as_paper` say; nothing is kept then.
    """
    require(may_keep_papers(by, producer, on=legal_day(at)))
    file = known_file(producer, as_paper(content), name)
    return keep_paper(
        by=by, producer=producer, facts=facts, file=file, client_id=client_id, at=at, supersedes=supersedes
    )
