"""What the authority records around a dossier's terms: papers on the commune's term, its check of components, moves
to a later round, decisions on what the change of the law stopped, and what the province chose."""

from __future__ import annotations

from django.db import models

from openocop.core.models import PublicIdField
from openocop.dossiers.domain.term_notices import NoticeKind
from openocop.dossiers.domain.transition import WayOn
from openocop.dossiers.models.dossier import Dossier
from openocop.dossiers.models.round import Round


class TermPaper(models.Model):
    """A paper by which an office pauses the commune's term or begins it anew; article 7.2 knows neither.

    `starts_on` is the first day not counted, or the day from which a new term runs; `resumes_on` the first day counted
    again, empty while nobody has said when. Recorded only where the province's option says so.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="term_papers")
    client_id = models.UUIDField(unique=True)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(v, v) for v in NoticeKind])
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200)
    starts_on = models.DateField()
    resumes_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_on", "id"]


class ComponentCheck(models.Model):
    """The commune's check of what article 6 asks for, once for each filing; a later check stands beside the earlier.

    `lines` maps the slug of a component to what was found and the officer's note.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="component_checks")
    client_id = models.UUIDField(unique=True)
    version = models.PositiveIntegerField()
    lines = models.JSONField(default=dict)
    office = models.CharField(max_length=200)
    checked_by = models.CharField(max_length=200)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["checked_at", "id"]


class RoundMove(models.Model):
    """A dossier that was late for its round, taken with everything in it to a later one."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="round_moves")
    from_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    to_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    moved_by = models.CharField(max_length=200)
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["moved_at", "id"]


class TransitionDecision(models.Model):
    """How a dossier stopped by article 12.2 goes on: an officer's decision on a stated paper, one for each dossier."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="transition_decision")
    way = models.CharField(max_length=20, choices=[(v, v) for v in WayOn])
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    basis = models.TextField()
    office = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()


class ProvinceChoice(models.Model):
    """The named options a province works by, from the moment they are recorded; the latest row speaks."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40, db_index=True)
    options = models.JSONField(default=dict)
    basis = models.CharField(max_length=300, blank=True)
    procedure_name = models.CharField(max_length=300, blank=True)
    chosen_by = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["chosen_at", "id"]
