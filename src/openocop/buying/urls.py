from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.buying.views import lists

app_name = "buying"
urlpatterns = [
    path("", gzip_page(lists.buyers_list), name="list"),
    path("danh-muc.xlsx", lists.as_xlsx, name="xlsx"),
    path("danh-muc.pdf", lists.as_pdf, name="pdf"),
]
