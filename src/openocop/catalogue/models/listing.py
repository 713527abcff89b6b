"""One row per public product, kept current when recognitions change. Nothing private is copied here."""

from __future__ import annotations

from datetime import date

from django.db import models

from openocop.registry.models import Product


class Listing(models.Model):
    """What lists and searches need of one recognised product: its current recognition and its place, flattened.

    A row is never edited: whenever it or the page of its product tells something else, it is written anew under a new
    key. What is kept in memory is found by these keys.

    `gifts` as `offers.selectors.offers.gift_words` gives it; empty where nobody says that the product suits as a gift.

    `place_slug`, `place_text` name the narrowest place that can be told today (one commune, else the district of before
    01/07/2025, then `place_is_past`); empty when unknown. `begun_on` is the day of the act, else of the council.
    `first_until` puts running certificates before ended ones: the end of the term, or of what art. 12.3 adds to it
    (`kept_until`), or the first of all days for unknown and withdrawn. `search_key` holds the folded words of name,
    producer and place, then, behind a bar, of what merged into that place; `exact_key` the same words with their marks
    and without the bar, padded with spaces, by which typed marks rerank.

    `photo` is the first photograph (id, sha256, width, height, alt, alt_en), null where there is none.
    """

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="listing")
    province = models.CharField(max_length=40)
    public_id = models.CharField(max_length=12, unique=True)
    slug = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    producer_public_id = models.CharField(max_length=12, blank=True, db_index=True)
    producer_name = models.CharField(max_length=300, blank=True)
    producer_kind = models.CharField(max_length=40, blank=True)
    gifts = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=20)
    classification = models.CharField(max_length=20, blank=True)
    place_slug = models.CharField(max_length=100, blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    place_is_past = models.BooleanField(default=False)
    star = models.PositiveSmallIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    begun_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    kept_until = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    first_until = models.DateField(default=date.min)
    is_illustrative = models.BooleanField(default=False)
    photo = models.JSONField(null=True)
    search_key = models.TextField()
    exact_key = models.TextField()
    sort_key = models.CharField(max_length=1000)

    class Meta:
        # Facets and orders are read from memory; only the namesakes of a product are asked for.
        indexes = [models.Index(fields=["sort_key"], name="listing_in_order")]

    def __str__(self) -> str:
        return self.name


class CatalogueState(models.Model):
    """Which state of a province's catalogue this is: every write makes the next version, so kept fragments lapse."""

    province = models.CharField(max_length=40, unique=True)
    version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.province} {self.version}"
