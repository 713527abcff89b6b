from __future__ import annotations

from django.urls import path

from openocop.enquiries.views import received

app_name = "received"
urlpatterns = [
    path("", received.listing, name="list"),
    path("ghi/", received.note, name="note"),
    path("so-luong/", received.counts, name="counts"),
    path("<slug:public_id>/", received.part, name="part"),
    path("<slug:public_id>/nho-giup/", received.help_wanted, name="help"),
]
