"""Councils: who was appointed, by what paper, under which regulation."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import BigAutoField, Q, QuerySet

from openocop.accounts.models import User
from openocop.core.models import PublicIdField, StoredFile
from openocop.core.prepared import Given, Prepared
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.bodies import DISTRICT, PROVINCE
from openocop.evaluation.domain.lifecycle import SeatRole


class Council(models.Model):
    """The council of a round: of the province (26/2026 art. 7.3b), or of a district before it (1048/2019).

    Its quy chế is held as named options: `regulation` says how stars are read, `procedure` how the council works.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="council")
    level = models.CharField(max_length=20, choices=[(v, v) for v in (PROVINCE, DISTRICT)], default=PROVINCE)
    name = models.CharField(max_length=300)
    appointment_no = models.CharField(max_length=60, blank=True)
    appointed_on = models.DateField(null=True)
    appointment_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    regulation_name = models.CharField(max_length=300, blank=True)
    regulation = models.JSONField(default=dict)
    procedure = models.JSONField(default=dict)
    is_illustrative = models.BooleanField(default=False)

    def seat_of_user(self, user_id: int) -> Seat | None:
        """Return the one seat of this person, read once for each council read."""
        known: dict[int, Seat | None] = self.__dict__.setdefault("_seat_of_user", {})
        if user_id not in known:
            known[user_id] = next((seat for seat in self._seats_of(user_id) if seat.user_id == user_id), None)
        return known[user_id]

    def remember_seat(self, user_id: int, seat: Seat | None) -> None:
        """Keep the seat of a person that was read with this council."""
        self.__dict__.setdefault("_seat_of_user", {})[user_id] = seat

    def _seats_of(self, user_id: int) -> Iterable[Seat]:
        is_prefetched = "seats" in getattr(self, "_prefetched_objects_cache", {})
        return self.seats.all() if is_prefetched else _SEATS.rows(council=self.pk, user=user_id)


class Seat(models.Model):
    """One appointed person. `scores` is false for a secretary who only keeps the papers, and for guests.

    `user` is empty for members of a session that was replayed from history. `body_code` names the body of the law they
    sit for (`domain/bodies.py`), empty for another. Products that came on the agenda by `declared_until` are those on
    which the member declared whether they have a conflict of interest.

    `attended`: they came to the meeting called last; `left_at`: they have left it since, and no further sheet is
    awaited from them. Who was at an earlier one is kept there (`Session.attendance`).

    A place taken over is a seat of its own: it `replaces` the earlier one by a `paper`, and that one ends on
    `replaced_on`. Sheets sent from the earlier seat stand; `settled` holds their (entry key, ballot), which the new
    person does not score again.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="seats")
    role = models.CharField(max_length=20, choices=[(v, v) for v in SeatRole])
    name = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    scores = models.BooleanField(default=True)
    attended = models.BooleanField(default=True)
    body_code = models.CharField(max_length=40, blank=True)
    declared_until = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    replaced_on = models.DateField(null=True)
    paper = models.CharField(max_length=300, blank=True)
    settled = models.JSONField(default=list)
    left_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=Q(user__isnull=False), name="person_once_per_council"
            ),
            models.UniqueConstraint(fields=["council", "position"], name="seat_position_once"),
        ]

    @property
    def in_the_room(self) -> bool:
        return self.attended and self.left_at is None

    @property
    def on_settled(self) -> Q:
        """The entries on whose ballot now open a sheet from this place stands already, sent by who held it before."""
        by_ballot: dict[int, list[int]] = {}
        for entry, ballot in self.settled:
            by_ballot.setdefault(ballot, []).append(entry)
        found = Q(pk__in=[])
        for ballot, entries in by_ballot.items():
            found |= Q(pk__in=entries, ballot=ballot)
        return found


def _seats_of_person() -> QuerySet[Seat]:
    return Seat.objects.filter(**{name: Given(name, BigAutoField()) for name in ("council", "user")})


_SEATS = Prepared(_seats_of_person)


class Recusal(models.Model):
    """A member steps aside from one product; they neither see nor score it."""

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="recusals")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="recusals")
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "dossier"], name="recusal_once")]
