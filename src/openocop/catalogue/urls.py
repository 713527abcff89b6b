from __future__ import annotations

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.catalogue.views import (
    cards,
    checking,
    crawling,
    details,
    lists,
    localities,
    maps,
    offline,
    pictures,
    rounds,
)

app_name = "catalogue"
# Pages go out compressed to whoever takes them so: rural phones pay by the byte.
urlpatterns = [
    path("", gzip_page(lists.home), name="home"),
    path("san-pham/", gzip_page(lists.products), name="products"),
    path("san-pham/<slug:slug>-<slug:public_id>/", gzip_page(details.product), name="product"),
    path("chu-the/<slug:slug>-<slug:public_id>/", gzip_page(details.producer), name="producer"),
    path("anh/<slug:public_id>/", pictures.photo, name="photo"),
    path("anh/<slug:public_id>/<slug:seal>-<int:width>.<slug:ending>", pictures.photo_size, name="photo-size"),
    path("ban-do/", gzip_page(maps.communes), name="map"),
    path("ban-do/huyen-cu/", gzip_page(maps.districts), name="map-districts"),
    path("ban-do/ca-nuoc/", gzip_page(maps.country), name="map-country"),
    path("xa/<slug:slug>/", gzip_page(localities.commune), name="commune"),
    path("huyen-cu/<slug:slug>/", gzip_page(localities.district), name="district"),
    path("the/<slug:public_id>/<slug:language>.png", cards.card, name="card"),
    path("kiem-tra/", gzip_page(checking.verify), name="verify"),
    path("kiem-tra/anh/", checking.photographed, name="verify-photographed"),
    path("chung-nhan/<str:public_id>/", gzip_page(checking.certificate), name="certificate"),
    path("thu-hoi/", gzip_page(checking.withdrawals), name="withdrawn"),
    path("da-xem.js", offline.worker, name="worker"),
    path("khong-co-mang/", offline.away, name="away"),
    path("robots.txt", crawling.robots, name="robots"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": crawling.SITEMAPS, "sitemap_url_name": "catalogue:sitemap-of"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", gzip_page(sitemap), {"sitemaps": crawling.SITEMAPS}, name="sitemap-of"),
    path("dot-danh-gia/", gzip_page(rounds.rounds), name="rounds"),
    path("dot-danh-gia/<slug:public_id>/", gzip_page(rounds.round_detail), name="round"),
]
