from __future__ import annotations

from django.urls import path

from openocop.misuse.views import public

app_name = "misuse"
urlpatterns = [
    path("", public.report, name="report"),
    path("da-gui/<slug:key>/", public.receipt_page, name="receipt"),
]
