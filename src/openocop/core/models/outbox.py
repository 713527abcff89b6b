"""Messages that wait to go out, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.core.models.public_id import PublicIdField


class Channel(models.TextChoices):
    """How a message travels. What has no sender yet waits until there is one."""

    EMAIL = "email"
    SMS = "sms"
    ZALO = "zalo"


class OutboxState(models.TextChoices):
    """`FAILED` is tried again at `due_at`; `GIVEN_UP` is not. Both say why in `reason`."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class OutboxMessage(models.Model):
    """One message to one person, written in the transaction of what it tells of and sent afterwards.

    `addressee` is the person's public id: the address is asked for when the message goes, so that a consent withdrawn
    or an address changed meanwhile counts. `key` names what is told, once for ever in a province. What
    `waits_for_digest` goes together with others, in one letter a day to a person. `letter_id` names the letter in which
    it went or is going (the Message-ID of an e-mail), the same one at every attempt; whoever sends it holds it until
    `leased_until`.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    addressee = models.CharField(max_length=12, db_index=True)
    key = models.CharField(max_length=120)
    topic = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    waits_for_digest = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=OutboxState.choices, default=OutboxState.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    letter_id = models.CharField(max_length=40, blank=True, db_index=True)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="outbox_by_what_is_due")]
        constraints = [
            models.UniqueConstraint(fields=["province", "key"], name="told_once"),
            models.CheckConstraint(
                condition=~Q(state=OutboxState.SENT) | Q(sent_at__isnull=False), name="sent_has_its_moment"
            ),
        ]
