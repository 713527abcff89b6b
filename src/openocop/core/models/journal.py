"""The journal: append-only and hash-chained per province.

Triggers refuse UPDATE and DELETE of entries, and move a chain's end on to each new one.
"""

from __future__ import annotations

from django.db import models


class JournalHead(models.Model):
    """The end of a province's chain; locking this row is what makes the next entry the next."""

    province = models.CharField(max_length=40, unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class JournalActor(models.Model):
    """Who a digest in the journal stands for. Erasing this row forgets the person and leaves the chain whole."""

    digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32)
    login = models.CharField(max_length=150)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["login", "name"], name="journal_actor_once")]


class JournalEntry(models.Model):
    province = models.CharField(max_length=40)
    sequence = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField()
    actor_digest = models.CharField(max_length=64)
    actor_role = models.CharField(max_length=40)
    actor_office = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "sequence"], name="journal_sequence")]
        indexes = [models.Index(fields=["subject_type", "subject_id", "sequence"], name="journal_subject")]
