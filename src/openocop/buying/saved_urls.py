from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.buying.views import saved

app_name = "saved"
urlpatterns = [
    path("", gzip_page(saved.saved_list), name="list"),
    path("danh-sach.xlsx", saved.as_xlsx, name="xlsx"),
    path("danh-sach.pdf", saved.as_pdf, name="pdf"),
]
