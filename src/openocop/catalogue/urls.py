from __future__ import annotations

from django.urls import path

from openocop.catalogue.views import checking, details, lists, rounds

app_name = "catalogue"
urlpatterns = [
    path("", lists.home, name="home"),
    path("san-pham/", lists.products, name="products"),
    path("san-pham/<slug:slug>-<str:public_id>/", details.product, name="product"),
    path("chu-the/<slug:slug>-<str:public_id>/", details.producer, name="producer"),
    path("anh/<str:public_id>/", details.photo, name="photo"),
    path("kiem-tra/", checking.verify, name="verify"),
    path("chung-nhan/<str:public_id>/", checking.certificate, name="certificate"),
    path("dot-danh-gia/", rounds.rounds, name="rounds"),
    path("dot-danh-gia/<str:public_id>/", rounds.round_detail, name="round"),
]
