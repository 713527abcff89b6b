"""What the office's list is narrowed to, read from the address."""

from __future__ import annotations

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from openocop.core.domain.legal_time import legal_day
from openocop.recognition.domain.status import ENDING_DAYS
from openocop.recognition.selectors.recognitions import Filters


def filters_of(query: QueryDict) -> Filters:
    """Read the filters; whatever is not known narrows nothing."""
    ending = query.get("het-han") == "180"
    today = legal_day(timezone.now())
    return Filters(
        query=query.get("q", "").replace("\x00", "")[:200].strip(),
        state=query.get("tt", "")[:20],
        star=query.get("sao", "")[:7],
        round=query.get("dot", "")[:12],
        ending_before=today + timedelta(days=ENDING_DAYS) if ending else None,
    )
