from __future__ import annotations

from django.urls import path

from openocop.enquiries.views import public

app_name = "enquiries"
urlpatterns = [
    path("", public.ask, name="ask"),
    path("da-gui/<slug:key>/", public.receipt_page, name="receipt"),
    path("da-gui/<slug:key>/rut/", public.withdraw, name="withdraw"),
]
