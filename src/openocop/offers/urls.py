from __future__ import annotations

from django.urls import path

from openocop.offers.views import offers

app_name = "offers"
urlpatterns = [
    path("<slug:public_id>/", offers.offer, name="offer"),
    path("<slug:public_id>/quy-cach-moi/", offers.new_pack, name="pack-new"),
    path("<slug:public_id>/cung-ung/", offers.supply, name="supply"),
    path("<slug:public_id>/lam-qua/", offers.gift, name="gift"),
    path("quy-cach/<slug:public_id>/", offers.edit_pack, name="pack-edit"),
    path("quy-cach/<slug:public_id>/ngung/", offers.end_pack, name="pack-end"),
]
