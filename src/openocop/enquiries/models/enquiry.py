"""Enquiries (câu hỏi mua hàng), their parts and the products asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openocop.accounts.models import User
from openocop.core.models import PublicIdField
from openocop.enquiries.domain.parts import PartState, Source
from openocop.ideas.domain.reference import new_key
from openocop.offers.models import Pack
from openocop.registry.models import Producer, Product


class Enquiry(models.Model):
    """What somebody asks of one or more producers at once.

    `receipt_key` is the secret of its receipt's address. Name, telephone, e-mail, place and message are of a person:
    emptied on `erase_on`, or when the person withdraws; `erased_at` then says so. `noted_by` is who wrote down what
    came by telephone or chat, null for what came by the form.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    receipt_key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    client_id = models.UUIDField(unique=True)
    source = models.CharField(max_length=10, choices=[(one, one) for one in Source], default=Source.FORM)
    contact_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    consented_at = models.DateTimeField(null=True)
    needed_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    erase_on = models.DateField(db_index=True)
    erased_at = models.DateTimeField(null=True)
    is_illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.public_id}"


class EnquiryPart(models.Model):
    """What one producer sees of an enquiry.

    `version` grows with every answer. From `help_asked_at` on its office may read it.
    """

    public_id = PublicIdField()
    province = models.CharField(max_length=40)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="parts")
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="enquiry_parts")
    state = models.CharField(max_length=10, choices=[(one, one) for one in PartState], default=PartState.WAITING)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    help_asked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "producer"], name="one_part_for_a_producer"),
            models.CheckConstraint(
                condition=Q(state__in=[PartState.WAITING, PartState.WITHDRAWN]) | Q(answered_at__isnull=False),
                name="answer_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["producer", "state"], name="part_by_producer")]

    def __str__(self) -> str:
        return f"{self.public_id}"


class EnquiryLine(models.Model):
    """A product asked for, with the names and the price as they were that day. `quantity` of packs."""

    province = models.CharField(max_length=40)
    part = models.ForeignKey(EnquiryPart, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, null=True, related_name="+")
    product_name = models.CharField(max_length=300)
    pack_name = models.CharField(max_length=120, blank=True)
    price = models.PositiveIntegerField(null=True)
    price_stated_at = models.DateTimeField(null=True)
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="something_is_asked_for")]

    def __str__(self) -> str:
        return self.product_name
