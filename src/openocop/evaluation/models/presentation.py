"""What is before a council right now."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.evaluation.domain.timer import Timer
from openocop.evaluation.models.session import Entry, Session


class Presentation(models.Model):
    """The product that a session has called, its time, and whether the hall may see its result.

    There is one row for a session, from the first call on; the journal keeps what was called before. `minutes` are
    given, `used` seconds went by before `running_since`. `result_open` says nothing before the session's reveal.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="presentation")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    result_open = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    running_since = models.DateTimeField(null=True)

    @property
    def timer(self) -> Timer:
        return Timer(self.minutes, self.used, self.running_since)
