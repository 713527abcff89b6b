from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.opendata.views import pages

app_name = "opendata"
urlpatterns = [
    path("", gzip_page(pages.open_data), name="page"),
    path("dcat.jsonld", gzip_page(pages.dcat), name="dcat"),
    path("<slug:province>/<str:day>/<path:path>", pages.file, name="file"),
]
