"""Django in one file, without middleware, sign-in or checks: a look-up, a sheet of 25 rows, a bulk import.

The import writes the same records as ours, by bulk_create: producers, products, recognitions, rows of the public list.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings

_URL = urlsplit(os.environ["LIMITS_URL"])
settings.configure(
    SECRET_KEY="only for measuring",  # noqa: S106
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _URL.path[1:],
            "USER": _URL.username,
            "HOST": _URL.hostname,
            "PORT": _URL.port,
            "CONN_MAX_AGE": None,
        }
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.urls import path  # noqa: E402


class Product(models.Model):
    id = models.BigAutoField(primary_key=True)
    gtin14 = models.TextField(unique=True)
    slug = models.TextField(unique=True)
    name = models.TextField()
    category = models.TextField()
    producer = models.TextField()
    commune = models.TextField()
    stars = models.IntegerField()
    score = models.TextField()
    price = models.IntegerField()
    certificate = models.TextField()
    issued = models.DateField()
    expires = models.DateField()
    description = models.TextField()

    class Meta:
        app_label = "limits"
        db_table = "product"


class Maker(models.Model):
    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    commune = models.TextField()

    class Meta:
        app_label = "limits"
        db_table = "maker"


class Recognition(models.Model):
    id = models.BigAutoField(primary_key=True)
    product = models.ForeignKey(Product, models.CASCADE)
    stars = models.IntegerField()
    score = models.TextField()
    certificate = models.TextField()
    issued = models.DateField()
    expires = models.DateField()

    class Meta:
        app_label = "limits"
        db_table = "recognition"


class Listing(models.Model):
    id = models.BigAutoField(primary_key=True)
    product = models.ForeignKey(Product, models.CASCADE)
    maker = models.ForeignKey(Maker, models.CASCADE)
    name = models.TextField()
    maker_name = models.TextField()
    commune = models.TextField()
    stars = models.IntegerField(db_index=True)
    issued = models.DateField()
    expires = models.DateField(db_index=True)

    class Meta:
        app_label = "limits"
        db_table = "listing"


class Mark(models.Model):
    id = models.BigAutoField(primary_key=True)
    entry = models.IntegerField()
    reviewer = models.IntegerField()
    criterion = models.IntegerField()
    points = models.SmallIntegerField()

    class Meta:
        app_label = "limits"
        db_table = "mark"


def look_up(request: HttpRequest, gtin: str) -> HttpResponse:
    return HttpResponseRedirect("/san-pham/" + Product.objects.values_list("slug", flat=True).get(gtin14=gtin))


def write_sheet(request: HttpRequest) -> HttpResponse:
    given = json.loads(request.body)
    with transaction.atomic():
        Mark.objects.bulk_create(
            Mark(entry=given["entry"], reviewer=given["reviewer"], criterion=place, points=points)
            for place, points in enumerate(given["points"], 1)
        )
    return HttpResponse("ok", status=201)


def import_products(name: str) -> float:
    """Write a file's records, nothing asked and nothing noted; return the seconds."""
    for model in (Listing, Recognition, Product, Maker):
        model.objects.all().delete()
    begun = time.perf_counter()
    with open(name, newline="", encoding="utf-8") as file, transaction.atomic():
        _write(list(csv.DictReader(file)))
    return time.perf_counter() - begun


def _write(rows: list[dict[str, str]]) -> None:
    named = {row["producer"]: row["commune"] for row in rows}
    makers = _created(Maker, (Maker(name=name, commune=commune) for name, commune in named.items()))
    by_name = {maker.name: maker for maker in makers}
    products = _created(Product, map(_product, rows))
    _created(Recognition, (_taken(Recognition, row, product=one) for row, one in zip(rows, products, strict=True)))
    listed = (
        _taken(Listing, row, product=one, maker=by_name[row["producer"]], maker_name=row["producer"])
        for row, one in zip(rows, products, strict=True)
    )
    _created(Listing, listed)


def _created(model: type[models.Model], rows: Iterable[models.Model]) -> list[Any]:
    return model.objects.bulk_create(rows, batch_size=1000)


def _product(row: dict[str, str]) -> Product:
    return _taken(Product, row, price=row["price_vnd"])


def _taken(model: type[models.Model], row: dict[str, str], **more: Any) -> Any:
    names = {field.name for field in model._meta.fields} - {"id"}
    return model(**{name: row[name] for name in names & row.keys()}, **more)


urlpatterns = [path("01/<str:gtin>", look_up), path("sheet", write_sheet)]
application = get_wsgi_application()

if __name__ == "__main__":
    print(import_products(sys.argv[1]))
